/** Whatever happens on the way: nothing is lost or said twice, and one is told. */

import { expect, test } from "./desk.js";

test("a connection that is away for a while loses nothing and doubles nothing", async ({
  page,
  desk,
  hand,
}) => {
  const line = await hand.arrive({ name: "Sanne Meer" });
  await desk.start();
  await desk.take("Sanne Meer");

  await hand.down(true);
  await desk.say("eerste");
  await desk.say("tweede");
  await expect(desk.said("eerste")).toContainText("nog niet verstuurd");
  await expect(
    page.getByText("De verbinding is weg; je leest misschien niet alles."),
  ).toBeVisible();
  await page.reload();
  await expect(
    page.getByText("De verbinding is weg; je leest misschien niet alles."),
  ).toBeVisible();
  await hand.down(false);

  await expect(page.getByText("De verbinding is weg")).toBeHidden();
  await expect(desk.said("tweede")).toHaveCount(1);
  await expect(desk.log).not.toContainText("verstuurd");
  const { messages } = await hand.card(line.id);
  const said = messages.filter(({ author }) => author === "advisor").map(({ text }) => text);
  expect(said).toEqual(["eerste", "tweede"]);
});

test("an answer that got lost is no second message", async ({ desk, hand }) => {
  const line = await hand.arrive({ name: "Sanne Meer" });
  await desk.start();
  await desk.take("Sanne Meer");
  await hand.goWrong({ method: "POST", path: "/messages", kind: "drop-answer", times: 2 });

  await desk.say("een keer");

  await expect(desk.log).not.toContainText("verstuurd");
  await expect(desk.said("een keer")).toHaveCount(1);
  const { messages } = await hand.card(line.id);
  expect(messages.filter(({ text }) => text === "een keer")).toHaveLength(1);
});

test("one does not wait for the next try who asks for it", async ({ desk, hand }) => {
  const line = await hand.arrive({ name: "Sanne Meer" });
  await desk.start();
  await desk.take("Sanne Meer");
  await hand.goWrong({ method: "POST", path: "/messages", kind: "drop", times: 1000 });
  await desk.say("hallo");
  await expect(desk.said("hallo")).toContainText("nog niet verstuurd");
  await hand.goWrong();

  await desk.said("hallo").getByRole("button", { name: "Opnieuw" }).click();

  await expect(desk.log).not.toContainText("verstuurd");
  expect((await hand.card(line.id)).messages.at(-1)?.text).toBe("hallo");
});

test("what is refused can be changed", async ({ desk, hand }) => {
  await hand.arrive({ name: "Sanne Meer" });
  await desk.start();
  await desk.take("Sanne Meer");
  await hand.goWrong({ method: "POST", path: "/messages", kind: "status", status: 422, times: 1 });

  await desk.say("niet goed");
  await expect(desk.said("niet goed")).toContainText("niet verstuurd: Er ging bij ons iets mis.");
  await desk.button("Terug in het tekstveld").click();

  await expect(desk.box).toHaveValue("niet goed");
  await expect(desk.box).toBeFocused();
  await expect(desk.said("niet goed")).toHaveCount(0);
});

test("what was missed comes with the connection", async ({ page, desk, hand }) => {
  const line = await hand.arrive({ name: "Sanne Meer" });
  await desk.start();
  await desk.take("Sanne Meer");
  await hand.down(true);
  await expect(page.getByText("De verbinding is weg")).toBeVisible();
  await hand.says(line.id, "Bent u er nog?");
  await hand.arrive({ name: "Yusuf Haven" });

  await hand.down(false);

  await expect(desk.said("Bent u er nog?")).toBeVisible();
  await expect(desk.tab("Wacht")).toContainText("1");
});

test("a server that fails for a moment is asked again", async ({ desk, hand }) => {
  await hand.arrive({ name: "Sanne Meer" });
  await hand.goWrong({ method: "GET", path: "/handoffs", kind: "status", status: 500, times: 2 });

  await desk.start();

  await expect(desk.lines).toHaveCount(1);
});

test("who is logged out goes to the login page, and finds the text back", async ({
  page,
  desk,
  hand,
}) => {
  const line = await hand.arrive({ name: "Sanne Meer" });
  await desk.start();
  await desk.take("Sanne Meer");
  await hand.goWrong({ method: "POST", path: "/messages", kind: "status", status: 401, times: 1 });

  await desk.say("net te laat");
  await page.waitForURL("**/adviseur/inloggen?naar=/adviseur/");
  await page.goto("/adviseur/");

  await expect
    .poll(async () => (await hand.card(line.id)).messages.at(-1)?.text)
    .toBe("net te laat");
});

test("presence is told at once, and every twenty seconds", async ({ page, desk, hand }) => {
  await page.clock.install();
  const told: string[] = [];
  page.on("request", (call) => {
    if (call.url().endsWith("/presence")) told.push(call.postData() ?? "");
  });
  await hand.arrive();
  await desk.start();
  await page.getByRole("switch", { name: "Aanwezig" }).click();
  await expect(page.getByText("Je staat op afwezig.")).toBeVisible();
  told.length = 0;

  await page.clock.runFor(41_000);

  await expect.poll(() => told).toEqual(Array(2).fill('{"state":"away"}'));
});

test("a desk elsewhere that does not answer is told, and work goes on here", async ({
  page,
  desk,
  hand,
}) => {
  await hand.fallSilent("rt");
  await hand.arrive({ name: "Sanne Meer" });
  await desk.start();

  await expect(page.getByText("Request Tracker antwoordt nu niet.")).toBeVisible();
  await desk.take("Sanne Meer");
  await hand.fallSilent();
  await hand.arrive({ name: "Yusuf Haven" });

  await expect(page.getByText("Request Tracker antwoordt nu niet.")).toBeHidden();
});

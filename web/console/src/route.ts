/** The open conversation in the address: so a reload keeps it, and a phone's own back button works. */

const MARK = "#gesprek-";

export class Route {
  constructor(private readonly changed: (id: string | undefined) => void) {}

  get current(): string | undefined {
    return location.hash.startsWith(MARK) ? location.hash.slice(MARK.length) : undefined;
  }

  start(): void {
    window.addEventListener("popstate", () => this.changed(this.current));
    this.changed(this.current);
  }

  go(id: string | undefined): void {
    if (id === this.current) return;
    history.pushState(null, "", id ? `${MARK}${id}` : location.pathname);
    this.changed(id);
  }
}

"""What a scan brings along to be kept, and how its code opens it elsewhere."""

from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import uuid4

import msgspec
import pytest

from conversations.conversation import Conversation
from conversations.messages import Reminder, Reply
from conversations.scans import ScanRecord
from conversations.stage import Stage
from storage.connect import connect
from storage.store import SqlStore
from tests.actions.rasa import Rasa, Talk, payloads, titles
from tests.actions.scan_talk import Said, answer, asked, begun, finished, start, text
from tests.advice.folder import Folder
from tests.support.time import HandClock

HALF_A_YEAR = timedelta(days=190).total_seconds()


@pytest.fixture
async def rasa(folder: Folder, clock: HandClock, sqlite_url: str) -> AsyncIterator[Rasa]:
    rasa = Rasa(folder.path, clock, sqlite_url)
    yield rasa
    await rasa.close()


@pytest.fixture
def talk(rasa: Rasa) -> Talk:
    return Talk(rasa)


async def say(talk: Talk, intent: str, **values: str) -> Said:
    """Say something with this intent; `values` are the names heard in it."""
    return await talk.turn(f"action_{intent}", intent=intent, text=intent, values=values)


def kept(said: Said) -> ScanRecord:
    """Return the scan that the last message brings along."""
    return msgspec.convert(said[-1]["scan"], ScanRecord)


def reminders(said: Said) -> dict[str, Reminder]:
    """Return the reminders that the last message brings along, by key."""
    brought = msgspec.convert(said[-1].get("reminders", []), list[Reminder])
    return {reminder.key: reminder for reminder in brought}


async def keep(url: str, said: Said, clock: HandClock) -> None:
    """Keep what was said as the gateway does."""
    database = connect(url)
    conversation = Conversation(uuid4(), "web", b"hash", Stage.BOT, clock())
    async with SqlStore(database).transaction() as work:
        await work.open(conversation)
        await work.say(conversation.id, [Reply("", scan=kept(said))], clock())
    await database.close()


@pytest.mark.parametrize(
    ("consent", "seen", "counted"),
    [
        ("ja", True, True),
        ("alleen een adviseur", True, False),
        ("alleen de cijfers", False, True),
        ("nee", False, False),
    ],
)
async def test_a_finished_scan_is_kept_as_far_as_was_consented(
    talk: Talk, clock: HandClock, consent: str, seen: bool, counted: bool
) -> None:
    scan = kept(await finished(talk, consent=consent))

    assert (scan.may_be_seen, scan.may_be_counted) == (seen, counted)
    assert scan.answers["gemeente"] == "urk"
    assert scan.answers["scan_geld"] == "matig"
    assert scan.levels == {"geld": 1, "digitaal": 1, "mensen": 1}
    assert scan.schemes.keys() == {"boomsubsidie"}
    assert scan.walk["own_words"].startswith("Ik wil praten")
    assert scan.finished_at == clock()


async def test_a_finished_scan_stays_of_its_version_when_there_is_a_newer_one(
    folder: Folder, talk: Talk, clock: HandClock
) -> None:
    before = kept(await finished(talk, consent="ja"))
    folder.scan(2)
    folder.replace("scan/bedrijfsscan-2.yml", "id: scan_geld", "id: scan_euro")
    anew = Talk(Rasa(folder.path, clock))
    anew.slots = talk.slots

    again = await start(anew)
    withdrawn = await say(anew, "withdraw_consent")

    for said in (again, withdrawn):
        assert (kept(said).version, kept(said).levels) == (1, before.levels)
        assert kept(said).answers == before.answers


async def test_only_answers_of_the_scan_are_kept(talk: Talk) -> None:
    await talk.turn("action_take_facts", intent="inform", text="ik wil aan de slag met groen")
    talk.slots["facts"] = {**(talk.slots.get("facts") or {}), "bedrag": "5000"}

    scan = kept(await finished(talk))

    assert "bedrag" not in scan.answers


async def test_an_unfinished_scan_is_kept_with_its_code_when_one_stops(talk: Talk) -> None:
    await begun(talk)
    await answer(talk, "Urk")

    said = await answer(talk, "stop")

    assert kept(said).code in text(said[-1])
    assert kept(said).finished_at is None


async def test_the_code_goes_on_elsewhere_where_one_stopped(
    rasa: Rasa, talk: Talk, clock: HandClock, sqlite_url: str
) -> None:
    await begun(talk)
    await answer(talk, "Urk")
    said = await answer(talk, "stop")
    await keep(sqlite_url, said, clock)
    elsewhere = Talk(rasa)

    resumed, question = await say(elsewhere, "resume_with_code", code=kept(said).code.lower())

    assert resumed["response"] == "utter_scan_resumed"
    assert asked([question]) == "personeel_aantal"
    assert elsewhere.slots["facts"] == {"gemeente": "urk"}
    assert elsewhere.slots["scan"]["id"] == str(kept(said).id)


async def test_the_code_of_a_finished_scan_shows_it_and_later_begins_the_follow_up(
    rasa: Rasa, talk: Talk, clock: HandClock, sqlite_url: str
) -> None:
    said = await finished(talk, consent="ja")
    await keep(sqlite_url, said, clock)

    shown = await say(Talk(rasa), "resume_with_code", code=kept(said).code)
    clock.forward(HALF_A_YEAR)
    followed = await say(Talk(rasa), "resume_with_code", code=kept(said).code)

    assert shown[0]["response"] == "utter_scan_standings"
    assert kept(shown).id == kept(said).id
    assert followed[0]["response"] == "utter_follow_up_intro"


@pytest.mark.parametrize("code", ["K7MX-B3PQ-T9WR", "", "'; drop table scans"])
async def test_an_unknown_code_is_said_to_be_unknown(talk: Talk, code: str) -> None:
    (said,) = await say(talk, "resume_with_code", code=code)

    assert said["response"] == "utter_scan_code_unknown"
    assert "/start_scan" in payloads(said)


async def test_who_has_a_code_and_does_not_give_it_is_asked_for_it(talk: Talk) -> None:
    (said,) = await say(talk, "resume_with_code")

    assert said["response"] == "utter_scan_which_code"


async def test_a_code_typed_in_the_middle_of_a_scan_is_no_answer_to_it(talk: Talk) -> None:
    await begun(talk)

    assert await talk.declines(
        "action_take_answer", intent="resume_with_code", text="x", values={"code": "x"}
    )


async def test_withdrawn_consent_is_kept_and_ends_all_reminders(talk: Talk) -> None:
    await finished(talk, consent="ja")
    await say(talk, "remind_me")

    said = await say(talk, "withdraw_consent")

    scan = kept(said)
    assert (scan.may_be_seen, scan.may_be_counted) == (False, False)
    assert {reminder.at for reminder in reminders(said).values()} == {None}
    assert not scan.consents["herinnering"].is_given


async def test_a_reminder_comes_only_for_who_asks_for_it(talk: Talk, clock: HandClock) -> None:
    await begun(talk)
    said = await answer(talk, "stop")
    assert reminders(said) == {}
    assert titles(said[-1])[1] == "Herinner mij over 3 dagen"

    said = await say(talk, "remind_me")

    reminder = reminders(said)["scan_niet_af"]
    assert reminder.at == clock() + timedelta(days=3)
    assert reminder.text == "Uw scan is niet af."
    assert [b.payload for b in reminder.buttons] == ["/start_scan", "/stop_reminders"]
    assert "26 november 2026" in text(said[-1])
    assert talk.slots["scan"]["consents"]["herinnering"]["version"] == 3


async def test_who_is_done_is_invited_for_the_follow_up_after_some_months(
    talk: Talk, clock: HandClock
) -> None:
    said = await finished(talk)
    assert "Nodig mij uit over 6 maanden" in titles(said[-1])

    said = await say(talk, "remind_me")

    invitation = reminders(said)["scan_vervolg"]
    assert invitation.at == clock().replace(year=2027, month=5)
    assert invitation.buttons[0].payload == "/follow_up_scan"


async def test_finishing_the_scan_calls_off_the_reminder_that_it_is_not(talk: Talk) -> None:
    said = await finished(talk)

    assert reminders(said)["scan_niet_af"].at is None


async def test_stop_calls_off_all_reminders_whatever_there_is(talk: Talk) -> None:
    said = await say(talk, "stop_reminders")

    assert {key: one.at for key, one in reminders(said).items()} == {
        "scan_niet_af": None,
        "scan_vervolg": None,
    }


async def test_without_a_scan_there_is_nothing_to_be_reminded_of(talk: Talk) -> None:
    said = await say(talk, "remind_me")

    assert reminders(said) == {}
    assert payloads(said[-1]) == ["/start_scan"]


async def test_a_state_from_before_scans_were_kept_still_goes_on(talk: Talk) -> None:
    talk.slots["scan"] = {"version": 1, "stop": "vragen", "consents": {}, "skipped": []}
    talk.slots["facts"] = {"gemeente": "urk"}

    said = await start(talk)

    assert asked(said) == "personeel_aantal"

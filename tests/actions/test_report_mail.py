"""The report of the scan by e-mail: to an address that was given for it, and to nobody else."""

import base64
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from conversations.mail import Mail
from conversations.scans import ScanRecord
from tests.actions.garden import plant
from tests.actions.rasa import Rasa, Talk, titles
from tests.actions.scan_talk import Said, answer, asked, begun, finished, press, text
from tests.advice.folder import Folder
from tests.support.time import HandClock

WISH = "Mail mij het rapport"


@pytest.fixture
def talk(folder: Folder, clock: HandClock) -> Talk:
    plant(folder)
    return Talk(Rasa(folder.path, clock, smtp_url="smtp://mail.example.org"))


@pytest.fixture
def talk_without_mail(folder: Folder, clock: HandClock) -> Talk:
    plant(folder)
    return Talk(Rasa(folder.path, clock))


async def wish(talk: Talk, words: str = "mail mij het rapport") -> Said:
    return await talk.turn("action_mail_report", intent="mail_report", text=words)


def mails(said: Sequence[dict[str, Any]]) -> list[Mail]:
    return [msgspec.convert(mail, Mail) for one in said for mail in one.get("mails", ())]


async def test_who_gives_an_address_gets_the_report_that_was_shown(talk: Talk) -> None:
    outcome = await finished(talk)
    shown = next(one["files"][1] for one in outcome if "files" in one)

    said = await wish(talk)
    assert asked(said) == "rapport_mailen"
    said = await answer(talk, "jan@example.org")

    (mail,) = mails(said)
    assert (mail.to, mail.subject) == ("jan@example.org", "Uw scan van 23 november 2026")
    assert mail.files[0].title == "scan.pdf"
    assert mail.files[0].data[:8] == base64.b64decode(shown["data"])[:8]
    assert "jan@example.org" in text(said[0])
    assert talk.slots["open_question"] is None


async def test_an_address_in_the_wish_itself_is_not_asked_again(talk: Talk) -> None:
    await finished(talk)

    said = await wish(talk, "mail het rapport maar naar jan@example.org")

    assert [mail.to for mail in mails(said)] == ["jan@example.org"]


async def test_the_consent_is_kept_with_the_scan_and_the_address_is_not(talk: Talk) -> None:
    await finished(talk, consent="ja")
    await wish(talk)

    said = await answer(talk, "jan@example.org")

    scan = msgspec.convert(said[-1]["scan"], ScanRecord)
    assert scan.consents["rapport_mailen"].is_given
    assert "example.org" not in msgspec.json.encode(scan).decode()


async def test_withdrawn_consent_also_calls_off_a_letter_that_waits(talk: Talk) -> None:
    await finished(talk)
    await wish(talk, "mail het naar jan@example.org")

    said = await talk.turn("action_withdraw_consent", intent="withdraw_consent")

    assert [(mail.key, mail.to) for mail in mails(said)] == [("rapport_mailen", None)]


@pytest.mark.parametrize("no", ["nee", "nee laat maar"])
async def test_who_would_rather_not_is_left_alone(talk: Talk, no: str) -> None:
    await finished(talk)
    await wish(talk)

    said = await answer(talk, no)

    assert mails(said) == []
    assert "ik mail niets" in text(said[0])
    assert talk.slots["open_question"] is None


async def test_the_button_says_no_too(talk: Talk) -> None:
    await finished(talk)

    said = await press(talk, await wish(talk), "Toch niet")

    assert mails(said) == []
    assert talk.slots["open_question"] is None


async def test_what_is_no_address_is_asked_once_more_and_then_dropped(talk: Talk) -> None:
    await finished(talk)
    await wish(talk)

    again = await answer(talk, "jan apenstaart example punt org")
    dropped = await answer(talk, "dat zei ik toch")

    assert "naam@voorbeeld.nl" in text(again[0])
    assert "ik mail niets" in text(dropped[0])
    assert talk.slots["open_question"] is None


async def test_another_question_is_answered_and_the_address_asked_again(talk: Talk) -> None:
    await finished(talk)
    await wish(talk)

    assert await talk.declines(
        "action_take_answer", intent="regeling_hoeveel", text="hoeveel krijg ik voor een boom?"
    )
    said = await talk.turn("action_ask_again", intent="regeling_hoeveel")

    assert asked(said) == "rapport_mailen"


async def test_a_report_is_mailed_three_times_at_most(talk: Talk) -> None:
    await finished(talk)

    sent = [mails(await wish(talk, f"mail naar jan{n}@example.org")) for n in range(4)]

    assert [len(mail) for mail in sent] == [1, 1, 1, 0]


async def test_doing_the_scan_anew_gives_no_new_letters(talk: Talk) -> None:
    await finished(talk)
    for n in range(3):
        await wish(talk, f"mail naar jan{n}@example.org")
    await talk.turn("action_start_scan", intent="start_scan", text="scan opnieuw doen")
    said = await answer(talk, "Een beetje")
    while said[-1]["meta"]["ids"] != ["eigen_woorden"]:
        said = await answer(talk, "Een beetje")
    await answer(talk, "niets")

    assert mails(await wish(talk, "mail naar jan@example.org")) == []


async def test_before_the_scan_is_done_there_is_no_report(talk: Talk) -> None:
    nothing = await wish(talk)
    await begun(talk)
    halfway = await wish(talk)

    assert titles(nothing[0]) == ["De scan doen"]
    assert titles(halfway[0]) == ["Verder met de scan"]
    assert asked(await talk.turn("action_ask_again", intent="mail_report")) == "gemeente"


async def test_the_wish_is_offered_with_the_outcome(talk: Talk) -> None:
    assert WISH in titles((await finished(talk))[-1])


async def test_without_a_mail_server_nothing_is_offered_and_who_asks_hears_it(
    talk_without_mail: Talk,
) -> None:
    outcome = await finished(talk_without_mail)
    said = await wish(talk_without_mail, "mail het naar jan@example.org")

    assert WISH not in titles(outcome[-1])
    assert "Mailen kan ik hier niet" in text(said[0])
    assert mails(said) == []

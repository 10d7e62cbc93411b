"""The page with sentences that the bot did not answer, and what can be done with each."""

from collections.abc import Mapping
from typing import Annotated, Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, SkipValidation
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY
from msgspec import Struct

from advice.proposals.choices import groups
from advice.proposals.learned import FilesUnreadable
from advice.proposals.proposal import NewQuestion, NewSentence
from conversations.text import EmptyText, TextTooLong, clean
from gateway.console.accounts.sessions import only
from gateway.console.learning import texts
from gateway.console.learning.learning import (
    DAYS,
    MOST,
    Learning,
    NoSentence,
    NotTaken,
    UnknownIntent,
    sentence_of,
)
from gateway.console.pages import page
from handoff.advisors import Advisor, Role
from handoff.sessions import Session
from kit.clock import today_here

type _Request = Request[Advisor, Session, Any]

_WHY: Mapping[type[Exception], str] = {
    NoSentence: texts.NO_SENTENCE,
    UnknownIntent: texts.UNKNOWN_INTENT,
}


class SentenceForm(Struct):
    """A sentence, and the intent it belongs to."""

    sentence: str
    intent: str


class HideForm(Struct):
    """A sentence to show no more."""

    sentence: str


class QuestionForm(Struct):
    """A sentence, and the question with its answer and source that it asks for."""

    sentence: str
    name: str
    answer: str
    source: str
    url: str


@get("/", media_type="text/html", include_in_schema=False)
async def missed_page(
    request: Request[Advisor, Session, Any], learning: NamedDependency[SkipValidation[Learning]]
) -> Response[str]:
    """Show what was missed lately."""
    return await _missed(request, learning)


@post("/zin", media_type="text/html", include_in_schema=False)
async def propose_sentence(
    request: Request[Advisor, Session, Any],
    data: Annotated[SentenceForm, Body(media_type=RequestEncodingType.URL_ENCODED)],
    learning: NamedDependency[SkipValidation[Learning]],
) -> Response[str]:
    """Propose that the bot learns where a sentence belongs."""
    try:
        wish = NewSentence(sentence_of(data.sentence), data.intent)
        is_new = await learning.propose(wish, request.user)
    except (NoSentence, NotTaken, UnknownIntent, FilesUnreadable) as error:
        return await _missed(request, learning, refused=error)
    done = texts.PROPOSED if is_new else texts.HANDLED_BEFORE
    return await _missed(request, learning, done=done)


@post("/vraag", media_type="text/html", include_in_schema=False)
async def propose_question(
    request: Request[Advisor, Session, Any],
    data: Annotated[QuestionForm, Body(media_type=RequestEncodingType.URL_ENCODED)],
    learning: NamedDependency[SkipValidation[Learning]],
) -> Response[str]:
    """Propose a question of the Q&A that answers a sentence."""
    try:
        is_new = await learning.propose(_question(data, learning), request.user)
    except (NoSentence, NotTaken, FilesUnreadable) as error:
        return await _missed(request, learning, refused=error)
    done = texts.PROPOSED if is_new else texts.HANDLED_BEFORE
    return await _missed(request, learning, done=done)


@post("/verberg", media_type="text/html", include_in_schema=False)
async def hide(
    request: Request[Advisor, Session, Any],
    data: Annotated[HideForm, Body(media_type=RequestEncodingType.URL_ENCODED)],
    learning: NamedDependency[SkipValidation[Learning]],
) -> Response[str]:
    """Show a sentence never again."""
    try:
        is_new = await learning.hide(sentence_of(data.sentence), request.user)
    except NoSentence as error:
        return await _missed(request, learning, refused=error)
    done = texts.HIDDEN if is_new else texts.HANDLED_BEFORE
    return await _missed(request, learning, done=done)


router = Router(
    "/adviseur/gemist",
    route_handlers=[missed_page, propose_sentence, propose_question, hide],
    guards=[only(Role.LEAD, Role.ADMINISTRATOR)],
)


def _question(data: QuestionForm, learning: Learning) -> NewQuestion:
    lines = (" ".join(line.split()) for line in _readable(data.answer).strip().split("\n"))
    return NewQuestion(
        sentence_of(data.sentence),
        _on_one_line(data.name),
        "\n".join(lines),
        _on_one_line(data.source),
        data.url.strip(),
        today_here(learning.clock),
    )


def _on_one_line(text: str) -> str:
    return " ".join(_readable(text).split())


def _readable(text: str) -> str:
    """Return a text as it may be kept; nothing for what can not be."""
    try:
        return clean(text)
    except (EmptyText, TextTooLong):
        return ""


async def _missed(
    request: _Request,
    learning: Learning,
    *,
    refused: Exception | None = None,
    done: str = "",
) -> Response[str]:
    shown = page(
        request,
        "missed.html",
        lines=await learning.missed(),
        groups=groups(learning.content),
        most=MOST,
        days=DAYS,
        failed=_told(refused) if refused else "",
        done=done,
    )
    return Response(shown, status_code=HTTP_422_UNPROCESSABLE_ENTITY if refused else HTTP_200_OK)


def _told(refused: Exception) -> str:
    if isinstance(refused, NotTaken):
        return str(refused)
    return _WHY.get(type(refused), texts.UNREADABLE)

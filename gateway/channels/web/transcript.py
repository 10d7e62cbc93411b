"""A conversation to keep: as text, JSON or PDF."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from importlib import resources
from typing import Literal

import msgspec

from conversations.conversation import View
from conversations.messages import Message
from gateway.channels.web import texts
from kit.clock import AMSTERDAM

type Format = Literal["text", "json", "pdf"]

FORMATS: Mapping[Format, str] = {
    "text": "text/plain",
    "json": "application/json",
    "pdf": "application/pdf",
}


async def transcript(view: View, format: Format, *, organisation: str, saved: datetime) -> bytes:
    """Return all messages of `view` in the chosen format."""
    if format == "json":
        return msgspec.json.encode({"saved_at": saved, "messages": view.messages})
    title = texts.TRANSCRIPT_TITLE.format(organisation=organisation)
    if format == "text":
        return _text(title, view, saved)
    return await asyncio.to_thread(_pdf, title, view, saved)


def _text(title: str, view: View, saved: datetime) -> bytes:
    parts = [title, _subtitle(view, saved)]
    parts += [
        f"[{_time(message)}] {_author(message)}:\n{_words(message)}" for message in view.messages
    ]
    return ("\n\n".join(parts) + "\n").encode()


def _pdf(title: str, view: View, saved: datetime) -> bytes:
    """A PDF that a screen reader can read (PDF/UA-1), if the fonts here know every sign in it.

    The standard refuses a sign without a picture, such as an emoji on a machine with few fonts. A
    conversation that can be kept is worth more than the standard, so it is then let go.
    """
    # Typst is some 60 MB in memory: only who asks for a PDF pays for it.
    import typst

    said = [
        {"author": _author(message), "time": _time(message), "text": _words(message)}
        for message in view.messages
    ]
    content = {"title": title, "subtitle": _subtitle(view, saved), "messages": said}
    template = resources.files("gateway.channels.web").joinpath("transcript.typ").read_bytes()

    given = {"content": msgspec.json.encode(content).decode()}
    try:
        return typst.compile(template, format="pdf", pdf_standards="ua-1", sys_inputs=given)
    except typst.TypstError:
        return typst.compile(template, format="pdf", sys_inputs=given)


def _subtitle(view: View, saved: datetime) -> str:
    first = view.messages[0].at if view.messages else saved
    return texts.TRANSCRIPT_ADDED.format(day=_day(first), saved=_day(saved))


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(AMSTERDAM):%d-%m-%Y}"


def _time(message: Message) -> str:
    return f"{message.at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"


def _words(message: Message) -> str:
    """A file may come without words; then its name tells that it came."""
    return message.text or ", ".join(attachment.title for attachment in message.attachments)


def _author(message: Message) -> str:
    return texts.AUTHORS[message.author]

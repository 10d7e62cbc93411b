"""A message as WhatsApp shows it: with pictures and PDFs, and with choices to press."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from advice.channels import MenuWords
from conversations.channels import Abilities, OutboundFile, OutboundMessage, Part, Refused
from gateway.channels.twilio.addresses import WHATSAPP
from gateway.channels.twilio.rendering import LONGEST, Outgoing
from gateway.channels.twilio.templates import LONGEST_BODY, Templates, variables
from gateway.channels.writing import numbered, split, with_link

_CAPTION = 1_024
_MEGABYTE = 1024 * 1024
# https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages
_LARGEST: Mapping[str, int] = {
    "image/jpeg": 5 * _MEGABYTE,
    "image/png": 5 * _MEGABYTE,
    "application/pdf": 16 * _MEGABYTE,
}


class WhatsApp:
    """Renders for WhatsApp; `templates` are ContentSids by the keys of `templates.py`."""

    name = WHATSAPP

    def __init__(self, words: MenuWords, templates: Mapping[str, str]) -> None:
        self._words = words
        self._templates = Templates(templates)
        self.abilities = Abilities(
            text=LONGEST,
            buttons=self._templates.most,
            button_title=self._templates.longest_title,
            files=True,
            caption=_CAPTION,
            window=timedelta(hours=24),
            tells_delivered=True,
            tells_read=True,
        )

    def parts(self, message: OutboundMessage) -> Sequence[Part]:
        """Return files first: under the text stand the choices, and those belong at the end."""
        files = [file for file in message.files if _goes_along(file)]
        text = message.text
        for file in message.files:
            if file not in files:
                text = with_link(text, file.title, file.url)
        if _is_caption(text, files) and not message.choices:
            return [Part(text, file=files[0])]
        parts = [Part("", file=file) for file in files]
        return [*parts, *self._texts(text, message)] or [Part(text)]

    def outgoing(self, part: Part) -> Outgoing:
        if template := self._templates.fitting(part.choices):
            return Outgoing(template=template, variables=variables(part.text, part.choices))
        return Outgoing(body=part.text, media=part.file.url if part.file else "")

    def template(self, key: str) -> Outgoing:
        if not (sid := self._templates.sid(key)):
            raise Refused("no-template")
        return Outgoing(template=sid)

    def _texts(self, text: str, message: OutboundMessage) -> list[Part]:
        if not message.choices:
            return [Part(one) for one in split(text, LONGEST)]
        if self._templates.fitting(message.choices):
            *before, last = _question_last(text) or [""]
            if last:
                return [*(Part(one) for one in before), Part(last, message.choices)]
        menu = numbered(text, message.choices, self._words, letters=message.expects_number)
        return [Part(one) for one in split(menu, LONGEST)]


def _goes_along(file: OutboundFile) -> bool:
    return 0 < len(file.data) <= _LARGEST.get(file.media_type, 0)


def _is_caption(text: str, files: Sequence[OutboundFile]) -> bool:
    """Only pictures have one: the text with a document would get lost."""
    is_one_picture = len(files) == 1 and files[0].media_type.startswith("image/")
    return is_one_picture and 0 < len(text) <= _CAPTION


def _question_last(text: str) -> list[str]:
    """Cut so that what stands with the choices fits in a template, and as little as needed."""
    last = split(text, LONGEST_BODY)[-1:]
    before = text.strip().removesuffix(last[0]) if last else ""
    return [*split(before, LONGEST), *last]

"""A message as an SMS: text alone, in as few segments as it can."""

from collections.abc import Sequence

from advice.channels import MenuWords
from conversations.channels import Abilities, OutboundMessage, Part, Refused
from gateway.channels.twilio.addresses import SMS
from gateway.channels.twilio.rendering import LONGEST, Outgoing
from gateway.channels.writing import as_gsm7, numbered, split, with_link


class Sms:
    """Renders for SMS: files are links, choices are numbered."""

    name = SMS
    abilities = Abilities(text=LONGEST, tells_delivered=True)

    def __init__(self, words: MenuWords) -> None:
        self._words = words

    def parts(self, message: OutboundMessage) -> Sequence[Part]:
        text = message.text
        for file in message.files:
            text = with_link(text, file.title, file.url)
        if message.choices:
            text = numbered(text, message.choices, self._words, letters=message.expects_number)
        return [Part(one) for one in split(as_gsm7(text), LONGEST)] or [Part(text)]

    def outgoing(self, part: Part) -> Outgoing:
        return Outgoing(body=part.text)

    def template(self, key: str) -> Outgoing:
        # There is no window, so every text may go out.
        raise Refused("no-template")

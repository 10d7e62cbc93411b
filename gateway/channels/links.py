"""Links that open a channel on a phone, with what one sends already in it."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from msgspec import Struct


class Phones(Struct, frozen=True):
    """How we are called on each channel of a phone, by the channel's name; empty where we are not.

    Two numbers as `+31…`, and the name of the bot without @.
    """

    whatsapp: str = ""
    sms: str = ""
    telegram: str = ""

    @property
    def channels(self) -> Sequence[str]:
        """Return the names of the channels in use."""
        return [name for name in self.__struct_fields__ if getattr(self, name)]

    def links(self, text: str, start: str) -> Mapping[str, str]:
        """Return the link for each channel in use, by its name.

        One sends `text`; only in Telegram, where a link can hold no text, `/start` and `start`
        (at most 64 of A-Z, a-z, 0-9, _ and -).
        """
        said = quote(text)
        links = {
            # https://faq.whatsapp.com/5913398998672934
            "whatsapp": f"https://wa.me/{self.whatsapp.removeprefix('+')}?text={said}",
            # https://www.rfc-editor.org/rfc/rfc5724
            "sms": f"sms:{self.sms}?body={said}",
            # https://core.telegram.org/bots/features#deep-linking
            "telegram": f"https://t.me/{self.telegram}?start={start}",
        }
        return {channel: links[channel] for channel in self.channels}

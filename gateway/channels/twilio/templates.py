"""Content templates, by which choices can be pressed on WhatsApp.

They are made once in Twilio's console (Content Template Builder), in Dutch, each with our own key:

`knoppen-1` to `knoppen-3` (twilio/quick-reply): body `{{1}}`, and for each button a title and an
id: `{{2}}` and `{{3}}`, `{{4}}` and `{{5}}`, `{{6}}` and `{{7}}`.

`lijst-1` to `lijst-10` (twilio/list-picker): body `{{1}}`, button "Kies uw antwoord", and for each
item the same pairs of item and id, from `{{2}}` and `{{3}}` on; where a description is asked, any
fixed word. Lists of 4 to 10 are enough; shorter ones serve titles too long for a button.

`terug` (twilio/text): says without any variable that there is an answer, and asks to write back.
`uitnodiging-…` (twilio/text), with the id of an invitation: its text, without any variable.
Only these two kinds are sent to WhatsApp for approval (UTILITY and MARKETING). The others go to
who wrote in the last 24 hours, which needs none, and approval would forbid a text to begin with a
variable.

A key that is not set up costs nothing: its choices become a numbered menu.
"""

from collections.abc import Mapping, Sequence

import msgspec

from conversations.channels import Choice

LONGEST_BODY = 255
"""A value of a template: https://www.twilio.com/docs/content/using-variables-with-content-api"""

# https://www.twilio.com/docs/content/twilio-quick-reply
_BUTTONS, _BUTTON_TITLE = 3, 20
# https://www.twilio.com/docs/content/twiliolist-picker
_ITEMS, _ITEM_TITLE = 10, 24


class Templates:
    """Finds the template for choices; `sids` are ContentSids by our own keys."""

    def __init__(self, sids: Mapping[str, str]) -> None:
        self._sids = sids

    @property
    def most(self) -> int:
        """How many choices can be pressed at most."""
        counts = range(1, _ITEMS + 1)
        return max((count for count in counts if any(self._of(count))), default=0)

    @property
    def longest_title(self) -> int:
        """How long the title of such a choice may be."""
        if any(f"lijst-{count}" in self._sids for count in range(1, _ITEMS + 1)):
            return _ITEM_TITLE
        return _BUTTON_TITLE if self.most else 0

    def sid(self, key: str) -> str:
        """Return the template with this key; empty if it is not set up."""
        return self._sids.get(key, "")

    def fitting(self, choices: Sequence[Choice]) -> str:
        """Return the template that shows these choices; empty if none does."""
        titles = [choice.title for choice in choices]
        # WhatsApp takes no title twice.
        if not choices or len(choices) > _ITEMS or len(set(titles)) < len(titles):
            return ""
        longest = max(len(title) for title in titles)
        buttons, items = self._of(len(choices))
        if buttons and longest <= _BUTTON_TITLE:
            return buttons
        return items if longest <= _ITEM_TITLE else ""

    def _of(self, count: int) -> tuple[str, str]:
        buttons = self._sids.get(f"knoppen-{count}", "") if count <= _BUTTONS else ""
        return buttons, self._sids.get(f"lijst-{count}", "")


def variables(text: str, choices: Sequence[Choice]) -> str:
    """Return what is filled in: the text, then title and id of each choice."""
    values = [text, *(value for choice in choices for value in (choice.title, choice.id))]
    numbered = {str(place): value for place, value in enumerate(values, 1)}
    return msgspec.json.encode(numbered).decode()

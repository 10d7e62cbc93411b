"""How a message looks in a terminal."""

from apps.api import Message

_NAMES = {"bot": "Schakel", "advisor": "Adviseur", "system": "Schakel"}


def show(message: Message) -> None:
    """Print a message of somebody else, its attachments, and its buttons with their numbers."""
    print(f"\n{_NAMES.get(message['author'], message['author'])}: {printable(message['text'])}")
    for attachment in message["attachments"]:
        print(f"  {printable(attachment['title'])}: {printable(attachment['url'])}")
    for number, button in enumerate(message["buttons"], start=1):
        print(f"  [{number}] {printable(button['title'])}")


def printable(text: str) -> str:
    """Return the text without signs that would command the terminal."""
    return "".join(sign for sign in text if sign.isprintable() or sign == "\n")

"""`schakel chat`: a conversation with the running product in the terminal."""

from apps.addresses import site_url
from apps.api import ApiFailed, Conversation, Message, connect
from apps.commands.show import show
from apps.settings import load_settings

_PROMPT = "\nU: "


def chat() -> None:
    """Talk until Ctrl-D or Ctrl-C; raises `ApiFailed` when the product does not run."""
    conversation = Conversation.begin(connect(site_url(load_settings())))
    print("Type a sentence or the number of a button; Ctrl-D ends.")
    buttons = _show_all(conversation.answers())
    while (typed := _read()) is not None:
        try:
            _say(conversation, typed, buttons)
            buttons = (
                _show_all(conversation.answers() if typed else conversation.news().messages)
                or buttons
            )
        except ApiFailed as error:
            print(f"({error})")


def _read() -> str | None:
    try:
        return input(_PROMPT).strip()
    except (EOFError, KeyboardInterrupt):
        print()
        return None


def _say(conversation: Conversation, typed: str, buttons: list[str]) -> None:
    if typed.isdecimal() and 1 <= int(typed) <= len(buttons):
        conversation.say(payload=buttons[int(typed) - 1])
    elif typed:
        conversation.say(text=typed)


def _show_all(messages: list[Message]) -> list[str]:
    """Show the messages; return the payloads of the buttons that the last numbers stand for."""
    payloads: list[str] = []
    for message in messages:
        show(message)
        payloads = [button["payload"] for button in message["buttons"]] or payloads
    return payloads

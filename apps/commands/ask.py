"""`schakel ask`: one question to the running product, and its answers."""

import json

from apps.addresses import site_url
from apps.api import Conversation, connect
from apps.commands.show import show
from apps.settings import load_settings


def ask(question: str, *, as_json: bool) -> None:
    """Ask in a new conversation and print the answers; the greeting is not one of them."""
    conversation = Conversation.begin(connect(site_url(load_settings())))
    asked = conversation.say(text=question)
    answers = [message for message in conversation.answers() if message["seq"] > asked]
    if as_json:
        print(json.dumps(answers, ensure_ascii=False, indent=2))
    else:
        for answer in answers:
            show(answer)

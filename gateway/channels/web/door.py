"""What the calls of the web channel work with."""

from dataclasses import dataclass

from conversations.messages import Reply
from conversations.ports import Store
from gateway.campaigns import Campaigns
from gateway.channels.links import Phones
from gateway.channels.web.listeners import Listeners
from kit.clock import Clock


@dataclass(frozen=True)
class Door:
    """One for the whole process; `greeting` is the first message of every conversation."""

    store: Store
    listeners: Listeners
    clock: Clock
    greeting: Reply
    organisation: str
    campaigns: Campaigns
    phones: Phones

"""The partner's pages, also those for who may not go on."""

from litestar.status_codes import HTTP_410_GONE
from litestar.types import ExceptionHandlersMap

from advice.organisation import Organisation
from conversations.ports import UnknownConversation
from conversations.way_back import LinkLapsed
from gateway.channels.partner import texts
from gateway.open_pages.pages import OpenPages


def pages(organisation: Organisation) -> OpenPages:
    """Return what makes them."""
    return OpenPages("gateway.channels.partner", organisation)


def refusals(organisation: Organisation) -> ExceptionHandlersMap:
    """Return what is told when something goes wrong: one calm page, whatever the link was."""
    gone = (HTTP_410_GONE, texts.GONE)
    return pages(organisation).refusals({LinkLapsed: gone, UnknownConversation: gone})

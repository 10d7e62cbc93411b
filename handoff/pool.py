"""Who of the pool fits a request, the best first."""

from collections.abc import Collection, Iterable

from advice.content import Content
from conversations.handoffs import Handoff
from conversations.helpers import Helper


def themes_of(handoff: Handoff, content: Content) -> frozenset[str]:
    """Return what a request is about: of all that was talked about, and of who is asked first."""
    group = content.desk.group(handoff.request.group)
    themes = set(group.themes if group else ())
    for topic in handoff.request.topics:
        scheme = content.schemes.get(topic)
        themes.update(scheme.themes if scheme else (topic,))
    return frozenset(themes)


def fitting(
    helpers: Iterable[Helper], handoff: Handoff, themes: Collection[str]
) -> tuple[Helper, ...]:
    """Return who can be asked: first who knows of the subject, then who is near."""

    def distance(helper: Helper) -> tuple[int, bool]:
        profile = helper.profile
        is_far = profile.municipality != handoff.request.municipality
        return -len(set(profile.themes) & set(themes)), is_far

    others = (
        one for one in helpers if not one.is_paused and one.conversation != handoff.conversation
    )
    return tuple(sorted(others, key=distance))

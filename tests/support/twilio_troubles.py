"""What can go wrong between us and Twilio."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Trouble:
    """What happens to one call instead of a good answer; `is_taken` is whether it was carried out.

    Without a `status` there is no answer, with `share` there is only that part of it.
    """

    status: int = 0
    code: int = 0
    retry_after: str = ""
    is_taken: bool = False
    share: float = 0.0
    body: bytes | None = None


def too_fast(seconds: str = "3") -> Trouble:
    """Refuse a call because there are too many."""
    return Trouble(429, 20429, seconds)


def ill(status: int = 503) -> Trouble:
    """Say that it is not well."""
    return Trouble(status, 20000 + status)


def refusal(code: int, status: int = 400) -> Trouble:
    """Refuse a call with any code."""
    return Trouble(status, code)


def hangs(*, is_taken: bool) -> Trouble:
    """Say nothing any more."""
    return Trouble(is_taken=is_taken)


def half() -> Trouble:
    """Take it, and break off while answering."""
    return Trouble(is_taken=True, share=0.5)


def odd(body: bytes, status: int = 200) -> Trouble:
    """Answer with something that Twilio would never say."""
    return Trouble(status, body=body)

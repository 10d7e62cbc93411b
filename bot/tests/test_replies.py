"""How an answer says what it is reaches who asked, in the words of our contract."""

from __future__ import annotations

import asyncio
from typing import Any

from turns.replies import Replies


def meta_of(message: dict[str, Any]) -> dict[str, Any]:
    replies = Replies()
    asyncio.run(replies.send_response("conversation", {"text": "Dit past bij u.", **message}))
    [reply] = replies.said
    meta: dict[str, Any] = reply["meta"]
    return meta


def test_why_a_scheme_was_named_and_how_it_was_judged_go_along() -> None:
    told = {"ids": ["wbso"], "reasons": ["u doet onderzoek"], "verdict": "past waarschijnlijk"}

    meta = meta_of({"metadata": {"kind": "eligibility"}, "meta": told})

    assert meta == {"kind": "eligibility", "aspect": None, **told}


def test_what_was_not_told_is_left_out() -> None:
    assert meta_of({"meta": {"kind": "faq", "thought": "?"}}) == {
        "kind": "faq",
        "ids": [],
        "aspect": None,
    }

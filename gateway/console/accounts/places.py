"""Where the pages about accounts are, and where one may be sent after them."""

import re
from urllib.parse import quote

LOGIN = "/adviseur/inloggen"
SET_UP_CODES = "/adviseur/inloggen/code"
WORK_ACCOUNT = "/adviseur/inloggen/werkaccount"
WORK_ACCOUNT_BACK = "/adviseur/inloggen/werkaccount/terug"
ACCOUNT = "/adviseur/account"
TEAM = "/adviseur/team"
START = "/adviseur/"

# One slash at the start, and nothing that a browser reads as another one or leaves out: the tab in
# "/\t/example.org" for example (https://url.spec.whatwg.org/#concept-basic-url-parser).
_LOCAL = re.compile(r"/(?![/\\])[!-\[\]-~]*")


def local(path: str) -> str:
    """Return the path if it stays on this site, and the first page if it does not."""
    return path if _LOCAL.fullmatch(path) else START


def with_next(page: str, path: str) -> str:
    """Return a page's address that knows where one goes after it."""
    return f"{page}?naar={quote(path)}"

"""How a kept file is given to who opens it: shown or saved, and never run."""

from urllib.parse import quote

from conversations.files import File

# What every browser shows by itself; all else is saved, for the program that it is made for.
_SHOWN = frozenset({"application/pdf", "image/png", "image/jpeg", "text/plain"})


def file_headers(file: File) -> dict[str, str]:
    """Return the headers with which a file goes out, whoever asks for it."""
    return {
        "Content-Disposition": _disposition(file),
        "Content-Security-Policy": "sandbox",
        "X-Content-Type-Options": "nosniff",
    }


def _disposition(file: File) -> str:
    if file.media_type in _SHOWN:
        return "inline"
    # Any sign may stand in a name: https://www.rfc-editor.org/rfc/rfc6266#section-4.3
    return f"attachment; filename*=UTF-8''{quote(file.title, safe='')}"

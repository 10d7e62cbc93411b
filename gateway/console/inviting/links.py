"""Links and QR codes that open a channel of ours with what one comes for."""

from collections.abc import Mapping
from io import BytesIO
from typing import Literal

import segno
from msgspec import Struct

from conversations.channels import WEBSITE
from gateway.channels.links import Phones

_SCREEN, _PRINT = 4, 20
# A poster has a fold, and a sticker a scratch.
_REPAIRS = "q"

PictureKind = Literal["svg", "png"]
MEDIA_TYPES: Mapping[PictureKind, str] = {"svg": "image/svg+xml", "png": "image/png"}


class Doors(Struct, frozen=True):
    """How we are called on each channel; `site`: where the page with the widget is, or empty."""

    phones: Phones = Phones()
    site: str = ""

    def links(self, code: str) -> Mapping[str, str]:
        """Return the link for each channel in use, by its name."""
        links = dict(self.phones.links(f"START {code}", code))
        if self.site:
            links[WEBSITE] = f"{self.site.rstrip('/')}/?start={code}"
        return links


def shown(link: str) -> str:
    """Return the QR code of a link, as SVG to put in a page."""
    return _code(link).svg_inline(scale=_SCREEN, light="#fff", svgclass=None, lineclass=None)


def picture(link: str, kind: PictureKind) -> bytes:
    """Return the QR code of a link as a file, large enough to print."""
    file = BytesIO()
    _code(link).save(file, kind=kind, scale=_PRINT, light="#fff")
    return file.getvalue()


def _code(link: str) -> segno.QRCode:
    return segno.make_qr(link, error=_REPAIRS)

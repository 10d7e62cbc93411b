"""A product whose team is there at any hour, so that a journey does not depend on the clock."""

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from apps.model import current_model
from tests.support import product as products
from tests.support.product import ROOT, Product

_HOURS = re.compile(r"^(    (?:maan|dins|woens|donder|vrij|zater|zon)dag: ).*$", re.MULTILINE)


@contextmanager
def always_open(folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[Product]:
    """Run the product on a copy of the content, with the model of the content itself."""
    content = folder / "data"
    shutil.copytree(ROOT / "data", content)
    organisation = content / "organisatie.yml"
    hours = _HOURS.sub(r'\1[["00:00", "23:59"]]', organisation.read_text("utf-8"))
    organisation.write_text(hours, "utf-8")
    (content / "sluitingsdagen.yml").write_text("[]\n", "utf-8")
    own = {
        "SCHAKEL_CONTENT": str(content),
        "SCHAKEL_MODEL": str(current_model(ROOT / "data")),
    }
    with products.running(folder / "var", {**own, **(settings or {})}) as product:
        yield product

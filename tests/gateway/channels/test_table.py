"""The table in the documentation is what the code can do."""

from pathlib import Path

from advice.content import load_content
from apps.settings import ROOT
from gateway.channels.abilities import abilities
from gateway.channels.table import channels_table

PAGE = Path(ROOT / "docs" / "channels.md").read_text("utf-8")
ABILITIES = abilities(load_content(ROOT / "data").channels.menu, {})


def test_the_page_shows_what_each_channel_can_do() -> None:
    assert channels_table(ABILITIES) in PAGE, "put what `schakel channels` prints in the page"


def test_every_channel_has_a_line() -> None:
    lines = channels_table(ABILITIES).splitlines()[2:]

    assert [line.split()[1] for line in lines] == list(ABILITIES)

"""The widget and the pages, built with npm."""

from tools.places import WEB
from tools.running import run, telling
from tools.stamps import fingerprint, forget_stamp, read_stamp, write_stamp


def packages() -> None:
    """Have the front end's packages exactly as its lock names them."""
    name = "web packages"
    made_from = fingerprint([WEB / "package.json", WEB / "package-lock.json"])
    if read_stamp(name) == made_from and (WEB / "node_modules").is_dir():
        return
    with telling(name):
        forget_stamp(name)
        run(name, ["npm", "ci", "--no-audit", "--no-fund"], folder=WEB)
    write_stamp(name, made_from)


def build() -> None:
    """Have the built site in `web/dist`."""
    name = "web build"
    made_from = fingerprint([WEB], read_stamp("web packages") or "")
    if read_stamp(name) == made_from and (WEB / "dist").is_dir():
        return
    with telling(name):
        forget_stamp(name)
        run(name, ["npm", "run", "build"], folder=WEB)
    write_stamp(name, made_from)

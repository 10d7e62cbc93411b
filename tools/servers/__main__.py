"""`python -m tools.servers start [NAME …]` or `stop`: the servers of others that the tests use."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Sequence

from tools.places import STAMPS
from tools.running import say
from tools.servers import keeper
from tools.servers.keeper import Outcome
from tools.servers.table import SERVERS

FOLDER = STAMPS / "servers"
_ALL = [server.name for server in SERVERS]


def main(arguments: Sequence[str], folder: Path = FOLDER) -> int:
    """Start them or stop them; return 1 when one that is installed does not start."""
    wish, *names = arguments or [""]
    if wish == "keep":
        keep_in, *wanted = names
        keeper.keep(Path(keep_in), [one for one in SERVERS if one.name in (wanted or _ALL)])
        return 0
    if wish == "stop":
        say("stopped" if keeper.stop(folder) else "nothing was running")
        return 0
    if wish != "start":
        sys.stderr.write("Say what to do: start or stop\n")
        return 1
    outcomes = keeper.start(folder, names, _tell)
    say("They run until `make servers-stop`. Redis is not among them: nothing here uses it.")
    return any(one.error for one in outcomes)


def _tell(outcome: Outcome) -> None:
    if outcome.not_here:
        say(f"{outcome.name}: {outcome.not_here}")
    elif outcome.error:
        say(f"{outcome.name}: did not start: {outcome.error}")
    else:
        say(outcome.name)
        for line in outcome.lines:
            say("  " + line)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

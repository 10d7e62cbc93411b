"""Sets up whatever is missing on this machine: `python3 -m tools.setup start`.

Needs nothing but Python 3.8 or newer. Every step leaves a fingerprint of what it was made from and
is skipped while that stays the same.
"""

import sys

_OLDEST = (3, 8)


def main(goals):
    # type: (list[str]) -> int
    """Reach the goals; return 0, or 1 after one sentence that says what is in the way."""
    if sys.version_info < _OLDEST:
        return _fail("Schakel needs Python 3.8 or newer to set itself up; this one is older.")
    # Only here: an older Python could not even read these.
    from tools.goals import GOALS, reach
    from tools.running import AlreadyTold, SetupError

    if not goals or not GOALS.keys() >= set(goals):
        return _fail("Say what to set up: " + ", ".join(GOALS))
    try:
        reach(goals)
    except AlreadyTold:
        return 1
    except SetupError as error:
        return _fail(str(error))
    except OSError as error:
        return _fail("Set-up stopped: " + str(error))
    except KeyboardInterrupt:
        return _fail("Set-up stopped; what was finished is kept.")
    return 0


def _fail(sentence):
    # type: (str) -> int
    sys.stderr.write(sentence + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

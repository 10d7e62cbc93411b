"""Runs a command that cannot outlive its parent: `tether.py PARENT COMMAND…`.

The system kills the command when the parent ends, however it ends (Linux; elsewhere only an
orderly stop ends it). A separate program, because a fork of a process with threads should do
nothing but run another. Standard library only: it starts before every part of the product.
"""

import ctypes
import os
import signal
import sys

# https://man7.org/linux/man-pages/man2/PR_SET_PDEATHSIG.2const.html
_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Tie this process to its parent, then become the command."""
    parent, command = int(sys.argv[1]), sys.argv[2:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        # It was gone before the tie was made.
        sys.exit(1)
    os.execvp(command[0], command)  # noqa: S606 - our own command, and no shell wanted


if __name__ == "__main__":
    main()

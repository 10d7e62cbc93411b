"""Where set-up finds and leaves things."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STAMPS = ROOT / ".setup"
TOOLS = ROOT / ".tools"
PROGRAMS = TOOLS / "bin"
BOT = ROOT / "bot"
WEB = ROOT / "web"
VENV = ROOT / ".venv"

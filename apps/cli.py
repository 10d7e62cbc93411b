"""The command line: `schakel up`, `chat`, `ask`, `train`, `doctor`, `bench`, `advisor` and more.

Every command imports what it needs when it runs: help and small commands answer at once.
"""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from apps.advisors import advisor

_HELP = """Schakel: the digital front door of the MKB Schakelteam Flevoland.

`make start` sets everything up and starts it. The commands here work once that was done.
"""

_json = typer.Option("--json", help="Print the answers as JSON, with their `meta`.")
_validate = typer.Option(
    "--validate", help="Only let Rasa judge the training data; nothing is trained."
)
_apply = typer.Option("--apply", help="Write the files, check them, and close the proposals.")

cli = typer.Typer(
    name="schakel",
    help=_HELP,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
content = typer.Typer(help="The content in `data/`: schemes, questions, the organisation.")
cli.add_typer(content, name="content", no_args_is_help=True)
figures = typer.Typer(help="Figures from scans, never about fewer than ten businesses.")
cli.add_typer(figures, name="figures", no_args_is_help=True)
cli.add_typer(advisor, name="advisor", no_args_is_help=True)


@cli.command()
def up() -> None:
    """Start everything and stay in the foreground; Ctrl-C stops all of it.

    Examples:

    * `schakel up`
    * `SCHAKEL_PORT=9000 SCHAKEL_DATA=/tmp/try schakel up`
    * `SCHAKEL_PLAIN_RASA=1 schakel up` (Rasa with TensorFlow; needs `make plain` once)
    """
    # It becomes another program: what only this command line needs leaves the memory.
    os.execv(sys.executable, [sys.executable, "-m", "apps.up"])  # noqa: S606


@cli.command()
def chat() -> None:
    """Talk with the running product in the terminal.

    Type a sentence, or the number of a button. An empty line looks for new messages (from an
    advisor, for example); Ctrl-D ends.
    """
    from apps.commands.chat import chat

    chat()


@cli.command()
def channels() -> None:
    """Show what each channel can do, and which are set up."""
    from apps.commands.channels import channels

    channels()


@cli.command()
def ask(
    question: Annotated[str, typer.Argument(help="One sentence, as an entrepreneur types it.")],
    *,
    json: Annotated[bool, _json] = False,
) -> None:
    """Ask the running product one question in a new conversation and print its answers.

    Examples:

    * `schakel ask "Wat is de WBSO?"`
    * `schakel ask "Ik heb schulden" --json`
    """
    from apps.commands.ask import ask

    ask(question, as_json=json)


@cli.command()
def train(*, validate: Annotated[bool, _validate] = False) -> None:
    """Train the engine on the present content; a model that is there already is kept.

    Examples:

    * `schakel train`
    * `schakel train --validate`
    """
    from apps.commands.train import train

    train(only_validate=validate)


@cli.command()
def doctor() -> None:
    """Tell what is installed, reachable and in use; exit code 1 when something is missing."""
    from apps.commands.doctor import doctor

    doctor()


@cli.command()
def bench() -> None:
    """Measure the whole front door beside Rasa's default pipeline (`make bench` sets it up)."""
    from bench.__main__ import main

    sys.exit(main())


@content.command()
def check() -> None:
    """Check all content files; findings are in Dutch, for who keeps the content.

    Exit code 1 when there is an error; warnings and notes ask for work but stop nothing.
    """
    from apps.commands.content import check

    check()


@content.command()
def report() -> None:
    """List what a person must check first: passed, long ago, uncertain, weak sources.

    Of two that are equally urgent, what most other content leads to comes first. Exit code 0.
    """
    from apps.commands.content import report

    report()


@content.command("closing-days")
def closing_days(
    year: Annotated[str, typer.Argument(help="The year, in four digits: 2020 to 2100.")],
) -> None:
    """Print the public holidays of a year that `sluitingsdagen.yml` lacks, ready to paste there.

    Only tells; it changes no file. Whether the office closes on them is for a person to say.

    Example:

    * `schakel content closing-days 2029`
    """
    from apps.commands.content import closing_days

    closing_days(year)


@content.command()
def proposals(*, apply: Annotated[bool, _apply] = False) -> None:
    """Print what the team proposed on the console as changes of the files, for `git apply`.

    With `--apply` the files are written instead: all of them, or none when the content would then
    have errors. What a file can not take is told and stays open.

    Examples:

    * `schakel content proposals > voorstellen.patch`
    * `schakel content proposals --apply`
    """
    from apps.commands.proposals import proposals

    proposals(apply=apply)


@content.command()
def signals() -> None:
    """Ask public registers (RVO, local regulations) which schemes may have changed.

    Only tells; it changes no file. Needs the internet: exit code 1 when a source gave no answer.
    SCHAKEL_RVO_URL and SCHAKEL_CVDR_URL are the addresses that are asked.
    """
    from apps.commands.signals import signals

    signals()


@figures.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Where the files go; it is made if needed.")],
) -> None:
    """Write the figures of all quarters that ended: `cijfers.csv` and `cijfers.parquet`.

    With them come `woordenboek.csv`, which explains the columns, and `codes.csv`, which names all
    codes so that other data can be coupled. A quarter is counted at its first export and stays so.
    Every number is rounded down to tens; below ten it is left out.

    Example:

    * `schakel figures export ~/cijfers`
    """
    from apps.commands.figures import export

    export(folder)


def main() -> None:
    """Run a command; what goes wrong in a known way is one sentence and exit code 1."""
    try:
        cli()
    except _known() as error:
        sys.exit(str(error))


def _known() -> tuple[type[Exception], ...]:
    """Return the failures that explain themselves (evaluated only when something failed)."""
    from advice.findings import ContentError
    from advice.public_days import YearUnknown
    from apps.api import ApiFailed
    from apps.commands.advisor import AdvisorFailed
    from apps.commands.figures import FiguresFailed
    from apps.commands.proposals import ProposalsFailed
    from apps.commands.signals import SignalsFailed
    from apps.settings import BadSetting
    from apps.training import TrainingFailed

    return (
        *(AdvisorFailed, ApiFailed, BadSetting, ContentError, FiguresFailed),
        *(ProposalsFailed, SignalsFailed, TrainingFailed, YearUnknown),
    )


if __name__ == "__main__":
    main()

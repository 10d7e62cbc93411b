"""The command line's part about the team: `schakel advisor add`, `list`, `deactivate`, `reset`."""

from enum import StrEnum
from typing import Annotated

import typer

advisor = typer.Typer(help="The accounts of the team, who log in on the console.")

_Email = Annotated[str, typer.Argument(help="The e-mail address of the account.")]


class RoleName(StrEnum):
    """The roles in the words of the team; each has the name of its `Role`."""

    ADVISOR = "adviseur"
    LEAD = "teamleider"
    ADMINISTRATOR = "beheerder"


@advisor.command()
def add(
    name: Annotated[str, typer.Argument(help="The name that colleagues see.")],
    email: Annotated[str, typer.Argument(help="The e-mail address to log in with.")],
    *,
    role: Annotated[RoleName, typer.Option(help="What the person may do.")] = RoleName.ADVISOR,
    group: Annotated[
        list[str] | None, typer.Option(help="The id of a group; again for more groups.")
    ] = None,
) -> None:
    """Make an account and print a password for the first login, which also sets up the codes.

    Example:

    * `schakel advisor add "Sam de Vries" sam@example.org --role teamleider --group urk`
    """
    from apps.commands.advisor import add
    from handoff.advisors import Role

    add(name, email, Role[role.name], tuple(group or ()))


@advisor.command("list")
def show_all() -> None:
    """List all accounts: address, name, role, groups, and when they were last used."""
    from apps.commands.advisor import show_all

    show_all()


@advisor.command()
def deactivate(email: _Email) -> None:
    """Close an account at once, also where it is logged in; it stays in the audit.

    Example:

    * `schakel advisor deactivate sam@example.org`
    """
    from apps.commands.advisor import deactivate

    deactivate(email)


@advisor.command()
def reset(email: _Email) -> None:
    """Print a new password; the codes are set up again, and a closed account is open again.

    Example:

    * `schakel advisor reset sam@example.org`
    """
    from apps.commands.advisor import reset

    reset(email)

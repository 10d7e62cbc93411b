"""The account that is made while there is none, so that somebody can log in at the first start."""

from contextlib import suppress
from uuid import uuid4

from argon2 import PasswordHasher

from apps.keys import DEMO_EMAIL
from apps.settings import Settings
from handoff.accounts import EmailTaken
from handoff.advisors import Account, Advisor, Role
from storage.connect import connect
from storage.store import SqlStore

_NAME = "Demo Adviseur"


async def make_first_account(settings: Settings) -> None:
    """Make the demo administrator with the console's password, if there is one and no account.

    It needs no code, as long as the console is reached on this machine only.
    """
    if not settings.console_password:
        return
    database = connect(settings.database)
    try:
        await _make(SqlStore(database), settings.console_password)
    finally:
        await database.close()


async def _make(store: SqlStore, password: str) -> None:
    async with store.reading() as work:
        if await work.accounts():
            return
    demo = Advisor(uuid4(), _NAME, DEMO_EMAIL, Role.ADMINISTRATOR)
    account = Account(demo, PasswordHasher().hash(password), totp_required=False)
    # Another start on the same database may have been first.
    with suppress(EmailTaken):
        async with store.transaction() as work:
            await work.add_account(account)

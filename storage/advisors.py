"""The team as rows: accounts, sessions and the audit."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import structs
from sqlalchemy import Executable, Row, bindparam, delete, or_, select, update

# SQLite says it in the same words, so the statement of one dialect serves both.
from sqlalchemy.dialects.postgresql import insert

from handoff.accounts import EmailTaken
from handoff.advisors import Account, Advisor, Attempts, AuditLine, Deed, Role
from handoff.sessions import Session
from storage.database import Connection
from storage.team_tables import advisors, audit, console_sessions


class AdvisorRows:
    """The part of a transaction that concerns the team."""

    _connection: Connection

    async def account(self, email: str) -> Account | None:
        row = (await self._connection.execute(_BY_EMAIL, {"address": email})).one_or_none()
        return _account(row) if row else None

    async def account_of(self, advisor: UUID) -> Account | None:
        row = (await self._connection.execute(_BY_ID, {"of": advisor})).one_or_none()
        return _account(row) if row else None

    async def advisor(self, id: UUID) -> Advisor | None:
        row = (await self._connection.execute(_LOOK, {"of": id})).one_or_none()
        return _advisor(row) if row else None

    async def accounts(self) -> Sequence[Account]:
        return tuple(_account(row) for row in await self._connection.execute(_BY_NAME))

    async def add_account(self, account: Account) -> None:
        row = {
            **structs.asdict(account.advisor),
            **structs.asdict(account.attempts),
            **{name: getattr(account, name) for name in _TO_OPEN},
        }
        if (await self._connection.execute(_ADD, row)).scalar() is None:
            raise EmailTaken(account.advisor.email)

    async def change_advisor(self, advisor: Advisor) -> None:
        changed = {name: getattr(advisor, name) for name in ("name", "role", "groups", "is_active")}
        await self._change(advisor.id, **changed)

    async def change_password(self, advisor: UUID, password_hash: str) -> None:
        await self._change(advisor, password_hash=password_hash)

    async def set_totp(self, advisor: UUID, secret: str | None) -> None:
        await self._change(advisor, totp_secret=secret, totp_step=None)

    async def use_totp_step(self, advisor: UUID, step: int) -> bool:
        used = await self._connection.execute(_USE_STEP, {"of": advisor, "step": step})
        return used.scalar() is not None

    async def count_attempt(self, advisor: UUID, attempts: Attempts) -> None:
        await self._change(advisor, **structs.asdict(attempts))

    async def count_login(self, advisor: UUID, at: datetime) -> None:
        await self._change(advisor, **structs.asdict(Attempts()), last_login_at=at)

    async def open_session(self, session: Session) -> None:
        row = {**structs.asdict(session), "advisor_id": session.advisor}
        del row["advisor"]
        await self._connection.execute(_OPEN, row)

    async def session(self, token_hash: bytes) -> tuple[Session, Advisor] | None:
        row = (await self._connection.execute(_SESSION, {"token": token_hash})).one_or_none()
        if row is None:
            return None
        session = Session(row.token_hash, row.id, row.opened_at, row.seen_at, row.of_session)
        return session, _advisor(row)

    async def see_session(self, token_hash: bytes, at: datetime) -> None:
        await self._connection.execute(_SEE, {"token": token_hash, "at": at})

    async def close_session(self, token_hash: bytes) -> None:
        await self._connection.execute(_CLOSE, {"token": token_hash})

    async def close_sessions(self, advisor: UUID) -> None:
        await self._connection.execute(_CLOSE_ALL, {"of": advisor})

    async def close_sessions_opened_before(self, moment: datetime) -> None:
        await self._connection.execute(_CLOSE_OLD, {"moment": moment})

    async def note(self, line: AuditLine) -> None:
        row = {"at": line.at, "advisor_id": line.advisor, "what": line.what}
        await self._connection.execute(_NOTE, {**row, "subject": line.subject})

    async def forget_audit_before(self, moment: datetime) -> int:
        forgotten: Any = await self._connection.execute(_FORGET, {"moment": moment})
        return int(forgotten.rowcount)

    async def audit(self, *, limit: int) -> Sequence[AuditLine]:
        rows = await self._connection.execute(_NEWEST, {"most": limit})
        return tuple(AuditLine(at, Deed(what), by, subject) for at, what, by, subject in rows)

    async def _change(self, advisor: UUID, **values: object) -> None:
        changed: Executable = update(advisors).where(advisors.c.id == advisor).values(values)
        await self._connection.execute(changed)


_WHO = tuple(advisors.c[name] for name in Advisor.__struct_fields__)
_TO_OPEN = ("password_hash", "totp_required", "totp_secret", "totp_step", "last_login_at")

_BY_EMAIL = (
    select(advisors).where(advisors.c.email == bindparam("address")).with_for_update(key_share=True)
)
_BY_ID = select(advisors).where(advisors.c.id == bindparam("of")).with_for_update(key_share=True)
_LOOK = select(advisors).where(advisors.c.id == bindparam("of"))
_BY_NAME = select(advisors).order_by(advisors.c.name, advisors.c.id)
_ADD = insert(advisors).on_conflict_do_nothing().returning(advisors.c.id)
_USE_STEP = (
    update(advisors)
    .where(
        advisors.c.id == bindparam("of"),
        or_(advisors.c.totp_step.is_(None), advisors.c.totp_step < bindparam("step")),
    )
    .values(totp_step=bindparam("step"))
    .returning(advisors.c.id)
)

_OPEN = insert(console_sessions)
_is_this = console_sessions.c.token_hash == bindparam("token")
_SESSION = (
    select(
        *(console_sessions.c[name] for name in ("token_hash", "opened_at", "seen_at")),
        console_sessions.c.totp_secret.label("of_session"),
        *_WHO,
    )
    .join(advisors)
    .where(_is_this)
)
_SEE = update(console_sessions).where(_is_this).values(seen_at=bindparam("at"))
_CLOSE = delete(console_sessions).where(_is_this)
_CLOSE_ALL = delete(console_sessions).where(console_sessions.c.advisor_id == bindparam("of"))
_CLOSE_OLD = delete(console_sessions).where(console_sessions.c.opened_at < bindparam("moment"))

_NOTE = insert(audit)
_FORGET = delete(audit).where(audit.c.at < bindparam("moment"))
_NEWEST = (
    select(audit.c.at, audit.c.what, audit.c.advisor_id, audit.c.subject)
    .order_by(audit.c.id.desc())
    .limit(bindparam("most"))
)


def _account(row: Row[*tuple[Any, ...]]) -> Account:
    kept = {name: getattr(row, name) for name in _TO_OPEN}
    return Account(_advisor(row), attempts=Attempts(row.failures, row.next_try_at), **kept)


def _advisor(row: Row[*tuple[Any, ...]]) -> Advisor:
    who = {name: getattr(row, name) for name in Advisor.__struct_fields__}
    return Advisor(**{**who, "role": Role(row.role), "groups": tuple(row.groups)})

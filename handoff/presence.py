"""Who of the team is there."""

from datetime import datetime

from advice.desk import Group
from handoff.ports import TeamWork


async def is_somebody_there(work: TeamWork, group: Group, now: datetime) -> bool:
    """Tell whether someone of a group is there; a group without members is everybody."""
    accounts = await work.accounts()
    members = {
        one.advisor.id
        for one in accounts
        if one.advisor.is_active and (not group.themes or group.id in one.advisor.groups)
    }
    return bool(members & await work.present(now))

"""Times as people say them."""

from __future__ import annotations

from datetime import datetime, timedelta

from annotator.domain.i18n import tr
from annotator.domain.wording import readable_date


def moment(iso: str, now: datetime | None = None) -> str:
    """An ISO time as 'today 10:42', 'yesterday 9:05' or '8 August 2025'; empty where it is none."""
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return ""
    if at.tzinfo is not None:
        at = at.astimezone().replace(tzinfo=None)
    today = (now or datetime.now()).date()
    clock = f"{at.hour}:{at.minute:02d}"
    if at.date() == today:
        return tr("today {clock}", clock=clock)
    if at.date() == today - timedelta(days=1):
        return tr("yesterday {clock}", clock=clock)
    return readable_date(at.date().isoformat())

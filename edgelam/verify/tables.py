"""What changed in the tables that a phone keeps for all its apps; pure.

An alarm, a contact, a message, an event, a picture or a video is kept by the phone itself, whichever app made
it; and the phone knows what plays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from edgelam.core.fact import AskNow, AskTable, Fact, Now, Query, Rows, Table
from edgelam.core.plan import Step
from edgelam.core.text import words

from .effects import Effect

# What people call a row of a table.
_CALLED: dict[Table, str] = {
    "alarms": "alarm alarms timer timers wake",
    "contacts": "contact contacts",
    "sms": "message messages text sms",
    "calls": "call calls ring phone",
    "events": "event events appointment calendar meeting",
    "pictures": "picture pictures photo photos photograph selfie image snapshot",
    "videos": "video videos film clip",
    "players": "play plays playing listen hear shuffle shuffled",
}
_MOMENTS = ("when", "date")  # columns of epoch milliseconds


def queries(step: Step) -> tuple[Query, ...]:
    """The tables that a step's words, or its app's name, are about; and the phone's clock."""
    said = set(words(f"{step.do} {step.app_label}"))
    found: list[Query] = [
        AskTable(table=name) for name, called in _CALLED.items() if said & set(called.split())
    ]
    return (AskNow(), *found) if found else ()


def came(step: Step, was: Mapping[Query, Fact], now: Mapping[Query, Fact]) -> list[Effect]:
    """The rows that were not there before, as effects."""
    return _more(step, was, now, now, "new in")


def went(step: Step, was: Mapping[Query, Fact], now: Mapping[Query, Fact]) -> list[Effect]:
    """The rows that are there no more."""
    return _more(step, now, was, now, "gone from")


def _more(
    step: Step, less: Mapping[Query, Fact], more: Mapping[Query, Fact], now: Mapping[Query, Fact], what: str
) -> list[Effect]:
    clock, found = now.get(AskNow()), []
    for query in queries(step):
        few, many = less.get(query), more.get(query)
        if not (isinstance(query, AskTable) and isinstance(few, Rows) and isinstance(many, Rows)):
            continue
        if few.known and many.known and isinstance(clock, Now):
            for row in (_counted(many) - _counted(few)).elements():
                player = query.table == "players"
                if player and ("state", "playing") not in row:
                    continue
                said = " ".join(_readable(name, value, clock) for name, value in row if value)
                label = f"{said} {_CALLED[query.table]}"
                found.append(
                    Effect(f"{what} {query.table}: {said[:120]}", (label,), device=True, sole=player)
                )
    return found


def _counted(rows: Rows) -> Counter[tuple[tuple[str, str], ...]]:
    return Counter(tuple(sorted(row.items())) for row in rows.rows)


def _readable(name: str, value: str, clock: Now) -> str:
    """A value as people write it; moments by the phone's own clock."""
    if name not in _MOMENTS or not value.isdigit():
        return value
    moment = datetime.fromtimestamp(int(value) / 1000, tz=datetime.fromisoformat(clock.iso).tzinfo)
    return moment.strftime("%A %Y-%m-%d %B %-d %H:%M")

"""Tool calls on a phone that answers what they need to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from edgelam.core.command import Command, StartIntent
from edgelam.core.fact import (
    App,
    Apps,
    AskApps,
    AskHandlers,
    AskNow,
    AskTable,
    Fact,
    Handlers,
    Now,
    Query,
    Rows,
)
from edgelam.core.plan import Expectation, Front, Holds, Shows, Slot
from edgelam.tools import Invocation, all_tools

NOW = "2026-03-05T14:03:22+01:00"  # a Thursday
APP = "com.android.app"  # what answers every intent
NO_ROWS: Sequence[Mapping[str, str]] = ()
NOTHING: Mapping[str, Sequence[Mapping[str, str]]] = {}  # no table can be read


def call(
    name: str,
    /,
    *,
    takers: Sequence[str] = (APP,),
    preferred: str | None = None,
    tables: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
    apps: Sequence[App] = (),
    now: str = NOW,
    slots: Mapping[str, str] | None = None,
    **more: str,
) -> Invocation:
    """What the call comes to, with slots and more slots.

    takers: apps that take intents; preferred: of them, by default the only one. Tables that are not given
    cannot be read on this phone.
    """
    best = preferred if preferred is not None else "".join(takers[:1]) if len(takers) == 1 else ""

    def answer(query: Query) -> Fact:
        match query:
            case AskNow():
                return Now(iso=now)
            case AskApps():
                return Apps(apps=tuple(apps))
            case AskHandlers():
                return Handlers(packages=tuple(takers), preferred=best)
            case AskTable():
                rows = (tables or {}).get(query.table)
                return Rows(rows=tuple(map(dict, rows or ())), known=rows is not None)
        raise AssertionError(f"no tool needs {query}")

    named = {key: Slot(name=key, value=value) for key, value in {**(slots or {}), **more}.items()}
    tool = all_tools()[name]
    return tool.build(named, {query: answer(query) for query in tool.needs(named)})


def command(invocation: Invocation) -> Command:
    (only,) = invocation.commands
    return only


def intent(invocation: Invocation) -> StartIntent:
    only = command(invocation)
    assert isinstance(only, StartIntent)
    return only


def expected(invocation: Invocation) -> Expectation:
    (only,) = invocation.expect
    return only


def holds(invocation: Invocation) -> Holds:
    """The last expectation."""
    last = invocation.expect[-1]
    assert isinstance(last, Holds)
    return last


def conditions(invocation: Invocation) -> dict[str, str]:
    """The columns of the row that proves the call."""
    return {match.column: match.value for match in holds(invocation).matches}


def shown(invocation: Invocation, *texts: str) -> str:
    """The data of an intent that is done when the app it was handed to is in front and shows the texts."""
    given = intent(invocation)
    assert invocation.anyway and not invocation.then
    front, *shows = invocation.expect
    assert given.package and front == Front(app=given.package)
    assert shows == ([Shows(texts=texts, app=given.package)] if texts else [])
    return given.data or given.action

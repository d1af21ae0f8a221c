"""What a tool is: a specification for the Planner, and pure functions from slots and facts to commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from edgelam.core.catalogue import ToolSpec
from edgelam.core.command import Command
from edgelam.core.fact import App, Apps, AskApps, Fact, Now, Query, Rows
from edgelam.core.plan import Expectation, Slot
from edgelam.core.value import Value

Slots = Mapping[str, Slot]
Facts = Mapping[Query, Fact]


class ToolUnfit(Exception):  # noqa: N818 - the loop falls to the next rung, nothing has failed yet
    """This call cannot be made on this phone with these arguments. `code` says why, for the trace."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Invocation(Value):
    """What a tool call comes to on this phone.

    then: what the Caller does on the screen afterwards, in plain words; empty when the commands are all.
    then_app: the package it does that in; empty: whichever app answered.
    """

    commands: tuple[Command, ...]
    expect: tuple[Expectation, ...] = ()
    then: str = ""
    then_app: str = ""


def no_queries(slots: Slots) -> tuple[Query, ...]:
    """For tools that need to know nothing of the phone."""
    return ()


@dataclass(frozen=True)
class Tool:
    """One tool. `build` may ask only for the facts of `needs`; it raises ToolUnfit."""

    spec: ToolSpec
    build: Callable[[Slots, Facts], Invocation]
    needs: Callable[[Slots], tuple[Query, ...]] = no_queries


def text_of(slots: Slots, name: str) -> str:
    """The slot's value; ToolUnfit when it is missing or blank."""
    value = maybe(slots, name)
    if not value:
        raise ToolUnfit(f"missing:{name}")
    return value


def maybe(slots: Slots, name: str) -> str:
    """The slot's value, or nothing."""
    slot = slots.get(name)
    return slot.value.strip() if slot is not None else ""


def whole(text: str, low: int, high: int, name: str) -> int:
    """A canonical whole number within bounds; ToolUnfit when it is not one."""
    if not text.isascii() or not text.isdigit() or not low <= int(text[:9]) <= high:
        raise ToolUnfit(f"unresolved:{name}")
    return int(text)


def switched_on(slots: Slots, name: str) -> bool:
    """A canonical switch; ToolUnfit when it is neither on nor off."""
    value = text_of(slots, name)
    if value not in ("on", "off"):
        raise ToolUnfit(f"unresolved:{name}")
    return value == "on"


def rows_of(facts: Facts, query: Query) -> tuple[dict[str, str], ...]:
    """A table's rows; ToolUnfit where this phone does not let us look."""
    fact = facts.get(query)
    if not isinstance(fact, Rows) or not fact.known:
        raise ToolUnfit("unknown_table")
    return fact.rows


def now_of(facts: Facts, query: Query) -> str:
    """The phone's own time, ISO; ToolUnfit when it was not told."""
    fact = facts.get(query)
    if not isinstance(fact, Now):
        raise ToolUnfit("unknown_time")
    return fact.iso


def apps_of(facts: Facts) -> tuple[App, ...]:
    """The apps that can be started; none when the phone did not tell."""
    fact = facts.get(AskApps())
    return fact.apps if isinstance(fact, Apps) else ()


def first_installed(facts: Facts, packages: tuple[str, ...]) -> str:
    """The first of the packages that this phone has, or nothing."""
    installed = {app.package for app in apps_of(facts)}
    return next((package for package in packages if package in installed), "")

"""What a tool is: a specification for the Planner, and pure functions from slots and facts to commands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from edgelam.core.catalogue import ToolSpec
from edgelam.core.command import Command, StartIntent
from edgelam.core.fact import App, Apps, AskApps, AskHandlers, Fact, Handlers, Now, Query, Rows
from edgelam.core.plan import Expectation, Front, Shows, Slot
from edgelam.core.text import normalised
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
    proves: words for what `expect` proves beyond an app's being in front; a step that says none of them, as
    `open the camera`, does not ask for it.
    seeks: it only begins to look for something; who asks a question has the answer yet to be shown.
    anyway: to be done even where what is expected holds already, because that would hold without it too.
    """

    commands: tuple[Command, ...]
    expect: tuple[Expectation, ...] = ()
    then: str = ""
    then_app: str = ""
    proves: str = ""
    seeks: bool = False
    anyway: bool = False


def no_queries(slots: Slots) -> tuple[Query, ...]:
    """For tools that need to know nothing of the phone."""
    return ()


@dataclass(frozen=True)
class Tool:
    """One tool. `build` may use only the facts of `needs`; both raise ToolUnfit."""

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


def app_named(slots: Slots, name: str, facts: Facts) -> str:
    """The package of the only app that a slot can mean; ToolUnfit when there is none or more than one."""
    said = re.sub(r"^(the|my) | app$", "", normalised(text_of(slots, name)))
    exact = [a for a in apps_of(facts) if said in (normalised(a.label), normalised(a.package))]
    found = exact or [a for a in apps_of(facts) if set(said.split()) <= set(normalised(a.label).split())]
    packages = {app.package for app in found}
    if len(packages) != 1:
        raise ToolUnfit(f"ambiguous:{name}" if packages else f"unknown:{name}")
    return packages.pop()


def asks_apps(slots: Slots) -> tuple[Query, ...]:
    """For tools that need to know which apps there are."""
    return (AskApps(),)


def handlers_of(intent: StartIntent) -> AskHandlers:
    """The question which apps take an intent."""
    return AskHandlers(action=intent.action, data=intent.data, mime=intent.mime)


def handed(intent: StartIntent, facts: Facts, known: tuple[str, ...] = (), *, to: str = "") -> StartIntent:
    """The intent, given to one app: the one Android prefers, else the first of the known ones.

    to: the only package that is meant. ToolUnfit when no app takes it, or when only a person can say which.
    """
    fact = facts.get(handlers_of(intent))
    packages = fact.packages if isinstance(fact, Handlers) else ()
    if not packages or (to and to not in packages):
        raise ToolUnfit("no_handler")
    preferred = fact.preferred if isinstance(fact, Handlers) else ""
    package = to or preferred or next((name for name in known if name in packages), "")
    if not package:
        raise ToolUnfit("ambiguous:handler")
    return intent.model_copy(update={"package": package})


def opens(spec: ToolSpec, intent: Callable[[Slots], StartIntent], *known: str, seeks: bool = False) -> Tool:
    """A tool that hands an intent to an app, and is done when that app is in front.

    known: packages to prefer, best first, where Android itself prefers none. seeks: see Invocation.
    """

    def build(slots: Slots, facts: Facts) -> Invocation:
        return opened(handed(intent(slots), facts, known)).model_copy(update={"seeks": seeks})

    return Tool(spec=spec, needs=partial(_needs_handlers, intent), build=build)


def opened(intent: StartIntent, *texts: str) -> Invocation:
    """An intent that has done its work when its app is in front and shows the texts it was given."""
    shows = (Shows(texts=texts, app=intent.package),) if texts else ()
    return Invocation(commands=(intent,), expect=(Front(app=intent.package), *shows), anyway=True)


def _needs_handlers(intent: Callable[[Slots], StartIntent], slots: Slots) -> tuple[Query, ...]:
    return (handlers_of(intent(slots)),)

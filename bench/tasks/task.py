"""A task: what is asked, on what phone, how a person does it, and how the phone's own state judges it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from device_drivers.virtual.fixture import Fixture

from .state import State
from .taught import taught
from .wordings import wordings
from .world import World

if TYPE_CHECKING:
    from .hand import Hand

Params = Mapping[str, str]
Draw = Callable[[World], dict[str, str]]  # puts what it needs on the phone, gives the values
Kind = Literal["act", "ask", "impossible", "already", "risky"]
# As most people say it; as only tests hear it; as models learn it: the common ones, and those of `taught`.
Words = Literal["common", "rare", "training"]


@dataclass(frozen=True)
class Before:
    """What the judge may know besides the end: the values drawn, and the state the run began in."""

    params: Params
    state: State


@dataclass(frozen=True)
class Judge:
    """Whether the phone is as it was asked to be. touches: the tables, settings and other parts of the state
    (see `State`) that may be different afterwards; everything else has to be as it was."""

    check: Callable[[State, Before], bool]
    touches: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Task:
    """goals, rare: grammars (see `wordings`) with {placeholders}; the rare ones are for tests alone.

    kind: `act` changes the phone; `ask` ends with the answer on the screen; `already` is so from the start;
    `impossible` ends in an honest no; `risky` may not be done while nobody approves. With the last two, the
    phone has to stay as it was, and `judge` says what doing a risky one would be.
    level: by the actions a person needs on a plain phone: 1 to 3, to 7, to 14, to 29, more.
    """

    name: str
    level: int
    goals: tuple[str, ...]
    rare: tuple[str, ...]
    draw: Draw
    judge: Judge
    oracle: Callable[[Hand, Params], None]
    kind: Kind = "act"


LEVELS = {1: 3, 2: 7, 3: 14, 4: 29, 5: 10_000}  # the most actions of each level


@dataclass(frozen=True)
class Trial:
    """One task by name on one phone."""

    task: str
    seed: int
    skin: str
    words: Words = "common"
    fault: str = "none"  # what goes wrong on the phone

    @property
    def key(self) -> str:
        """Its name in reports and files."""
        return "/".join((self.task, str(self.seed), self.skin, self.words, self.fault))


@dataclass(frozen=True)
class Stage:
    """A trial made ready: what is said, the values it is about, and what the phone holds."""

    goal: str
    params: Params
    fixture: Fixture = field(hash=False)


def _grammars(task: Task, words: Words) -> tuple[str, ...]:
    if words == "training":
        return (*task.goals, *taught(task.name))
    return task.rare if words == "rare" else task.goals


def stage(task: Task, trial: Trial) -> Stage:
    """Draw the trial's values, its phone and its wording."""
    world = World(trial.seed, task.name)
    params = task.draw(world)
    grammar = world.rng.choice(_grammars(task, trial.words))
    return Stage(world.rng.choice(wordings(grammar)).format(**params), params, world.fixture())

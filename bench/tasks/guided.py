"""The runtime led by the expert: caller steps as the Caller meets them, with the Planner's plans and words.

The expert does a task by hand first. Then the same phone is run as the product would run it, and in the
Caller's place a guide repeats the expert's moves: on the screens it made them on, or where what it touched
is to be seen. Now and then it taps something else, as a Caller might, and takes the way back (noise in an
expert's course, as in DART, Laskey et al. 2017).
"""

from __future__ import annotations

import random
import re
from collections import deque
from collections.abc import Hashable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import cached_property

import device_drivers
from edgelam.caller.legal import OWN_WORDS
from edgelam.core.action import Action, Back, Choice, Done, GiveUp, Home, OpenApp, Scroll, Type
from edgelam.core.catalogue import Catalogue
from edgelam.core.contracts import Caller, Planner
from edgelam.core.plan import Plan, Slot, Step
from edgelam.core.screen import Element, Screen
from edgelam.core.text import normalised
from edgelam.guard.risk import tier_of
from edgelam.run.wiring import RunOptions, assemble
from edgelam.train.episodes.rows import Row, row_of

from .judges import passes
from .oracle import Played, play
from .phones import judges_shell, served
from .state import read_state
from .task import Before, Task, Trial, stage

_STRAY = 0.07
_MOST_STRAYS, _MOST_BACKS = 2, 2  # of a run; until one is undone
_LONGEST = 60  # turns of a run
_ALIKE = 0.6  # of what two screens show


class _Lost(Exception):  # noqa: N818 - an end of the lesson, not a fault
    """What the expert would do here is not known."""


class _Over(Exception):  # noqa: N818 - nor is this
    """All is done that the expert did."""


@dataclass
class Guide:
    """Chooses what the expert did, and gives up where that is not known. See contracts.Caller.

    rows: what it chose, as caller steps. model: says what else a Caller might tap; None: nothing ever is.
    stray: how often that is tapped, a turn. whole: the runtime may say what it makes of the end.
    """

    played: Played
    rng: random.Random
    model: Caller | None = None
    stray: float = _STRAY
    whole: bool = False
    rows: list[Row] = field(default_factory=list)
    _at: int = 0  # the expert's move that is next
    _strays: int = 0
    _left: Screen | None = None  # where something else was tapped, until that is undone
    _backs: int = 0

    def choose(self, step: Step, screen: Screen, history: Sequence[str], legal: Sequence[Action]) -> Choice:
        """The expert's move here."""
        at = self._at
        try:
            action, text = self._next(step, screen, legal)
        except _Lost:
            return _sure(GiveUp())
        stray = self._stray(step, screen, history, legal, action)
        if stray is not None:
            self._at, self._left, self._strays = at, screen, self._strays + 1
            return _sure(stray)
        self.rows.append(row_of(screen, step.do, history, step.slots, legal, action, text))
        if self._at == len(self.played.moves) and isinstance(action, Done) and not self.whole:
            raise _Over  # what the runtime makes of it is of no matter here
        if isinstance(action, Type) and action.slot == OWN_WORDS:
            return _sure(action, Slot(name=OWN_WORDS, value=text or ""))
        return _sure(action)

    def _next(self, step: Step, screen: Screen, legal: Sequence[Action]) -> tuple[Action, str | None]:
        if len(self.rows) >= _LONGEST:
            raise _Lost
        if self._left is not None and not self._is_back(screen):
            self._backs += 1
            return _among(Back(), legal), None
        self._left, self._backs = None, 0
        self._at = self._place(screen)
        moves = self.played.moves
        if self._at == len(moves) or isinstance(moves[self._at].action, OpenApp | Home):
            return _among(Done(), legal), None  # another step begins in another app
        move, text = moves[self._at], None
        action = move.action
        if isinstance(action, Scroll):
            if action.direction not in ("down", "up"):
                raise _Lost  # it dragged one thing, which is no scrolling
            return _among(Scroll(direction=action.direction), legal), None
        here = self._target(self._at, screen)
        if here is not None:
            action = action.model_copy(update={"target": here.ref})
        elif hasattr(action, "target"):
            raise _Lost
        if isinstance(action, Type):
            action, text = _typed(action, move.slots[0].value, step)
        self._at += 1
        return _among(action, legal), text

    @cached_property
    def _looks(self) -> list[Hashable]:
        return [_look(screen) for screen in (*(move.screen for move in self.played.moves), self.played.last)]

    def _is_back(self, screen: Screen) -> bool:
        if self._left is None or _look(screen) in (_look(self._left), *self._looks):
            return True
        if self._backs >= _MOST_BACKS:
            raise _Lost
        return False

    def _place(self, screen: Screen) -> int:
        """Which of the expert's moves comes here: the next one, or a later one where some are not needed."""
        moves = self.played.moves
        at = self._at
        while at < len(moves) and self._needless(at, screen):
            at += 1
        if at == len(moves) or isinstance(moves[at].action, OpenApp | Home):
            return at
        looks, here = self._looks, _look(screen)
        if looks[at] == here or self._target(at, screen) is not None:
            return at
        if isinstance(moves[at].action, Back) and _alike(screen, moves[at].screen):
            return at
        same = [place for place, look in enumerate(looks) if look == here]
        if same:
            return min(same, key=lambda place: (place < at, abs(place - at)))
        if isinstance(moves[at].action, Scroll):
            return at
        for place in range(at + 1, len(moves)):
            if isinstance(moves[place].action, OpenApp | Home):
                break
            if self._target(place, screen) is not None:
                return place
        raise _Lost

    def _needless(self, at: int, screen: Screen) -> bool:
        """Whether a move is not needed: the app is open, the text is there, what is sought is in view."""
        moves = self.played.moves
        move = moves[at]
        match move.action:
            case OpenApp() | Home():
                after = next((m for m in moves[at + 1 :] if not isinstance(m.action, OpenApp | Home)), None)
                return after is not None and after.screen.package == screen.package
            case Scroll():
                sought = next((k for k in range(at + 1, len(moves)) if not _scrolls(moves[k].action)), None)
                return sought is not None and self._target(sought, screen) is not None
            case Type():
                here = self._target(at, screen)
                return here is not None and here.text.strip() == move.slots[0].value.strip()
        return False

    def _target(self, at: int, screen: Screen) -> Element | None:
        """What a move touches, on this screen; of several alike the one of the same rank."""
        move = self.played.moves[at]
        ref = getattr(move.action, "target", None)
        wanted = move.screen.element(ref) if ref is not None else None
        if wanted is None or screen.package != move.screen.package:
            return None
        alike = [e.ref for e in move.screen.elements if _name(e) == _name(wanted)]
        here = [e for e in screen.elements if _name(e) == _name(wanted)]
        return here[alike.index(wanted.ref)] if len(alike) == len(here) else None

    def _stray(
        self, step: Step, screen: Screen, history: Sequence[str], legal: Sequence[Action], right: Action
    ) -> Action | None:
        """Something else that a Caller might tap here, and that leads somewhere but changes nothing."""
        if self.model is None or self._strays >= _MOST_STRAYS or self.rng.random() >= self.stray:
            return None
        if self._left is not None:  # it is on its way back
            return None
        choice = self.model.choose(step, screen, history, legal)
        for action in (choice.action, *(other.action for other in choice.alternatives)):
            element = screen.element(getattr(action, "target", -1))
            if action.kind != "tap" or element is None or action == right:
                continue
            plain = element.role in ("button", "text", "image", "other") and element.state.checked is None
            if plain and tier_of(action, element, screen)[0] < 2:
                return action
        return None


def guided_rows(
    task: Task, trial: Trial, planner: Planner, model: Caller | None, stray: float = _STRAY
) -> list[Row]:
    """The steps of one run that ended right; none for one that did not. model, stray: see `Guide`.

    Raises EdgelamError where the run cannot go on.
    """
    made = stage(task, trial)
    played = play(task, trial, made)
    if played.trouble or not passes(task.judge, played.after, played.before):
        return []
    guide = Guide(played, random.Random(trial.key), model, stray)
    told = _InApp(planner, _opened(played))
    with served(trial, made) as serial:
        shell = judges_shell(serial)
        before = Before(made.params, read_state(shell))
        with closing(device_drivers.open_driver("u2", serial)) as phone, suppress(_Over):
            run = assemble(phone, told, guide, RunOptions(approve="ask"))
            deque(run.events(made.goal, _yes), maxlen=0)
        after = read_state(shell)
    return guide.rows if passes(task.judge, after, before) else []


@dataclass(frozen=True)
class _InApp:
    """Plans as the planner does, but a lone step on the screen is done in the right app: in another one a
    Caller learns nothing. See contracts.Planner.
    """

    planner: Planner
    package: str  # "": whichever the planner chooses

    def plan(self, goal: str, catalogue: Catalogue) -> Plan:
        """The plan for a goal. Raises GoalError."""
        plan = self.planner.plan(goal, catalogue)
        app = next((spec for spec in catalogue.apps if spec.package == self.package), None)
        steps = plan.steps or (Step(id="1", do=plan.goal),)
        if app is None or len(steps) > 1 or steps[0].call is not None or steps[0].app == app.package:
            return plan
        step = steps[0].model_copy(update={"app": app.package, "app_label": app.label})
        return plan.model_copy(update={"steps": (step,), "declined": ""})


def _opened(played: Played) -> str:
    """The first app that the expert opened; empty where there was none."""
    after = [*(move.screen for move in played.moves[1:]), played.last]
    opened = (then.package for move, then in zip(played.moves, after, strict=True) if _opens(move.action))
    return next(opened, "")


def _yes(question: object) -> bool:
    return True


def _sure(action: Action, bound: Slot | None = None) -> Choice:
    return Choice(action=action, probability=1.0, margin=1.0, bound=bound)


def _among(action: Action, legal: Sequence[Action]) -> Action:
    if action not in legal:
        raise _Lost
    return action


def _scrolls(action: Action) -> bool:
    return isinstance(action, Scroll)


def _opens(action: Action) -> bool:
    return isinstance(action, OpenApp)


def _typed(action: Type, value: str, step: Step) -> tuple[Type, str]:
    """The move with its text under the name the plan has for it, or as the step's own words have it."""
    for slot in step.slots:
        if slot.origin != "secret" and normalised(value) in map(normalised, (slot.value, slot.said)):
            return action.model_copy(update={"slot": slot.name}), value
    words = whole_words(value, step.do)
    if not words:
        raise _Lost
    for slot in step.slots:
        if normalised(words) == normalised(slot.value):
            return action.model_copy(update={"slot": slot.name}), slot.value
    return action.model_copy(update={"slot": OWN_WORDS}), words


def whole_words(text: str, words: str) -> str:
    """Where a text stands in words, to the end of its last word: who looks for something often types a part.

    Empty where it does not begin a word there.
    """
    begun = rf"(?<!\w){re.escape(text)}"
    found = re.search(rf"{begun}(?!\w)", words, re.I) or re.search(rf"{begun}\w*", words, re.I)
    return found.group() if found else ""


def _name(element: Element) -> Hashable:
    said = element.text if element.role != "input" else ""
    return element.role, said, element.desc, element.hint, element.rid


def _alike(screen: Screen, other: Screen) -> bool:
    """Whether most of what one shows the other shows, too."""
    one, two = ({_name(e) for e in each.elements} for each in (screen, other))
    return screen.package == other.package and len(one & two) >= _ALIKE * len(one | two)


def _look(screen: Screen) -> Hashable:
    """What tells screens apart, wherever on them things are."""
    return screen.package, tuple(
        (_name(e), e.text, e.state.checked, e.state.selected) for e in screen.elements
    )

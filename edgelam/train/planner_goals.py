"""A goal with its gold plan, as the Planner is trained on it, and how made-up ones are composed; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from edgelam.core.catalogue import AppSpec

from .planner_tasks import Task, conditions, foreign_tasks, references, screen_tasks, tool_tasks
from .planner_words import FILLERS, pick

# Tools after which their person can be spoken of as her, him or them.
_OF_PEOPLE = (
    "contacts.create",
    "contacts.call",
    "contacts.open",
    "messages.send",
    "messages.draft",
    "phone.dial",
)
_QUOTED = ("text", "title", "label", "query", "subject")  # what people put in quotes
_CORRECTED = ("time", "date", "duration", "level", "contact", "name", "destination", "query", "days", "title")
_CORRECTIONS = (
    ", no, ",
    " no wait ",
    ", I mean ",
    ", sorry, ",
    ", or rather ",
    " no make that ",
    ", actually ",
)
UNKNOWN = "?"  # an app or tool that the source does not tell
OPEN = "app.open"  # the tool with which nothing can be done when the app is not there
PHONE = "phone"  # the universe of our own tools


Said = Mapping[str, Sequence[str]]  # what people really said, by the name of the filler that it can stand for


@dataclass(frozen=True)
class Span:
    """A parameter's words: characters [start, end) of the goal."""

    param: str
    start: int
    end: int


@dataclass(frozen=True)
class Part:
    """A step. tool: None is on the screen; app: a package, None is nowhere; either may be UNKNOWN."""

    start: int
    end: int
    tool: str | None
    app: str | None
    spans: tuple[Span, ...] = ()
    spans_known: bool = True


@dataclass(frozen=True)
class Goal:
    """A goal and its gold. universe: whose tools can be chosen."""

    text: str
    parts: tuple[Part, ...]
    universe: str = PHONE
    declined: bool = False  # no request this Planner understands
    segmented: bool = True  # the parts are known to be its steps


def expand(
    template: str, r: Random, app: AppSpec | None = None, said: Said | None = None
) -> tuple[str, list[Span]]:
    """One wording of a template and the spans of its slots."""
    text, spans = "", []
    stack = _choose(template, r)
    for piece in re.split(r"(\{[^}]+\}|<[^>]+>)", stack):
        if piece[:1] in ("{", "<") and len(piece) > 1:
            param, _, filler = piece[1:-1].partition(":")
            value = _value(filler or param, r, app, said)
            if piece[0] == "{" and param in _CORRECTED and r.random() < 0.03:  # the last word counts
                text += _value(filler or param, r, app, said) + r.choice(_CORRECTIONS)
            if param in _QUOTED and not text.endswith('"') and r.random() < 0.1:
                left, right = r.choice(('""', "''", "“”"))
                spans.append(Span(param, len(text) + 1, len(text) + 1 + len(value)))
                value = left + value + right
            elif piece[0] == "{":
                spans.append(Span(param, len(text), len(text) + len(value)))
            text += value
        else:
            text += piece
    return text, spans


def _value(filler: str, r: Random, app: AppSpec | None, said: Said | None) -> str:
    if filler == "app":
        return app.label if app is not None else "Gallery"
    real = said.get(filler) if said is not None else None
    if real and r.random() < 0.4:
        return r.choice(real)
    return FILLERS[filler](r)


def _choose(template: str, r: Random) -> str:
    """Settle every (a|b) and [x], innermost first; blanks are tidied."""
    innermost = re.compile(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]")
    while (match := innermost.search(template)) is not None:
        group, optional = match.groups()
        value = r.choice((group if group is not None else optional).split("|"))
        if group is None and r.random() > 0.4:
            value = ""
        template = template[: match.start()] + value + template[match.end() :]
    return re.sub(r"\s+", " ", re.sub(r" ([,:])", r"\1", template)).strip()


def _joint(r: Random, name: str) -> str:
    return pick(r, name).replace("_", " ")


def compose(parts: Sequence[tuple[str, Part]], r: Random) -> Goal:
    """Join goals of one part each, given as text and part, with connectives and courtesies."""
    text, found = "", []
    for index, (said, part) in enumerate(parts):
        if index:
            text += _joint(r, "between")
        if r.random() < (0.3 if not index else 0.04):
            text += _joint(r, "before")
        if text and not text.endswith((". ",)) and r.random() < 0.8:
            said = said[:1].lower() + said[1:]
        elif text.endswith(". ") or r.random() < 0.5:
            said = said[:1].upper() + said[1:]
        found.append(_shift(part, len(text)))
        text += said
    if r.random() < 0.12:
        text += _joint(r, "after")
    if r.random() < 0.3:
        text += r.choice((".", ".", "!", "?"))
    return Goal(text, tuple(found))


def _shift(part: Part, by: int) -> Part:
    spans = tuple(Span(s.param, s.start + by, s.end + by) for s in part.spans)
    return replace(part, start=part.start + by, end=part.end + by, spans=spans)


def spoken(goal: Goal, r: Random) -> Goal:
    """The goal as a recogniser would write it: no case, no sentence marks; spans move along."""
    lowered = goal.text.lower()
    if len(lowered) != len(goal.text):
        return goal
    drop = [
        i for i, c in enumerate(lowered) if c in ',.!?;"' and (i + 1 == len(lowered) or lowered[i + 1] == " ")
    ]
    return _without(replace(goal, text=lowered), drop)


def typed(goal: Goal, r: Random) -> Goal:
    """The goal with a slip or two: a letter left out, in words that are no slot."""
    inside = {i for p in goal.parts for s in p.spans for i in range(s.start, s.end)}
    places = [i for i, c in enumerate(goal.text) if c.isalpha() and i not in inside and i - 1 not in inside]
    if len(places) < 12:
        return goal
    return _without(goal, sorted(r.sample(places, 1 if r.random() < 0.7 else 2)))


def varied(goal: Goal, r: Random) -> Goal:
    """A goal of one step as somebody else might put it: with a courtesy, a slip, or a word less."""
    draw = r.random()
    if draw < 0.2:
        wrapped = compose([(goal.text, goal.parts[0])], r)
        whole = replace(wrapped.parts[0], start=0, end=len(wrapped.text))
        return replace(goal, text=wrapped.text, parts=(whole,))
    if draw < 0.28:
        return typed(goal, r)
    if draw < 0.36:
        inside = {i for s in goal.parts[0].spans for i in range(s.start, s.end)}
        free = [m for m in re.finditer(r"\w+ ", goal.text) if not inside & set(range(*m.span()))]
        if len(free) > 3:
            return _without(goal, range(*r.choice(free).span()))
    return goal


def _without(goal: Goal, drop: Sequence[int]) -> Goal:
    def moved(at: int) -> int:
        return at - sum(1 for d in drop if d < at)

    gone = set(drop)
    text = "".join(c for i, c in enumerate(goal.text) if i not in gone)
    parts = tuple(
        replace(
            p,
            start=moved(p.start),
            end=moved(p.end),
            spans=tuple(Span(s.param, moved(s.start), moved(s.end)) for s in p.spans),
        )
        for p in goal.parts
    )
    return replace(goal, text=text, parts=parts)


_SWITCHES = {
    "wifi": "wifi",
    "bluetooth": "bluetooth",
    "airplane": "airplane mode",
    "location": "location",
    "do_not_disturb": "do not disturb",
    "dark_theme": "dark mode",
    "mobile_data": "mobile data",
}


class Maker:
    """Makes goals over a set of apps, by group (their description); UNKNOWN groups belong to any app."""

    def __init__(
        self, groups: dict[str, list[AppSpec]], r: Random, held: bool = False, said: Said | None = None
    ) -> None:
        """held: only in wordings that no training sees. said: real words for the slots, now and then."""
        self._said = said
        self._groups = groups
        self._r = r
        self._apps = [app for apps in groups.values() for app in apps]
        screens = [task for task in screen_tasks(held) if task.group != "NOTHING"]
        nothing = [task for task in screen_tasks(held) if task.group == "NOTHING"]
        # What every phone offers is asked for most; all else is there so that any app can be.
        kinds = (
            (tool_tasks(held), 0.41),
            ([task for task in screens if task.core], 0.24),
            ([task for task in screens if not task.core], 0.25),
            (foreign_tasks(held), 0.04),
            (nothing, 0.06),
        )
        self._kinds = [(list(tasks), [task.weight for task in tasks]) for tasks, _ in kinds if tasks]
        self._shares = [share for tasks, share in kinds if tasks]
        self._tools = tool_tasks()
        self._steps = [t for t in (*tool_tasks(held), *screens) if t.group in groups]
        self._people = [t for t in self._steps if t.tool in _OF_PEOPLE]
        self._conditions, self._references = conditions(held), references(held)

    def task(self) -> Task:
        tasks, weights = self._r.choices(self._kinds, self._shares)[0]
        return self._r.choices(tasks, weights)[0]

    def part(self, task: Task) -> tuple[str, Part]:
        """One wording of a task; chooses the app."""
        r = self._r
        wording = r.choice(task.wordings)
        members = self._apps if task.group == "APP" else self._groups.get(task.group)
        app = r.choice(members) if members else None
        named = r.choice(self._apps) if task.core else app  # `uninstall <app>` is done in the settings
        if app is not None and task.tool != OPEN and "<app>" not in wording and r.random() < 0.07:
            wording = self._placed(wording, app.label)
        text, spans = expand(wording, r, named, self._said)
        package = app.package if app is not None else None
        return text, Part(0, len(text), task.tool, package, tuple(spans))

    def _placed(self, wording: str, label: str) -> str:
        """The wording with the name of the app it is to be done in."""
        r = self._r
        name = r.choice((label, f"the {label} app", f"my {label} app"))
        if r.random() < 0.5:
            return f"{r.choice(('in', 'in', 'with', 'using', 'on'))} {name}{r.choice((', ', ' '))}{wording}"
        return f"{wording} {r.choice(('in', 'with', 'using'))} {name}"

    def _opened(self) -> list[tuple[str, Part]]:
        """`open the clock and ...`: two parts of one app."""
        r = self._r
        task = r.choice(self._steps)
        said, part = self.part(task)
        spec = next(app for app in self._apps if app.package == part.app)
        first = next(t for t in self._tools if t.tool == OPEN)
        text, spans = expand(r.choice(first.wordings), r, spec)
        return [(text, Part(0, len(text), OPEN, spec.package, tuple(spans))), (said, part)]

    def goal(self, extra: Sequence[tuple[str, Part]] = ()) -> Goal:
        """A goal of one to six parts; now and then one of `extra` (real utterances) is a part."""
        r = self._r
        draw = r.random()
        if draw < 0.05:
            return self._finish(self._pair())
        if draw < 0.10:
            return self._finish(compose(self._opened(), r))
        if draw < 0.14 and self._conditions:
            return self._finish(self._conditional())
        if draw < 0.17 and self._people and self._references:
            return self._finish(self._referring())
        count = r.choices((1, 2, 3, 4, 5, 6), (0.46, 0.31, 0.13, 0.06, 0.025, 0.015))[0]
        parts = [
            r.choice(extra) if extra and count > 1 and r.random() < 0.15 else self.part(self.task())
            for _ in range(count)
        ]
        if any(part.app is None and part.tool is None for _, part in parts):
            parts = parts[:1] if parts[0][1].app is None else [p for p in parts if p[1].app is not None]
        goal = compose(parts, r)
        nothing = all(part.app is None and part.tool is None for part in goal.parts)
        return self._finish(replace(goal, declined=nothing))

    def _pair(self) -> Goal:
        """`turn off wifi and bluetooth`: one verb for two settings."""
        r = self._r
        keys = r.sample(sorted(_SWITCHES), r.choice((2, 2, 2, 3)))
        verb, state = r.choice(
            (("turn ", "on"), ("turn ", "off"), ("switch ", "off"), ("", "disable"), ("", "enable"))
        )
        text = verb + state
        span = Span("state", len(verb), len(text))
        settings = next(apps for group, apps in self._groups.items() if group.startswith("system settings"))
        app = r.choice(settings).package
        parts = []
        for index, key in enumerate(keys):
            joint = (
                " " if not index else r.choice((" and ", ", ", " and ")) if index + 1 < len(keys) else " and "
            )
            text += joint
            start = 0 if not index else len(text)
            text += (
                r.choice((_SWITCHES[key], "the " + _SWITCHES[key])) if r.random() < 0.4 else _SWITCHES[key]
            )
            parts.append(Part(start, len(text), f"settings.{key}.set", app, (span,)))
        return Goal(text[:1].upper() + text[1:] if r.random() < 0.5 else text, tuple(parts))

    def _conditional(self) -> Goal:
        """An act that depends on something: one step, where that is looked up; nothing may be done before."""
        r = self._r
        when, part = self.part(r.choice(self._conditions))
        act, _ = self.part(r.choice(self._steps))
        text = r.choice((f"{when}, {act}", f"{when} {act}", f"{act} {when}", f"{when} then {act}"))
        if r.random() < 0.35:
            other, _ = self.part(r.choice(self._steps))
            text += (
                r.choice((", otherwise ", ", else ", "; if not, ", " and if not ", ". Otherwise ")) + other
            )
        whole = replace(part, start=0, end=len(text), spans=(), spans_known=False)
        return compose([(text, whole)], r)

    def _referring(self) -> Goal:
        """`text Anna ... and call her`: two parts about one person."""
        r = self._r
        first, second = self.part(r.choice(self._people)), self.part(r.choice(self._references))
        goal = compose([first, second], r)
        who = next((s for s in goal.parts[0].spans if s.param in ("contact", "name")), None)
        if who is None:
            return goal
        about = replace(goal.parts[1], spans=(replace(who, param="contact"), *goal.parts[1].spans))
        return replace(goal, parts=(goal.parts[0], about))

    def _finish(self, goal: Goal) -> Goal:
        draw = self._r.random()
        if draw < 0.25:
            goal = spoken(goal, self._r)
        elif draw < 0.32:
            goal = typed(goal, self._r)
        return goal

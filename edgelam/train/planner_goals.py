"""A goal with its gold plan, as the Planner is trained on it, and how made-up ones are composed; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from edgelam.core.catalogue import AppSpec

from .planner_screens import SCREEN_TASKS
from .planner_tasks import TOOL_TASKS, Task
from .planner_words import FILLERS

UNKNOWN = "?"  # an app or tool that the source does not tell
PHONE = "phone"  # the universe of our own tools
_FIXED = {
    "on_word": ("on",),
    "off_word": ("off",),
    "enable": ("enable", "activate"),
    "disable": ("disable", "deactivate"),
    "onoff": ("on", "off"),
    "dark": ("dark", "light"),
    "mute": ("mute", "silence", "max out"),
    "mutelevel": ("mute", "silent", "max", "full"),
}
_STREAMS = ("media", "music", "ring", "ringer", "ringtone", "alarm", "notification", "call", "media", "alarm")


@dataclass(frozen=True)
class Span:
    """A parameter's words: characters [start, end) of the goal."""

    param: str
    start: int
    end: int


@dataclass(frozen=True)
class Part:
    """One step of a goal. tool: None is on the screen; app: a package, None is nowhere; either may be UNKNOWN."""

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


def expand(template: str, r: Random, app: AppSpec | None = None) -> tuple[str, list[Span]]:
    """One wording of a template and the spans of its slots."""
    text, spans = "", []
    stack = _choose(template, r)
    for piece in re.split(r"(\{[^}]+\}|<[^>]+>)", stack):
        if piece[:1] in ("{", "<") and len(piece) > 1:
            param, _, filler = piece[1:-1].partition(":")
            value = _value(filler or param, r, app)
            if piece[0] == "{":
                spans.append(Span(param, len(text), len(text) + len(value)))
            text += value
        else:
            text += piece
    return text, spans


def _value(filler: str, r: Random, app: AppSpec | None) -> str:
    if filler in _FIXED:
        return r.choice(_FIXED[filler])
    if filler == "stream":
        return r.choice(_STREAMS)
    if filler == "app":
        return app.label if app is not None else "Gallery"
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


_BEFORE = (
    "please ", "can you ", "could you ", "can you please ", "hey, ", "i want you to ", "i need you to ", "would you ",
    "i'd like you to ", "go ahead and ", "hi, ", "ok ", "hey phone, ", "kindly ", "quickly ", "first ", "i want to ",
    "help me ", "let's ", "now ", "just ", "could you please ", "pls ", "first, ", "i'd like to ", "i need to ",
)  # fmt: skip
_AFTER = (" please", " for me", ", please", " thanks", " now", ", thanks", " on my phone", " pls", ", ok?", " right now")
_BETWEEN = (
    " and ", " and ", " and ", " and ", ", then ", " and then ", ", and ", ". ", ". ", ". Then ", ", ", "; ", " then ",
    " after that ", ". After that ", ", also ", " and also ", ". Also ", " plus ", " and finally ", ", and then ",
    ". And ", ". Also, ", ", next ", " as well as ", ". Please ", " and please ",
)  # fmt: skip


def compose(parts: Sequence[tuple[str, Part]], r: Random) -> Goal:
    """Join goals of one part each, given as text and part, with connectives and courtesies."""
    text, found = "", []
    for index, (said, part) in enumerate(parts):
        if index:
            text += r.choice(_BETWEEN)
        if r.random() < (0.3 if not index else 0.04):
            text += r.choice(_BEFORE)
        if text and not text.endswith((". ",)) and r.random() < 0.8:
            said = said[:1].lower() + said[1:]
        elif text.endswith(". ") or r.random() < 0.5:
            said = said[:1].upper() + said[1:]
        found.append(_shift(part, len(text)))
        text += said
    if r.random() < 0.12:
        text += r.choice(_AFTER)
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
    drop = [i for i, c in enumerate(lowered) if c in ",.!?;\"" and (i + 1 == len(lowered) or lowered[i + 1] == " ")]
    return _without(replace(goal, text=lowered), drop)


def typed(goal: Goal, r: Random) -> Goal:
    """The goal with a slip or two: a letter left out, in words that are no slot."""
    inside = {i for p in goal.parts for s in p.spans for i in range(s.start, s.end)}
    places = [i for i, c in enumerate(goal.text) if c.isalpha() and i not in inside and i - 1 not in inside]
    if len(places) < 12:
        return goal
    return _without(goal, sorted(r.sample(places, 1 if r.random() < 0.7 else 2)))


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


class Maker:
    """Makes goals over a set of apps, by group (their description); UNKNOWN groups belong to any app."""

    def __init__(self, groups: dict[str, list[AppSpec]], r: Random) -> None:
        self._groups = groups
        self._r = r
        self._apps = [app for apps in groups.values() for app in apps]
        # What a first phone offers is asked for most; every other app is there so that any can be.
        core = {t for t in SCREEN_TASKS if t.app in list(groups)[:7]}
        self._tools = list(TOOL_TASKS)
        self._core = sorted(core, key=lambda t: t.wordings)
        self._others = [t for t in SCREEN_TASKS if t not in core]

    def task(self) -> Task:
        draw = self._r.random()
        if draw < 0.52:
            return self._r.choice(self._tools)
        return self._r.choice(self._core) if draw < 0.85 else self._r.choice(self._others)

    def part(self, task: Task) -> tuple[str, Part]:
        """One wording of a task; chooses the app."""
        r = self._r
        wording = r.choice(task.wordings)
        if task.app == "APP":
            app: AppSpec | None = r.choice(self._apps)
        else:
            app = r.choice(self._groups[task.app]) if task.app in self._groups else None
        named = app if task.app == "APP" or task.app not in list(self._groups)[:7] else r.choice(self._apps)
        text, spans = expand(wording, r, named)
        package = app.package if app is not None else None
        return text, Part(0, len(text), task.tool, package, tuple(spans))

    def goal(self, extra: Sequence[tuple[str, Part]] = ()) -> Goal:
        """A goal of one to four parts; now and then one of `extra` (real utterances) is a part."""
        r = self._r
        if r.random() < 0.05:
            return self._finish(self._pair())
        count = r.choices((1, 2, 3, 4), (0.45, 0.36, 0.14, 0.05))[0]
        parts = [
            r.choice(extra) if extra and count > 1 and r.random() < 0.15 else self.part(self.task())
            for _ in range(count)
        ]
        if any(part.app is None and part.tool is None for _, part in parts):
            parts = parts[:1] if parts[0][1].app is None else [p for p in parts if p[1].app is not None]
        return self._finish(compose(parts, r))

    def _pair(self) -> Goal:
        """`turn off wifi and bluetooth`: one verb for two settings."""
        r = self._r
        names = {"wifi": "wifi", "bluetooth": "bluetooth", "airplane": "airplane mode", "location": "location",
                 "do_not_disturb": "do not disturb", "dark_theme": "dark mode", "mobile_data": "mobile data"}  # fmt: skip
        keys = r.sample(sorted(names), r.choice((2, 2, 2, 3)))
        verb, state = r.choice((("turn ", "on"), ("turn ", "off"), ("switch ", "off"), ("", "disable"), ("", "enable")))
        text = verb + state
        span = Span("state", len(verb), len(text))
        settings = self._groups[list(self._groups)[5]]
        app = r.choice(settings).package
        parts = []
        for index, key in enumerate(keys):
            joint = " " if not index else r.choice((" and ", ", ", " and ")) if index + 1 < len(keys) else " and "
            text += joint
            start = 0 if not index else len(text)
            text += r.choice((names[key], "the " + names[key])) if r.random() < 0.4 else names[key]
            parts.append(Part(start, len(text), f"settings.{key}.set", app, (span,)))
        return Goal(text[:1].upper() + text[1:] if r.random() < 0.5 else text, tuple(parts))

    def _finish(self, goal: Goal) -> Goal:
        draw = self._r.random()
        if draw < 0.25:
            goal = spoken(goal, self._r)
        elif draw < 0.32:
            goal = typed(goal, self._r)
        return goal

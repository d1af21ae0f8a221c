"""Real screens without a goal as examples: made-up references to their elements, and what taps led to."""

from __future__ import annotations

import random
import re
import tarfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edgelam.core.errors import HierarchyError
from edgelam.core.hierarchy import parse_hierarchy
from edgelam.core.screen import Element
from edgelam.core.text import words as words_of

from .examples import Example, Gold, elements, read_jsonl
from .referring import drawn, named, names_of, placed

CAP = 150  # transitions a package: a few apps would drown the others
_OTHERS = ("back", "home", "open_app", "scroll_down", "scroll_up", "wait", "ask", "give_up")
_TAP: tuple[str, ...] = (
    "tap {}",
    "click {}",
    "open {}",
    "select {}",
    "press {}",
    "go to {}",
    "choose {}",
    "tap on the {} button",
    "click the {} option",
)
_TAP += (
    "show {}",
    "{}",
    "i want to {}",
    "find {}",
    "use {}",
    "{}",
    "hit {}",
    "touch the {} icon",
    "go into {}",
    "the {} one",
)
_POINT = (
    "click on {}",
    "select {}",
    "tap on the {}",
    "click on the {}",
    "the {}",
    "{}",
    "choose the {}",
    "select the {}",
)
_BY_PLACE = 0.4
_ON, _OFF = (
    ("turn on {}", "enable {}", "switch {} on", "check {}"),
    ("turn off {}", "disable {}", "switch {} off", "uncheck {}"),
)
_TYPE = (
    "type {1} into {0}",
    "enter {1} in {0}",
    "write {1} in the {0} field",
    "fill in {1} as {0}",
    "set {0} to {1}",
    "{0} {1}",
    "put {1} into {0}",
)
_THEN = ("{} and {}", "{}, then {}", "{} then {}", "first {}, then {}", "{}. {}", "{} and after that {}")
_TELLINGS = 8  # of a transition, each by other news
_SHORT = 40  # characters; longer labels are sentences


@dataclass(frozen=True)
class Shot:
    """One real screen."""

    package: str
    elements: tuple[Element, ...]
    clickable: frozenset[int]


def xml_screens(data: Path) -> Iterator[Shot]:
    """The archives of uiautomator dumps, read as the product reads a phone."""
    for path in sorted((data / "screens").glob("*.tar.xz")):
        with tarfile.open(path) as archive:
            for member in archive:
                file = archive.extractfile(member)
                if file is None or not member.name.endswith(".xml"):
                    continue
                try:
                    screen = parse_hierarchy(file.read())
                except HierarchyError:
                    continue
                able = frozenset(
                    e.ref
                    for e in screen.elements
                    if e.state.clickable or e.role in ("input", "checkbox", "switch")
                )
                yield Shot(Path(member.name).name.split("__")[0], screen.elements, able)


def jsonl_screens(path: Path, *, apps: Sequence[str] | None = None) -> Iterator[Shot]:
    """Screens of a JSON lines file; apps: only of these."""
    for row in read_jsonl(path):
        package = row.get("package") or row["app"]
        if apps is None or package in apps:
            shown = elements(row["elements"])
            able = row.get("clickable")
            yield Shot(
                package,
                shown,
                frozenset(able) if able is not None else frozenset(e.ref for e in shown if e.role != "text"),
            )


def labels(shots: Sequence[Shot]) -> list[str]:
    """Distinct short labels of real screens, to furnish made-up apps with."""
    found = {line.strip() for s in shots for e in s.elements for line in (e.text or e.desc).split("\n")}
    return sorted(t for t in found if 3 <= len(t) <= 32 and t.isascii() and re.search(r"[A-Za-z]{3}", t))


def references(shots: Sequence[Shot], texts: Sequence[str], count: int, seed: int) -> list[Example]:
    """One to three made-up acts on screens of one app, with the history so far; sometimes all are done."""
    rng = random.Random(seed)
    by_package: dict[str, list[Shot]] = defaultdict(list)
    for shot in shots:
        if len(shot.elements) > 2:
            by_package[shot.package].append(shot)
    packages = sorted(by_package)
    weights = [min(len(by_package[p]), 60) ** 0.7 for p in packages]
    found: list[Example] = []
    while len(found) < count:
        package = rng.choices(packages, weights)[0]
        wanted = rng.choice((1, 1, 1, 2, 2, 3))
        acts = [
            a for s in rng.choices(by_package[package], k=wanted) if (a := _act(rng, s, texts)) is not None
        ]
        if acts:
            found += _episode(rng, package, acts)
    return found[:count]


@dataclass(frozen=True)
class _Act:
    words: str
    shot: tuple[Element, ...]
    able: frozenset[int] | None
    gold: Gold
    history: str


def _act(rng: random.Random, shot: Shot, texts: Sequence[str]) -> _Act | None:
    """One element of a screen asked for, by its name or, now and then, by its looks or its place."""
    able = [e for e in shot.elements if e.ref in shot.clickable]
    way = rng.random()
    if way < _BY_PLACE:
        return _seen(rng, shot, rng.choice(shot.elements if rng.random() < 0.5 or not able else able))
    able = [e for e in able if names_of(e)]
    if not able:
        return None
    element = rng.choice(able)
    name = named(element, shot.elements, rng)
    if name is None:
        return None
    shown, label = shot.elements, _label(element)
    if element.role == "input" and rng.random() < 0.8:
        text = rng.choice(texts)
        words = rng.choice(_TYPE).format(name.lower(), f'"{text}"' if rng.random() < 0.4 else text)
        return _Act(
            words, shown, shot.clickable, Gold("type", element.ref, text), f'type "{text}" into "{label}"'
        )
    ways: tuple[str, ...] = _TAP
    if element.state.checked is not None and rng.random() < 0.7:
        ways = _OFF if element.state.checked else _ON
    words = rng.choice(ways).format(name.lower() if rng.random() < 0.8 else name)
    other = _without(element, name)
    if set(words_of(name)) & set(words_of(" ".join(names_of(other)))) and rng.random() < 0.5:
        shown, label = tuple(other if e is element else e for e in shown), _label(other)
    return _Act(words, shown, shot.clickable, Gold("tap", element.ref), f'tap "{label}"')


def _seen(rng: random.Random, shot: Shot, element: Element) -> _Act | None:
    """As people speak who look at the picture: lower case, anything on the screen."""
    ways = [drawn, placed, placed]
    rng.shuffle(ways)
    said = next((found for way in ways if (found := way(element, shot.elements, rng)) is not None), None)
    if said is None:
        return None
    able = shot.clickable if element.ref in shot.clickable and rng.random() < 0.5 else None
    words = rng.choice(_POINT).format(said).lower()
    return _Act(words, shot.elements, able, Gold("tap", element.ref), f'tap "{_label(element)}"')


def _label(element: Element) -> str:
    return element.label or element.own_name


def _without(element: Element, name: str) -> Element:
    """The element told by another of its names, perhaps its id: the one that was used is taken from it."""
    gone = {f: "" for f in ("text", "desc", "hint") if getattr(element, f).split("\n")[0].strip() == name}
    return element.model_copy(update=gone)


def _episode(rng: random.Random, package: str, acts: Sequence[_Act]) -> list[Example]:
    goal = acts[0].words
    for act in acts[1:]:
        goal = rng.choice(_THEN).format(goal, act.words)
    app = package.split(".")[-1]
    history = [f"open app {app}"] if rng.random() < 0.7 else []
    found = []
    for act in acts:
        found.append(_example(rng, goal, history, act, act.gold, app))
        history.append(act.history)
    if rng.random() < 0.4 * len(acts):
        found.append(_example(rng, goal, history, acts[-1], Gold("done"), app))
    return rng.sample(found, min(2, len(found)))


def _example(
    rng: random.Random, goal: str, history: Sequence[str], act: _Act, gold: Gold, app: str
) -> Example:
    others = [name for name in _OTHERS if rng.random() < 0.6] if rng.random() < 0.5 else []
    shown = act.shot
    if gold.verb == "done":
        shown = tuple(_after(e) if e.ref == act.gold.target else e for e in shown)
    goal = goal[0].upper() + goal[1:] if rng.random() < 0.4 else goal
    return Example(
        goal,
        tuple(history),
        shown,
        gold,
        app=app,
        source="references",
        choices=tuple(sorted({*others, "done"})),
        legal=act.able,
    )


def _after(element: Element) -> Element:
    on = element.state.checked
    if on is None:
        return element
    return element.model_copy(update={"state": element.state.model_copy(update={"checked": not on})})


def described(data: Path) -> list[Example]:
    """People's expressions for elements (RefExp): one tap each, nothing done before."""
    found = []
    for row in read_jsonl(data / "caller/refexp_dev.jsonl"):
        found.append(
            Example(
                row["goal"],
                (),
                elements(row["elements"]),
                Gold("tap", row["gold"]["target"]),
                source="refexp",
            )
        )
    return found


def led_to(data: Path, count: int, seed: int, without: Callable[[str], bool] | None = None) -> list[Example]:
    """Taps whose next screen shows something new: asked for by that, they are right.

    count: at most so many; a row may be asked for by several of its news. without: packages to leave out.
    """
    rng = random.Random(seed)
    taken: dict[str, int] = defaultdict(int)
    rows = []
    for row in read_jsonl(data / "caller/transitions.jsonl.gz"):
        taken[row["package"]] += 1
        known = without is None or not without(row["package"])
        if taken[row["package"]] <= CAP and row["action"]["type"] == "tap" and known:
            rows.append(row)
    rounds = min(count // max(1, len(rows)) + 1, _TELLINGS)
    found = [made for _ in range(rounds) for row in rows if (made := _led(row, rng)) is not None]
    return rng.sample(found, min(count, len(found)))


def _led(row: dict[str, Any], rng: random.Random) -> Example | None:
    shown = elements(row["elements"])
    before = {line.strip() for e in shown for line in (e.text or e.desc).split("\n")}
    news = [
        t
        for t in row["after"]
        if t.strip() not in before and 3 <= len(t) <= _SHORT and re.search(r"[A-Za-z]{3}", t)
    ]
    if not news:
        return None
    return Example(
        rng.choice(_TAP).format(rng.choice(news).lower()),
        (f"open app {row['package'].split('.')[-1]}",),
        shown,
        Gold("tap", row["action"]["target"]),
        app=row["package"],
        source="transitions",
        legal=frozenset(row["clickable"]),
    )

"""Many ways to say one thing: a small grammar, and the habits of people who type or talk; pure."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from edgelam.core.plan import Slot

_TOKEN = re.compile(r"[()\[\]|]|[^()\[\]|]+")
_PLACE = re.compile(r"\{(\w+)(:q)?\}")
_BEFORE = (
    "please ",
    "can you ",
    "could you ",
    "could you please ",
    "i want to ",
    "i need to ",
    "i'd like to ",
    "i would like you to ",
    "hey, ",
    "ok, ",
    "go ahead and ",
    "help me ",
    "now ",
    "just ",
    "quickly ",
    "would you ",
)
_AFTER = (" please", " for me", " now", ", thanks", ", please", " on my phone", " right away")
_ASKING = ("can ", "could ", "would ")
_INSIDE = (
    " in {app}",
    " in the {app} app",
    " using {app}",
    " in my {app} app",
    " with the {app} app",
    " on {app}",
)
_FIRST = (
    "open {app} and ",
    "in {app}, ",
    "go to {app} and ",
    "open the {app} app, then ",
    "in the {app} app ",
)


@dataclass(frozen=True)
class Said:
    """A goal in someone's words. `slots` are the values in it, spelt as in the goal."""

    goal: str
    slots: tuple[Slot, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)  # every placeholder as spelt in the goal

    def slot(self, name: str) -> str:
        """The slot's value as the goal spells it; raises KeyError."""
        return self.values[name]


@lru_cache(maxsize=4096)
def _parsed(template: str) -> tuple[tuple[object, ...], ...]:
    """A template as alternatives of sequences; a part is a string or again alternatives."""
    tokens = _TOKEN.findall(template)
    alternatives, rest = _alternatives(tokens, 0)
    if rest != len(tokens):
        raise ValueError(f"unbalanced brackets in {template!r}")
    return alternatives


def _alternatives(tokens: Sequence[str], at: int) -> tuple[tuple[tuple[object, ...], ...], int]:
    found: list[tuple[object, ...]] = []
    now: list[object] = []
    while at < len(tokens) and tokens[at] not in ")]":
        token = tokens[at]
        at += 1
        if token == "|":
            found.append(tuple(now))
            now = []
        elif token in "([":
            inner, at = _alternatives(tokens, at)
            if at >= len(tokens):
                raise ValueError("unbalanced brackets")
            at += 1
            now.append(((), *inner) if token == "[" else inner)
        else:
            now.append(token)
    found.append(tuple(now))
    return tuple(found), at


def expand(rng: random.Random, template: str) -> str:
    """One reading of `(a|b)` (either) and `[a|b]` (perhaps one of them); placeholders stay."""
    return _pick(rng, _parsed(template))


def _pick(rng: random.Random, alternatives: Sequence[Sequence[object]]) -> str:
    # An optional part is left out as often as it is used, whatever the number of its readings.
    if alternatives and not alternatives[0] and len(alternatives) > 1:
        alternatives = alternatives[1:] if rng.random() < 0.5 else alternatives[:1]
    chosen = rng.choice(alternatives)
    return "".join(part if isinstance(part, str) else _pick(rng, part) for part in chosen)  # type: ignore[arg-type]


def readings(template: str) -> int:
    """How many sentences the template can become."""
    return _count(_parsed(template))


def _count(alternatives: Sequence[Sequence[object]]) -> int:
    total = 0
    for sequence in alternatives:
        ways = 1
        for part in sequence:
            ways *= 1 if isinstance(part, str) else _count(part)  # type: ignore[arg-type]
        total += ways
    return total


def say(
    rng: random.Random,
    templates: Sequence[str],
    values: Mapping[str, str],
    app: str = "",
    slots: Sequence[str] = (),
    *,
    step: bool | None = None,
) -> Said:
    """One sentence from one of the templates.

    `{name:q}` may put the value in quotes. slots: the values a plan would hold as texts. step: True for a
    bare step sentence, False for a request with manners; None: either.
    """
    sentence = " ".join(expand(rng, rng.choice(list(templates))).split())
    bare = rng.random() < 0.5 if step is None else step
    sentence = _quoted(rng, sentence)
    sentence = _placed(rng, sentence, app) if app and "{app}" not in sentence and not bare else sentence
    lower = rng.random() < 0.35
    sentence = sentence if bare else _mannered(rng, sentence)
    known = {"app": app, **values}
    known = {name: value.lower() if lower and name != "password" else value for name, value in known.items()}
    sentence = _cased(rng, sentence, lower)
    goal = _PLACE.sub(lambda found: known[found[1]], sentence)
    used = [name for name in slots if f"{{{name}}}" in sentence]
    made = tuple(Slot(name=name, value=known[name]) for name in used)
    return Said(goal, made, {name: known[name] for name in known if f"{{{name}}}" in sentence})


def _quoted(rng: random.Random, sentence: str) -> str:
    marks = rng.choice(("", "", '"', "'", "“"))
    close = "”" if marks == "“" else marks
    return _PLACE.sub(lambda m: f"{marks}{{{m[1]}}}{close}" if m[2] else f"{{{m[1]}}}", sentence)


def _placed(rng: random.Random, sentence: str, app: str) -> str:
    """The app named in the sentence, sometimes."""
    roll = rng.random()
    if roll < 0.18:
        return sentence + rng.choice(_INSIDE)
    return rng.choice(_FIRST) + sentence if roll < 0.28 else sentence


def _mannered(rng: random.Random, sentence: str) -> str:
    if rng.random() < 0.4:
        sentence = rng.choice(_BEFORE) + sentence
    if rng.random() < 0.15:
        sentence += rng.choice(_AFTER)
    return sentence


def _cased(rng: random.Random, sentence: str, lower: bool) -> str:
    """As it is typed (a capital, perhaps a full stop) or as it is heard (neither)."""
    asking = sentence.startswith(_ASKING)
    if lower:
        return re.sub(r"[,“”]", "", sentence)
    if rng.random() < 0.75 and sentence[:1].isalpha():
        sentence = sentence[0].upper() + sentence[1:]
        sentence = re.sub(r"\bi('d)?\b", lambda m: "I" + (m[1] or ""), sentence)
    if asking and rng.random() < 0.6:
        return sentence + "?"
    return sentence + "." if rng.random() < 0.2 and sentence[-1:].isalpha() else sentence

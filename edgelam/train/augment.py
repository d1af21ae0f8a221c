"""Recorded steps told again with other names, other texts and a slightly different screen."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from edgelam.core.screen import Element

from .examples import Example, Gold

_NAME = re.compile(r"\b[A-Z][a-z]+\b")
_SHORTEST_NAME = 4  # characters
_LOOKS_ON = 0.6  # where more may be further down
_TYPED = re.compile(r'^type "(.*)" into ')


def varied(
    example: Example, texts: Sequence[str], strangers: Sequence[Element], rng: random.Random
) -> Example:
    """texts: what may stand in for a name or typed text; strangers: elements that may be added."""
    swaps = {old: _like(old, texts, rng) for old in entities(example) if rng.random() < 0.7}
    shown = [_swapped(e, swaps) for e in example.elements]
    shown = [e for e in shown if e.ref == example.gold.target or rng.random() > 0.06]
    top = 1 + max((e.ref for e in shown), default=0)
    for offset in range(rng.choice((0, 0, 1, 2))):
        stranger = rng.choice(strangers).model_copy(update={"ref": top + offset})
        shown.insert(rng.randint(0, len(shown)), stranger)
    if rng.random() < 0.15:
        rng.shuffle(shown)
    gold = replace(example.gold, text=_swap(example.gold.text, swaps) if example.gold.text else None)
    history = tuple(_swap(phrase, swaps) for phrase in example.history)
    leads = {ref: _swap(text, swaps) for ref, text in example.leads.items()}
    do = _swap(example.do, swaps)
    return replace(example, do=do, history=history, elements=tuple(shown), gold=gold, leads=leads)


def entities(example: Example) -> list[str]:
    """Texts that were typed, and names in the goal that an element shows; longest first."""
    found = {m.group(1) for phrase in example.history if (m := _TYPED.match(phrase))}
    found |= {example.gold.text} if example.gold.text else set()
    shown = {line for e in example.elements for line in e.text.split("\n")}
    shown |= {name for phrase in example.history for name in re.findall(r'"([^"]*)"', phrase)}
    found |= {
        name
        for name in _NAME.findall(example.do)[0 if not example.do[:1].isupper() else 1 :]
        if name in shown
    }
    return sorted((f for f in found if f and f in example.do), key=lambda f: (-len(f), f))


def _like(old: str, texts: Sequence[str], rng: random.Random) -> str:
    if old.isdigit():
        return "".join(rng.choice("0123456789") for _ in old)
    new = rng.choice(texts)
    return new.title() if old[:1].isupper() else new


def _swap(text: str, swaps: dict[str, str]) -> str:
    if not swaps:
        return text
    pattern = "|".join(rf"(?<!\w){re.escape(old)}(?!\w)" for old in swaps)
    return re.sub(pattern, lambda m: swaps[m.group(0)], text)


def _swapped(element: Element, swaps: dict[str, str]) -> Element:
    text = _swap(element.text, swaps)
    return element if text == element.text else element.model_copy(update={"text": text})


def missing(example: Example, rng: random.Random) -> Example | None:
    """The step without the thing that it names: further down there may be more, else it cannot be done.

    None where the right element is not one that the goal names, as a name or a number is.
    """
    target = next((e for e in example.elements if e.ref == example.gold.target), None)
    if target is None or example.gold.verb not in ("tap", "long_press"):
        return None
    name = target.text.split("\n")[0].strip()
    if len(name) < _SHORTEST_NAME or name not in example.do or name.islower():
        return None
    shown = tuple(e for e in example.elements if name not in e.label)
    if len(shown) < len(example.elements) // 2 or not shown:
        return None
    looked = bool(example.history) and example.history[-1] == "scroll down"
    choices = set(example.choices) | {"give_up"}
    below = "scroll_down" in choices and not looked and rng.random() < _LOOKS_ON
    return replace(
        example,
        elements=shown,
        gold=Gold("scroll_down" if below else "give_up"),
        choices=tuple(sorted(choices)),
        legal=None if example.legal is None else example.legal & {e.ref for e in shown},
        leads={ref: text for ref, text in example.leads.items() if any(e.ref == ref for e in shown)},
    )

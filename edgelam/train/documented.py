"""Sentences that tell what one element of a screen is for, as requests for it (AutoDroid-V2's documents)."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from edgelam.core.screen import Bounds, Element, Role

from .examples import Example, Gold, read_jsonl

_NOWHERE = Bounds(left=0, top=0, right=0, bottom=0)
_FEWEST = 4  # elements of a screen that is worth choosing from
_ROLES: dict[str, Role] = {"button": "button", "input": "input", "checkbox": "checkbox", "p": "text"}
# What such a sentence begins with before it says what the element is for.
_OPENING = re.compile(
    r"^(An?|The)? ?(\w+ ){0,3}(button|icon|tab|option|item|link|switch|checkbox|field|menu)s? "
    r"(that allows (users|the user) to|(used )?to|for|in the toolbar (used )?to|that) ",
    re.IGNORECASE,
)


def documented(data: Path, count: int, seed: int) -> list[Example]:
    """One element asked for by its sentence, among the others that are documented on its screen."""
    rng = random.Random(seed)
    screens: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in read_jsonl(data / "caller/element_docs.jsonl"):
        screens[row["app"], row["screen"]].append(row)
    rows = [(rows, at) for rows in screens.values() if len(rows) >= _FEWEST for at in range(len(rows))]
    found: list[Example] = []
    while rows and len(found) < count:
        shown, at = rng.choice(rows)
        found.append(_asked(shown, at, rng))
    return found


def _asked(rows: list[dict[str, Any]], at: int, rng: random.Random) -> Example:
    order = list(range(len(rows)))
    if rng.random() < 0.3:
        rng.shuffle(order)
    shown = tuple(_element(ref, rows[index]["html"]) for ref, index in enumerate(order))
    app = rows[at]["app"]
    history = (f"open app {app.lower()}",) if rng.random() < 0.5 else ()
    goal = rng.choice(list(_sayings(rows[at])))
    return Example(goal, history, shown, Gold("tap", order.index(at)), app=app, source="documented")


def _sayings(row: dict[str, Any]) -> Iterator[str]:
    sentence = row["description"].rstrip(".")
    yield sentence
    yield _OPENING.sub("", sentence)
    yield _OPENING.sub("", sentence).lower()
    if row["effect"]:
        yield row["effect"].split(",")[0].split(". ")[0].replace("_", " ")


class _Reader(HTMLParser):
    """The one element of a snippet."""

    def __init__(self) -> None:
        super().__init__()
        self.role: Role = "other"
        self.attributes: dict[str, str] = {}
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.attributes:
            self.role = _ROLES.get(tag, "other")
            self.attributes = {name: value or "" for name, value in attrs}

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _element(ref: int, html: str) -> Element:
    reader = _Reader()
    reader.feed(html)
    return Element(
        ref=ref,
        role=reader.role,
        text=" ".join(" ".join(reader.words).split()),
        desc=reader.attributes.get("alt", ""),
        rid=reader.attributes.get("resource_id", ""),
        bounds=_NOWHERE,
    )

"""One decision of the Caller as an example to learn from, and the files that hold such decisions."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from edgelam.core.errors import InputFileError
from edgelam.core.plan import Slot
from edgelam.core.screen import Bounds, Element, Role, State

_NOWHERE = Bounds(left=0, top=0, right=0, bottom=0)
BACK_STAND_IN = "go back"  # DroidTask's screens end in an element of this name for the system's back key


@dataclass(frozen=True)
class Gold:
    """What was right: a verb, and what it points at."""

    verb: str  # tap, long_press, type, clear, submit, read, or the name of a global action
    target: int | None = None  # element ref; None for a global action
    text: str | None = None  # typed text, a literal span of the words
    slot: str | None = None  # or the slot that was typed


@dataclass(frozen=True)
class Example:
    """A step's words, what was done before, the screen, and the right choice."""

    do: str
    history: tuple[str, ...]
    elements: tuple[Element, ...]
    gold: Gold
    id: str = ""
    app: str = ""
    source: str = ""
    slots: tuple[Slot, ...] = ()
    choices: tuple[str, ...] = ("done",)
    legal: frozenset[int] | None = field(default=None)  # refs that can be acted on; None: every element
    look: str = ""  # of the phone it was recorded on, where an app has several
    leads: Mapping[int, str] = field(default_factory=dict, hash=False)  # by ref, see contracts.Hints


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of a JSON lines file, gzipped or not."""
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
        for line in lines:
            yield json.loads(line)


def _checked(path: Path) -> Iterator[dict[str, Any]]:
    try:
        for row in read_jsonl(path):
            if not {"id", "goal", "history", "elements", "gold"} <= row.keys():
                raise InputFileError(f"{path}: a row has not the fields of a caller step")
            yield row
    except (OSError, ValueError, AttributeError) as error:
        raise InputFileError(f"{path} cannot be read as caller steps: {error}") from error


def element(row: dict[str, Any]) -> Element:
    """An element of the data files as the Caller sees it."""
    box = row.get("bounds")
    bounds = Bounds(left=box[0], top=box[1], right=box[2], bottom=box[3]) if box else _NOWHERE
    text, desc, rid = row.get("text") or "", row.get("desc") or "", (row.get("rid") or "").replace(" ", "_")
    state = State(
        checked=row.get("checked"),
        selected=bool(row.get("selected")),
        focused=bool(row.get("focused")),
        enabled=row.get("enabled") is not False,
        password=bool(row.get("password")),
        scrollable=bool(row.get("scrollable")),
    )
    role: Role = row.get("role") or "other"
    hint = row.get("hint") or ""
    return Element(
        ref=row["id"], role=role, text=text, desc=desc, hint=hint, rid=rid, state=state, bounds=bounds
    )


def elements(rows: Sequence[dict[str, Any]]) -> tuple[Element, ...]:
    """A screen's elements, without the stand-in for the back key."""
    return tuple(element(row) for row in rows if row.get("text") != BACK_STAND_IN)


def caller_steps(path: Path) -> list[Example]:
    """The examples of a file in the caller-step format.

    Optional keys: slots, choices, gold.slot, legal; of an element `leads`, what tapping it leads to.
    """
    found = []
    for row in _checked(path):
        gold, target = row["gold"], row["gold"].get("target")
        slots = tuple(
            Slot(name=s["name"], value=s.get("value", ""), said=s.get("said", ""))
            for s in row.get("slots") or ()
        )
        found.append(
            Example(
                do=row["goal"],
                history=tuple(row["history"]),
                elements=elements(row["elements"]),
                gold=Gold(gold["action"], target, gold.get("text"), gold.get("slot")),
                id=row["id"],
                app=row.get("app") or "",
                source=row.get("source") or "",
                slots=slots,
                choices=tuple(row.get("choices") or ("done",)),
                legal=frozenset(row["legal"]) if row.get("legal") is not None else None,
                look=row.get("skin") or "",
                leads={e["id"]: e["leads"] for e in row["elements"] if e.get("leads")},
            )
        )
    return found

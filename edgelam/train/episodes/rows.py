"""A decision as a row of the caller-step format, and the file the rows go to."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Collection, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from edgelam.caller.legal import OWN_WORDS
from edgelam.core.action import Action, Scroll, Type
from edgelam.core.plan import Slot
from edgelam.core.screen import Element, Screen

Row = dict[str, Any]

_GLOBAL = ("done", "back", "home", "open_app", "wait", "ask", "give_up")
_STATES = ("selected", "focused", "password", "scrollable")


def element_row(element: Element) -> Row:
    """An element in the data's fields; false and empty ones that not every source has are left out."""
    bounds, state = element.bounds, element.state
    row: Row = {
        "id": element.ref,
        "role": element.role,
        "text": element.text,
        "desc": element.desc,
        "rid": element.own_name,
        "checked": state.checked,
        "bounds": [bounds.left, bounds.top, bounds.right, bounds.bottom],
    }
    if element.hint:
        row["hint"] = element.hint
    row |= {name: True for name in _STATES if getattr(state, name)}
    if not state.enabled:
        row["enabled"] = False
    return row


def verb_of(action: Action) -> str:
    """The action's name in the data: scrolling carries its direction."""
    return f"scroll_{action.direction}" if isinstance(action, Scroll) else action.kind


def gold_row(action: Action, text: str | None) -> Row:
    """What was right. text: what is typed; it is a span of the goal when no slot is named."""
    row: Row = {"action": verb_of(action), "target": getattr(action, "target", None), "text": text}
    if isinstance(action, Scroll):
        row["direction"] = action.direction
    if isinstance(action, Type) and action.slot != OWN_WORDS:
        row["slot"] = action.slot
    return row


def row_of(
    screen: Screen,
    goal: str,
    history: Sequence[str],
    slots: Sequence[Slot],
    legal: Collection[Action],
    action: Action,
    text: str | None,
) -> Row:
    """One decision; `id`, `app` and where it came from are the caller's to add."""
    verbs = {verb_of(a) for a in legal if getattr(a, "target", None) is None}
    return {
        "goal": goal,
        "history": list(history),
        "slots": [{"name": s.name, "value": s.value} for s in slots],
        "elements": [element_row(e) for e in screen.elements],
        "legal": sorted({a.target for a in legal if getattr(a, "target", None) is not None}),  # type: ignore[union-attr]
        "choices": [
            v for v in (*_GLOBAL, *(f"scroll_{w}" for w in ("down", "up", "left", "right"))) if v in verbs
        ],
        "gold": gold_row(action, text),
    }


def fingerprint(row: Row) -> bytes:
    """Equal for rows that teach the same."""
    shown = [(e["role"], e["text"], e["desc"], e["rid"], e["checked"]) for e in row["elements"]]
    essence = json.dumps([row["goal"], row["history"], shown, row["gold"]["action"]], ensure_ascii=False)
    return hashlib.blake2b(essence.encode(), digest_size=12).digest()


class RowFile:
    """A JSON lines file, gzipped when its name ends in .gz; the same rows make the same bytes."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("wb")
        self._zip = gzip.GzipFile("", "wb", 6, self._file, mtime=0) if path.suffix == ".gz" else None
        self.count = 0

    def write(self, row: Row) -> None:
        """Append one row."""
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        (self._zip or self._file).write(line)
        self.count += 1

    def __enter__(self) -> RowFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._zip is not None:
            self._zip.close()
        self._file.close()

"""What a tool was asked, what it answered, and whether that is right: one row a call, printed as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

LONGEST = 240  # characters of an answer that are kept

_rows: list[dict[str, object]] = []


def check(call: str, answer: Any, holds: Callable[[Any], object]) -> None:
    """Note an answer, or the exception that came instead of it."""
    right = not isinstance(answer, Exception) and bool(holds(answer))
    _rows.append({"call": call, "answer": _shortened(answer), "holds": right})


def arguments() -> tuple[str, dict[str, Any]]:
    """The phone's serial, and what is known of it."""
    return sys.argv[1], json.loads(sys.argv[2])


def show() -> None:
    sys.stdout.write(json.dumps(_rows) + "\n")


def _shortened(answer: object) -> str:
    if isinstance(answer, Exception):
        text = f"{type(answer).__name__}: {answer}"
    else:
        text = f"{len(answer)} bytes" if isinstance(answer, bytes) else str(answer)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} ..."

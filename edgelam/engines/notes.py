"""Small findings about this machine, kept in a JSON file; losing them costs only time."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any


def noted(file: Path, key: str) -> dict[str, Any]:
    """What was noted under the key; empty when nothing was, or the file cannot be read."""
    known = _all(file).get(_short(key))
    return known if isinstance(known, dict) else {}


def note(file: Path, key: str, value: dict[str, Any]) -> None:
    """Note it, in place of what was there; a file that cannot be written is left."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps({**_all(file), _short(key): value}), encoding="utf-8")
        part.replace(file)


def _all(file: Path) -> dict[str, Any]:
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _short(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:24]

"""Measurements kept as they are made, one a line: an interrupted search or map goes on where it was."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from edgelam.core.errors import InputFileError, StorageError


class Store:
    """Records by key in a JSON lines file; a later record of a key replaces an earlier one."""

    def __init__(self, path: Path) -> None:
        """Raises InputFileError. A last line that a crash cut short is dropped."""
        self._path = path
        self._records: dict[str, dict[str, Any]] = {}
        try:
            lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
        except (OSError, UnicodeDecodeError) as error:
            raise InputFileError(f"{path} cannot be read: {error}") from error
        for place, line in enumerate(lines):
            try:
                if line:
                    record = json.loads(line)
                    self._records[record["key"]] = record
            except (ValueError, KeyError, TypeError):
                if place < len(lines) - 1:
                    raise InputFileError(f"{path}: line {place + 1} is no measurement") from None
        if lines and lines[-1]:
            self._write()

    def get(self, key: str) -> dict[str, Any] | None:
        """The record of that key."""
        return self._records.get(key)

    def put(self, key: str, record: dict[str, Any]) -> None:
        """Keep it, on disk when this returns. Raises StorageError."""
        whole = {"key": key, **record}
        self._records[key] = whole
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(whole, ensure_ascii=False) + "\n")
        except OSError as error:
            raise StorageError(f"{self._path} cannot be written ({error.strerror})") from error

    def _write(self) -> None:
        text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in self._records.values())
        try:
            self._path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise StorageError(f"{self._path} cannot be written ({error.strerror})") from error


def key_of(*facts: object) -> str:
    """One key for all that a measurement depends on."""
    return hashlib.sha256(json.dumps(facts, default=str).encode()).hexdigest()[:24]

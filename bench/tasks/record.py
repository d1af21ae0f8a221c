"""A folder that keeps results as they come, so that a run that was stopped goes on where it was."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from edgelam.core.errors import InputFileError, StorageError, UsageError

from .runner import Result, as_row, from_row
from .task import Trial

_ABOUT, _RESULTS, PICTURES = "run.json", "results.jsonl", "pictures"


class Record:
    """The folder of a run. about: what makes results comparable (models, version).

    Raises UsageError when the folder holds another run's results, StorageError, InputFileError.
    """

    def __init__(self, folder: Path, about: dict[str, Any]) -> None:
        self.folder = folder
        self.pictures = folder / PICTURES
        try:
            self.pictures.mkdir(parents=True, exist_ok=True)
            known = folder / _ABOUT
            if known.exists() and json.loads(known.read_text(encoding="utf-8")) != about:
                raise UsageError(
                    f"{folder} holds results of other models or another version", hint="Choose another --out."
                )
            known.write_text(json.dumps(about, indent=1), encoding="utf-8")
        except OSError as error:
            raise StorageError(
                f"cannot write {folder}: {error.strerror}", hint="Choose another --out."
            ) from error
        except ValueError as error:
            raise InputFileError(
                f"{folder / _ABOUT} is not readable", hint="Choose another --out."
            ) from error
        self.done = self._read()

    def _read(self) -> dict[str, Result]:
        """By key; a last line that a stopped run left half written is dropped."""
        path, found = self.folder / _RESULTS, {}
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        for number, line in enumerate(lines):
            try:
                result = from_row(json.loads(line))
            except (ValueError, TypeError, KeyError) as error:
                if number == len(lines) - 1:
                    break
                hint = "Choose another --out."
                raise InputFileError(
                    f"{path}, line {number + 1}: no result of this version", hint=hint
                ) from error
            found[result.key] = result
        if len(found) < len(lines):
            path.write_text("".join(_line(result) for result in found.values()), encoding="utf-8")
        return found

    def left(self, trials: Sequence[Trial]) -> list[Trial]:
        """Those that have no result yet."""
        return [trial for trial in trials if trial.key not in self.done]

    def keep(self, results: Iterable[Result]) -> Iterator[Result]:
        """Pass results on, each written down first."""
        with (self.folder / _RESULTS).open("a", encoding="utf-8") as file:
            for result in results:
                file.write(_line(result))
                file.flush()
                self.done[result.key] = result
                yield result


def _line(result: Result) -> str:
    return json.dumps(as_row(result), ensure_ascii=False) + "\n"

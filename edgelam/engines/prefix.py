"""Kept states of a decoder, by the tokens they stand for: in memory, and on disk between runs."""

from __future__ import annotations

import hashlib
import os
from array import array
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from edgelam.core.contracts import Restorable, State
from edgelam.core.errors import ModelError, StorageError

_LEAST_GAIN = 40  # tokens; restoring fewer costs more than computing them
_DIGEST = hashlib.sha256().digest_size


class Evaluating(Restorable, Protocol):
    """A restorable decoder, at work."""

    def evaluate(self, tokens: Sequence[int]) -> object: ...


def common_prefix(one: Sequence[int], other: Sequence[int]) -> int:
    """How many tokens both begin with."""
    same, differ = 0, min(len(one), len(other))
    left, right = list(one[:differ]), list(other[:differ])
    if left == right:
        return differ
    while differ - same > 1:  # lists compare in C: halving is faster than a look at each token
        middle = (same + differ) // 2
        if left[same:middle] == right[same:middle]:
            same = middle
        else:
            differ = middle
    return same


class PrefixStore:
    """States of one model, one library build and one set of context parameters: `key` names all three.

    folder: where states outlive the run; None: memory only. room: bytes in memory and, apart, on disk; the
    states used longest ago go first. A file is checked by hash before llama.cpp reads it.
    """

    def __init__(self, key: str, folder: Path | None = None, *, room: int = 256 << 20) -> None:
        self._folder = folder / hashlib.sha256(key.encode()).hexdigest()[:16] if folder else None
        self._room = room
        self._states: OrderedDict[str, State] = OrderedDict()

    def remember(self, decoder: Restorable) -> None:
        """Keep the decoder's state as it is now. Raises StorageError."""
        if not decoder.kept:
            return
        name, state = _name(decoder.kept), decoder.snapshot()
        self._states[name] = state
        self._states.move_to_end(name)
        while sum(map(len, self._states.values())) > self._room and len(self._states) > 1:
            self._states.popitem(last=False)
        if self._folder:
            self._write(self._folder, name, state)

    def recall(self, decoder: Restorable, tokens: Sequence[int]) -> int:
        """Restore the longest state that `tokens` begins with, where it helps; how many tokens it gave."""
        least = decoder.cached(tokens) + _LEAST_GAIN
        for name in sorted(self._names(), key=_count, reverse=True):
            count = _count(name)
            if least <= count <= len(tokens) and name == _name(tokens[:count]):
                state = self._read(name)
                if state is not None:
                    try:
                        decoder.restore(tokens[:count], state)
                    except ModelError:  # written by another build: computing it again is always right
                        self._states.pop(name, None)
                        continue
                    return count
        return 0

    def warm(self, decoder: Evaluating, tokens: Sequence[int]) -> None:
        """Bring the state of `tokens` back, or compute it now and keep it. Raises ModelError."""
        known = decoder.cached(tokens)
        if known < len(tokens) and self.recall(decoder, tokens) < len(tokens):
            decoder.evaluate(tokens)
            with suppress(StorageError):  # it only saves time: a full disk must not end a run
                self.remember(decoder)

    def _names(self) -> set[str]:
        on_disk = (path.stem for path in self._folder.glob("*.state")) if self._folder else ()
        return {*self._states, *on_disk}

    def _read(self, name: str) -> State | None:
        if name in self._states:
            self._states.move_to_end(name)
            return self._states[name]
        assert self._folder is not None
        path = self._folder / f"{name}.state"
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        digest, state = data[:_DIGEST], data[_DIGEST:]
        if hashlib.sha256(state).digest() != digest:
            path.unlink(missing_ok=True)
            return None
        self._states[name] = state
        return state

    def _write(self, folder: Path, name: str, state: State) -> None:
        path = folder / f"{name}.state"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(f".{os.getpid()}")
            with part.open("wb") as file:
                file.write(hashlib.sha256(state).digest())
                file.write(state)
            part.replace(path)
            files = sorted(folder.glob("*.state"), key=lambda file: file.stat().st_mtime)
            while len(files) > 1 and sum(file.stat().st_size for file in files) > self._room:
                files.pop(0).unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(f"{folder}: kept states cannot be written ({error.strerror})") from error


def _name(tokens: Sequence[int]) -> str:
    return f"{len(tokens)}-{hashlib.sha256(array('i', tokens).tobytes()).hexdigest()[:32]}"


def _count(name: str) -> int:
    count = name.partition("-")[0]
    return int(count) if count.isdigit() else 0

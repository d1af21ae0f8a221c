"""Kept states of a decoder, by the tokens they stand for: in memory, and on disk between runs."""

from __future__ import annotations

import hashlib
import os
from array import array
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from edgelam.core.contracts import Restorable, State
from edgelam.core.errors import ModelError, StorageError

from .tokens import common_prefix as common_prefix

LEAST_GAIN = 40  # tokens; restoring fewer costs more than computing them
_DIGEST = hashlib.sha256().digest_size


class Evaluating(Restorable, Protocol):
    """A restorable decoder, at work."""

    def evaluate(self, tokens: Sequence[int]) -> object: ...


@dataclass(frozen=True)
class _Held:
    """A state in memory."""

    tokens: list[int]
    state: State


class PrefixStore:
    """States of one model, one library build and one set of context parameters: `key` names all of them.

    folder: where states outlive the run; None: memory only. room: bytes in memory and, apart, on disk; the
    states used longest ago go first. A state lies in one of both places. A file is checked by hash before
    llama.cpp reads it.
    """

    def __init__(self, key: str, folder: Path | None = None, *, room: int = 256 << 20) -> None:
        self._folder = folder / hashlib.sha256(key.encode()).hexdigest()[:16] if folder else None
        self._room = room
        self._held: OrderedDict[str, _Held] = OrderedDict()
        self._size = 0  # bytes in memory

    def remember(self, decoder: Restorable) -> None:
        """Keep the decoder's state as it is now, for later runs too. Raises StorageError."""
        if not self._folder:
            self.hold(decoder)
        elif decoder.kept:
            self._write(self._folder, _name(decoder.kept), decoder.snapshot())

    def hold(self, decoder: Restorable) -> int:
        """Keep the decoder's state as it is now in memory; its size in bytes."""
        tokens = list(decoder.kept)
        if not tokens:
            return 0
        held = _Held(tokens, decoder.snapshot())
        name = _name(tokens)
        self._drop(name)
        self._held[name] = held
        self._size += len(held.state)
        while self._size > self._room and len(self._held) > 1:
            self._drop(next(iter(self._held)))
        return len(held.state)

    def recall(self, decoder: Restorable, tokens: Sequence[int]) -> int:
        """Restore the state that most of `tokens` begin with, where it helps; how many tokens it gave."""
        least = decoder.cached(tokens) + LEAST_GAIN
        if least > len(tokens):
            return 0
        for count, name in sorted(self._known(decoder, tokens, least), reverse=True):
            state = self._read(name)
            if state is not None:
                known = self._held[name].tokens if name in self._held else tokens[:count]
                try:
                    decoder.restore(known, state)
                except ModelError:  # written by another build: computing it again is always right
                    self._drop(name)
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

    def _known(self, decoder: Restorable, tokens: Sequence[int], least: int) -> Iterator[tuple[int, str]]:
        """States that help, and how many tokens each would give."""
        for name, held in self._held.items():
            same = common_prefix(held.tokens, tokens)
            if same >= least and (decoder.can_cut or same == len(held.tokens)):
                yield same, name
        for path in self._folder.glob("*.state") if self._folder else ():
            count = _count(path.stem)
            if least <= count <= len(tokens) and path.stem == _name(tokens[:count]):
                yield count, path.stem

    def _drop(self, name: str) -> None:
        if name in self._held:
            self._size -= len(self._held.pop(name).state)

    def _read(self, name: str) -> State | None:
        if name in self._held:
            self._held.move_to_end(name)
            return self._held[name].state
        assert self._folder is not None
        path = self._folder / f"{name}.state"
        try:
            data = memoryview(path.read_bytes())
            os.utime(path)
        except OSError:
            return None
        digest, state = data[:_DIGEST], data[_DIGEST:]
        if hashlib.sha256(state).digest() != digest:
            path.unlink(missing_ok=True)
            return None
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

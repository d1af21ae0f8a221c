"""Engines without a model, for tests and for trying the run: answers are computed from the tokens alone."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from edgelam.core.errors import ModelError

from .tokens import check_tokens, common_prefix

if TYPE_CHECKING:
    from edgelam.core.contracts import State, Vectors

_BYTES = 256


class ScriptedEncoder:
    """Vectors that depend on each token and its neighbours, the same on every machine."""

    def __init__(self, width: int = 8, max_tokens: int = 512) -> None:
        self.width = width
        self.max_tokens = max_tokens
        self._open = True

    def encode(self, tokens: Sequence[int]) -> Vectors:
        """float32 (len(tokens), width), each number between -1 and 1. Raises ModelError."""
        if not self._open:
            raise ModelError("the model is closed")
        if not 0 < len(tokens) <= self.max_tokens or min(tokens) < 0:
            raise ModelError(f"{len(tokens)} tokens; from 1 to {self.max_tokens} from 0 up can be read")
        around = [tuple(tokens[max(0, i - 1) : i + 2]) for i in range(len(tokens))]
        return np.stack([_noise(near, self.width) for near in around])

    def close(self) -> None:
        """Refuse to go on."""
        self._open = False


class ScriptedDecoder:
    """A decoder over bytes that wants to say what it is told to; the rest of its logits is noise.

    say: the text to continue a prompt with, given its text. Tokens 0..255 are bytes, `end` ends a turn.
    """

    def __init__(self, say: Callable[[str], str] = lambda prompt: "", *, context: int = 1 << 16) -> None:
        self._say = say
        self.longest = context
        self.end = _BYTES
        self.vocabulary = _BYTES + 1
        self.can_cut = True
        self.begin = self.finish = self.template = ""
        self.kept: tuple[int, ...] = ()
        self._open = True
        self._asked: dict[tuple[int, ...], list[int]] = {}

    def tokenize(self, text: str, *, special: bool = False) -> list[int]:
        """UTF-8 bytes."""
        return list(text.encode(errors="replace"))

    def piece(self, token: int) -> bytes:
        """The byte itself; the end token spells nothing."""
        return bytes([token]) if token < _BYTES else b""

    def evaluate(self, tokens: Sequence[int]) -> Vectors:
        """float32 (257,): noise, and the next token of what it wants to say on top. Raises ModelError."""
        self._check(tokens)
        self.kept = tuple(tokens)
        logits = _noise(self.kept, self.vocabulary)
        logits[self._next()] += 10
        return logits

    def _next(self) -> int:
        for prompt, said in self._asked.items():
            spoken = self.kept[len(prompt) :]
            if self.kept[: len(prompt)] == prompt and tuple(said[: len(spoken)]) == spoken and spoken:
                return said[len(spoken)] if len(spoken) < len(said) else self.end
        text = bytes(t for t in self.kept if t < _BYTES).decode(errors="replace")
        said = list(self._say(text).encode())
        self._asked = {self.kept: said}
        return said[0] if said else self.end

    def cached(self, tokens: Sequence[int]) -> int:
        """What it has in common with the tokens before."""
        return common_prefix(self.kept, tokens)

    def snapshot(self) -> bytes:
        """The tokens themselves."""
        return array("i", self.kept).tobytes()

    def restore(self, tokens: Sequence[int], state: State) -> None:
        """Take a snapshot back. Raises ModelError."""
        self._check(tokens)
        self.kept = ()
        if bytes(state) != array("i", tokens).tobytes():
            raise ModelError(f"a kept state of {len(tokens)} tokens does not fit this model")
        self.kept = tuple(tokens)

    def abort(self) -> None:
        """It is always done already."""

    def close(self) -> None:
        """Refuse to go on."""
        self._open = False

    def _check(self, tokens: Sequence[int]) -> None:
        if not self._open:
            raise ModelError("the model is closed")
        check_tokens(tokens, self.longest, self.vocabulary)


def _noise(seed: Sequence[int], width: int) -> Vectors:
    digest = hashlib.blake2b(repr(tuple(seed)).encode(), digest_size=8).digest()
    random = np.random.default_rng(int.from_bytes(digest, "big"))
    return random.uniform(-1, 1, width).astype(np.float32)

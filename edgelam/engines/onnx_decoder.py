"""A generating model in ONNX Runtime with kept state: keys and values stay in memory shared with the graph.

Rewinding is nothing but saying a smaller length. The graph is of the form that `quant.onnx_decoder` writes;
its vocabulary is a GGUF without weights beside it, so that llama.cpp makes the same tokens of a text for both
engines.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from edgelam.core.errors import ModelCorrupt, ModelError

from .library import default_threads
from .onnx_session import Bound, Session, open_session
from .prefix import common_prefix
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from edgelam.core.contracts import Vectors

VOCABULARY = "vocabulary.gguf"
_BATCH = 256  # tokens computed at once
_KNOWN = [*range(1, 17)]  # tokens that every vocabulary has
_MOST = float(np.finfo(np.float16).max)


class OnnxDecoder:
    """See contracts.ChatDecoder and contracts.Restorable.

    context: the longest input in tokens, less where the graph was written for less. threads: 0 takes the
    cores of this process. providers: `cpu`, `auto` or a name of onnx_session.PROVIDERS. Ctrl-C, or `abort`
    from another thread, ends a running evaluation between two operations of the network. Raises
    ModelMissing, ModelCorrupt, ModelError.
    """

    can_cut = True

    def __init__(
        self, path: Path | str, *, context: int = 4096, threads: int = 0, providers: str = "cpu"
    ) -> None:
        path = Path(path)
        self._words = Vocabulary(path.with_name(VOCABULARY))
        self.template, self.vocabulary = self._words.template, self._words.vocabulary
        self.begin, self.finish, self.end = self._words.begin, self._words.finish, self._words.end
        try:
            session = open_session(path, threads or default_threads(), providers, _answer)
            self._state: _State | None = _State(session, path, context)
            if self._state.logits.shape[1] != self.vocabulary:
                raise ModelCorrupt(f"{path}: the vocabulary beside it is another model's")
        except ModelError:
            self._words.close()
            raise
        self.longest = self._state.room
        # Ctrl-C reaches Python only while Python runs: so ONNX Runtime computes in a thread and Python waits.
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="onnx")
        self._kept: list[int] = []
        self._logits: Vectors | None = None  # after all of `kept`

    @property
    def kept(self) -> tuple[int, ...]:
        """The tokens whose state is held."""
        return tuple(self._kept)

    def cached(self, tokens: Sequence[int]) -> int:
        """How many leading tokens of `tokens` need not be computed."""
        return common_prefix(self._kept, tokens)

    def tokenize(self, text: str, *, special: bool = False) -> list[int]:
        """Text to tokens; only with `special` can the model's control tokens come out."""
        return self._words.tokenize(text, special=special)

    def piece(self, token: int) -> bytes:
        """The bytes a token spells; control tokens spell nothing."""
        return self._words.piece(token)

    def evaluate(self, tokens: Sequence[int]) -> Vectors:
        """float32 (vocabulary,) after all of `tokens`; good until the next call.

        Raises ModelError, KeyboardInterrupt.
        """
        state = self._open()
        self._check(tokens)
        same = common_prefix(self._kept, tokens)
        if same == len(tokens) == len(self._kept) and self._logits is not None:
            return self._logits
        self._forget(min(same, len(tokens) - 1))
        state.stop(False)
        running = self._worker.submit(self._extend, state, list(tokens))
        try:
            self._logits = running.result()
        except KeyboardInterrupt:
            state.stop(True)
            running.exception()
            raise
        return self._logits

    def abort(self) -> None:
        """End a running evaluation from another thread; it raises ModelError there. Idle, it does nothing."""
        if self._state is not None:
            self._state.stop(True)

    def snapshot(self) -> bytes:
        """The state of `kept`, to be given back to `restore` of the same model; in half precision."""
        return self._open().read(len(self._kept))

    def restore(self, tokens: Sequence[int], state: bytes | bytearray | memoryview) -> None:
        """Take a snapshot of exactly these tokens back. Raises ModelError; then nothing is kept."""
        held = self._open()
        self._check(tokens)
        self._forget(0)
        held.write(len(tokens), state)
        self._kept = list(tokens)

    def close(self) -> None:
        """Free the model; may be called twice."""
        if self._state is not None:
            self._state.stop(True)
            self._worker.shutdown()
            self._state = None
            self._logits = None
            self._words.close()

    def _open(self) -> _State:
        if self._state is None:
            raise ModelError("the model is closed")
        return self._state

    def _check(self, tokens: Sequence[int]) -> None:
        if not 0 < len(tokens) <= self.longest:
            raise ModelError(f"{len(tokens)} tokens; from 1 to {self.longest} can be read")
        if min(tokens) < 0 or max(tokens) >= self.vocabulary:
            raise ModelError(f"a token outside the vocabulary of {self.vocabulary}")

    def _forget(self, keep: int) -> None:
        del self._kept[keep:]
        self._logits = None

    def _extend(self, state: _State, tokens: list[int]) -> Vectors:
        while len(self._kept) < len(tokens):
            chunk = tokens[len(self._kept) : len(self._kept) + _BATCH]
            try:
                state.run(chunk, len(self._kept))
            except ModelError as error:
                why = "stopped" if state.stopped else str(error)
                raise ModelError(f"evaluating {len(tokens)} tokens: {why}") from error
            self._kept += chunk
        logits: Vectors = state.logits[0]
        return logits


class _State:
    """A session with the memory of its keys and values.

    The memory is taken for `room` tokens at once, but a page of it is only real once it was written to.
    """

    def __init__(self, session: Session, path: Path, context: int) -> None:
        shapes = {i.name: i.shape for i in session.get_inputs()}
        kept = [name for name in shapes if name.startswith("past.")]
        facts = session.get_modelmeta().custom_metadata_map
        outputs = {o.name: o.shape for o in session.get_outputs()}
        try:
            _, groups, _, head = shapes[kept[0]]
            self.room = min(context, int(facts["positions"]))
            vocabulary = int(outputs["logits"][1])
        except (KeyError, IndexError, ValueError) as error:
            raise ModelCorrupt(f"{path} is an ONNX model, but not a decoder with a cache of ours") from error
        self.stopped = False
        self.logits = np.zeros((1, vocabulary), np.float32)
        self._cache = np.zeros((len(kept), 1, groups, self.room, head), np.float32)
        self._total = np.zeros((), np.int32)
        self._last = np.zeros(1, np.int32)
        self._bound = Bound(session)
        self._bound.take("logits", self.logits)
        self._bound.put("total", self._total)
        self._bound.put("seqlens", self._last)
        for name, memory in zip(kept, self._cache, strict=True):
            self._bound.put(name, memory, name.replace("past.", "present."))

    def run(self, tokens: Sequence[int], start: int) -> None:
        """Compute these tokens after the `start` that were computed before. Raises ModelError."""
        if self.stopped:
            raise ModelError("stopped")
        self._bound.put("ids", np.array([tokens], np.int64))
        self._total[...] = start + len(tokens)
        self._last[0] = start + len(tokens) - 1
        self._bound.run()

    def stop(self, on: bool) -> None:
        """End the pass that is running and refuse others, until it is off."""
        self.stopped = on
        self._bound.stop(on)

    def read(self, count: int) -> bytes:
        """Keys and values of the first tokens."""
        used = self._cache[:, :, :, :count]
        return np.clip(used, -_MOST, _MOST).astype(np.float16).tobytes()

    def write(self, count: int, state: bytes | bytearray | memoryview) -> None:
        """What `read` gave. Raises ModelError."""
        used = self._cache[:, :, :, :count]
        if len(state) != used.size * 2:
            raise ModelError(f"a kept state of {count} tokens does not fit this model")
        used[...] = np.frombuffer(state, np.float16).reshape(used.shape)


def _answer(session: Session) -> Any:
    """Logits of a few known tokens."""
    state = _State(session, Path(os.devnull), len(_KNOWN))
    state.run(_KNOWN, 0)
    return state.logits

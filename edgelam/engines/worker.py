"""A llama.cpp decoder in a process of its own, so that what ends llama.cpp does not end the run.

One child serves all decoders of a file, so that its weights are loaded once. Questions and answers go through
a socket; logits, states and the stop flag lie in memory that both see, and nothing of them is copied here.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edgelam.core.errors import ModelError

from .batch import Stop, shared_rows
from .process import Process
from .segment import Segment
from .tokens import check_tokens, common_prefix
from .wire import Code, Message, pack, unpack

if TYPE_CHECKING:
    from edgelam.core.contracts import State, Vectors

_REMEMBERED = 8192  # texts whose tokens are not asked for again, each of up to ...
_SHORT = 200  # characters

_processes: dict[Path, tuple[Process, int]] = {}  # by file, with how many decoders use it
_lending = threading.Lock()


class WorkerDecoder:
    """`LlamaDecoder`, with the same options and errors, in another process. See there.

    When that process dies, the call under way raises ModelCrashed and the next one starts another; nothing is
    kept then. process: for tests; else the one that already holds the file, or a new one.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        context: int = 4096,
        threads: int = 0,
        gpu_layers: int = 0,
        flash: bool = False,
        repack: bool = True,
        adapter: Path | str = "",
        process: Process | None = None,
    ) -> None:
        self._options = {
            "path": str(Path(path).absolute()),
            "context": context,
            "threads": threads,
            "gpu_layers": gpu_layers,
            "flash": flash,
            "repack": repack,
            "adapter": str(Path(adapter).absolute()) if adapter else "",
        }
        self._own = process is None
        self.process = process or _lend(Path(path))
        self._generation = self._number = 0
        self._kept: list[int] | None = []  # None: ask
        self._forks: list[list[int]] = []
        self._fresh = False  # whether the first row of logits is of `kept`
        self._tokens: dict[tuple[str, bool], list[int]] = {}
        self._open = True
        self._rows: Vectors
        try:
            facts = self._reopen()
        except BaseException:
            self.close()
            raise
        self.vocabulary: int = facts["vocabulary"]
        self.longest: int = facts["longest"]
        self.template: str = facts["template"]
        self.begin: str = facts["begin"]
        self.finish: str = facts["finish"]
        self.end: int = facts["end"]
        self.can_cut: bool = facts["can_cut"]
        self.branches: int = facts["branches"]

    @property
    def kept(self) -> tuple[int, ...]:
        """The tokens whose state is held."""
        return tuple(self._held())

    def cached(self, tokens: Sequence[int]) -> int:
        """How many leading tokens of `tokens` need not be computed."""
        kept = self._held()
        same = common_prefix(kept, tokens)
        if same == len(kept):
            return same + max((common_prefix(fork, tokens[same:]) for fork in self._forks), default=0)
        return same if self.can_cut else 0

    def tokenize(self, text: str, *, special: bool = False) -> list[int]:
        """Text to tokens; only with `special` can the model's control tokens come out."""
        known = self._tokens.get((text, special))
        if known is None:
            data = bytes([special]) + text.encode(errors="replace")
            (known,) = unpack(self._ask(Code.TOKENIZE, data).payload)
            if len(text) <= _SHORT:
                if len(self._tokens) >= _REMEMBERED:
                    self._tokens.clear()
                self._tokens[text, special] = known
        return list(known)

    def piece(self, token: int) -> bytes:
        """The bytes a token spells; control tokens spell nothing."""
        return self._ask(Code.PIECE, token.to_bytes(4, "little")).payload

    def evaluate(self, tokens: Sequence[int]) -> Vectors:
        """float32 (vocabulary,), good until the next call. Raises ModelError, KeyboardInterrupt."""
        self._alive()
        kept = self._kept
        if not (self._fresh and self._generation == self.process.generation and kept == list(tokens)):
            self._compute(Code.EVALUATE, tokens)
            self._fresh = True
        logits: Vectors = self._rows[0]
        return logits

    def evaluate_many(self, prefix: Sequence[int], continuations: Sequence[Sequence[int]]) -> Vectors:
        """float32 (continuations, vocabulary), see `LlamaDecoder`; good until the next call."""
        for tokens in continuations:
            self._check(tokens)
        self._compute(Code.EVALUATE_MANY, prefix, *continuations)
        return self._rows[: len(continuations)]

    def read_ahead(self, tokens: Sequence[int]) -> None:
        """Begin to evaluate and do not wait; the next call does. See contracts.ReadingAhead."""
        self._alive()
        self._renew()
        kept = self._held()
        same = check_tokens(tokens, self.longest, self.vocabulary, kept)
        if same < len(tokens):
            self._stop.clear()
            self._kept, self._forks, self._fresh = None, [], False
            payload = pack([same, len(kept)], tokens[same:])
            self.process.begin(Code.EVALUATE, self._number.to_bytes(4, "little") + payload)

    def _compute(self, code: Code, tokens: Sequence[int], *more: Sequence[int]) -> None:
        """Only what is not kept is sent, with how much of what is kept it follows."""
        self._alive()
        self._renew()
        kept = self._held()
        same = check_tokens(tokens, self.longest, self.vocabulary, kept)
        self._stop.clear()
        self._kept, self._forks, self._fresh = None, [], False
        self._ask(code, pack([same, len(kept)], tokens[same:], *more))
        self._kept, self._forks = list(tokens), [list(run) for run in more]

    def abort(self) -> None:
        """End a running evaluation from another thread; it raises ModelError there."""
        self._stop.set()

    def snapshot(self) -> memoryview:
        """The state of `kept`, to be given back to `restore` of the same model, build and context."""
        answer = self._ask(Code.SNAPSHOT)
        size = int.from_bytes(answer.payload, "little")
        return memoryview(Segment.take(answer.files[0]))[:size].toreadonly()

    def restore(self, tokens: Sequence[int], state: State) -> None:
        """Take a snapshot of exactly these tokens back. Raises ModelError; then nothing is kept."""
        self._check(tokens)
        self._renew()
        segment = state.obj if isinstance(state, memoryview) else None
        if not isinstance(segment, Segment):
            segment = Segment.make(len(state))
            segment[: len(state)] = state
        self._kept, self._forks, self._fresh = [], [], False
        self._ask(Code.RESTORE, pack(tokens), [segment.fd])
        self._kept = list(tokens)

    def close(self) -> None:
        """Free the model; may be called twice."""
        if not self._open:
            return
        self._open = False
        if self._number and self._generation == self.process.generation and self.process.pid:
            with suppress(ModelError):
                self.process.ask(Code.CLOSE, self._number.to_bytes(4, "little"))
        if self._own:
            _give_back(Path(str(self._options["path"])))

    def _alive(self) -> None:
        if not self._open:
            raise ModelError("the model is closed")

    def _check(self, tokens: Sequence[int]) -> None:
        self._alive()
        check_tokens(tokens, self.longest, self.vocabulary)

    def _held(self) -> list[int]:
        if self._generation != self.process.generation:
            return []
        if self._kept is None:
            (self._kept,) = unpack(self._ask(Code.KEPT).payload)
        return self._kept

    def _ask(self, code: Code, payload: bytes = b"", files: Sequence[int] = ()) -> Message:
        self._alive()
        self._renew()
        number = self._number.to_bytes(4, "little")
        return self.process.ask(code, number + payload, files, stop=self.abort)

    def _renew(self) -> None:
        """Open the model again where the process that held it is gone."""
        if self._open and self.process.ensure() != self._generation:
            facts = self._reopen()
            if (facts["vocabulary"], facts["longest"]) != (self.vocabulary, self.longest):
                raise ModelError(f"{self._options['path']}: the file has changed")

    def _reopen(self) -> dict[str, Any]:
        self.process.ensure()
        answer = self.process.ask(Code.OPEN, json.dumps(self._options).encode())
        facts: dict[str, Any] = json.loads(answer.payload)
        memory = Segment.take(answer.files[0])
        self._stop = Stop(memory)
        self._rows = shared_rows(memory, facts["vocabulary"])
        self._rows.flags.writeable = False
        self._number, self._generation = facts["number"], self.process.generation
        self._kept, self._forks, self._fresh = [], [], False
        return facts


@contextmanager
def process_of(path: Path) -> Iterator[Process]:
    """The child that holds a file's decoders, also before there are any."""
    try:
        yield _lend(path)
    finally:
        _give_back(path)


def _lend(path: Path) -> Process:
    with _lending:
        place = path.resolve()
        process, users = _processes.get(place) or (Process(), 0)
        _processes[place] = process, users + 1
        return process


def _give_back(path: Path) -> None:
    with _lending:
        place = path.resolve()
        process, users = _processes.pop(place)
        if users > 1:
            _processes[place] = process, users - 1
        else:
            process.close()

"""llama.cpp as a library: loading it once, checking that it is the pinned one, models and their vocabulary.

The only file, with `llama.py`, that knows llama_cpp. Its high-level class is not used: see `llama.py`.
"""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import threading
from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from edgelam.core.errors import MissingExtra, ModelCorrupt, ModelError, ModelMissing, ModelRole

from .adapters import check_adapter
from .formats import Gguf, check_gguf
from .tokens import check_tokens

PINNED = "0.3.36"  # llama-cpp-python; its C structs move with every release

log = logging.getLogger("edgelam.llama")
# ggml's levels are 1 debug, 2 info, 3 warning, 4 error. Nothing is logged above INFO: what goes wrong is
# raised with its reason, and Python prints unhandled warnings.
_ERROR = 4
_LEVELS = {3: logging.INFO, _ERROR: logging.INFO}
_MARK = (1 << 3) | (1 << 4)  # llama.cpp's token attributes: control, user defined
_complaints: list[str] = []  # llama.cpp's errors since the last question


@cache
def llama() -> Any:
    """llama_cpp's low-level module, silenced and checked. Raises MissingExtra, ModelError."""
    # OpenMP reads it when it is loaded. Threads that wait asleep take 42 ms for a pass of a 135M model, ones
    # that spin for some microseconds first 14 ms; ones that spin for long take the processor from those that
    # they wait for as soon as anything else runs.
    os.environ.setdefault("GOMP_SPINCOUNT", "10000")
    try:
        import llama_cpp
        import llama_cpp.llama_cpp as api
    except (ImportError, OSError, RuntimeError) as error:
        raise MissingExtra(
            f"llama-cpp-python cannot be loaded: {error}",
            hint=f"pip install --force-reinstall llama-cpp-python=={PINNED}",
        ) from error
    if llama_cpp.__version__ != PINNED:
        raise ModelError(
            f"llama-cpp-python {llama_cpp.__version__} is installed, edgelam speaks {PINNED}",
            hint=f"pip install llama-cpp-python=={PINNED}",
        )
    api.llama_log_set(_log_callback, None)
    _check_structs(api)
    api.llama_backend_init()
    return api


def _check_structs(api: Any) -> None:
    """A struct that does not match the shared library shows as nonsense among its own defaults."""
    context, model = api.llama_context_default_params(), api.llama_model_default_params()
    seen = (context.n_ctx, context.n_batch, context.pooling_type, context.type_k, context.kv_unified)
    if seen != (512, 2048, -1, 1, False) or (model.vocab_only, model.use_extra_bufts) != (False, True):
        raise ModelError(
            "llama.cpp's shared library is not the one its Python package was written for",
            hint=f"pip install --force-reinstall --no-cache-dir llama-cpp-python=={PINNED}",
        )


def _on_log(level: int, text: bytes, _: object) -> None:
    line = text.decode(errors="replace").rstrip()
    if line.strip(". "):
        if level == _ERROR and len(_complaints) < 8:
            _complaints.append(line)
        log.log(_LEVELS.get(level, logging.DEBUG), "%s", line)


_log_callback = ctypes.CFUNCTYPE(None, ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p)(_on_log)


@contextmanager
def ctrl_c_afterwards() -> Iterator[None]:
    """Ctrl-C waits for the block to end.

    llama.cpp calls back for every line of its log, and what is raised in a callback is lost.
    """
    before = signal.getsignal(signal.SIGINT)
    if before is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        signal.raise_signal(signal.SIGINT)


def complaint() -> str:
    """What llama.cpp said went wrong since the last question; the first error is the cause."""
    first = _complaints[0].strip() if _complaints else "no reason given"
    _complaints.clear()
    return first


class Device(NamedTuple):
    """Something llama.cpp can compute on."""

    name: str  # e.g. CPU, CUDA0, Metal, Vulkan0
    description: str
    gpu: bool
    memory: int  # bytes, 0 where it does not say


_GPUS = (1, 2)  # ggml's kinds: 0 processor, 1 graphics card, 2 graphics inside the processor, 3 accelerator


def devices() -> list[Device]:
    """What this build of llama.cpp finds on this machine. Raises MissingExtra, ModelError."""
    llama()
    from llama_cpp._ggml import libggml

    def ask(name: str, result: Any, device: Any = None) -> Any:
        function = libggml[name]  # a new object each: no other user's types are touched
        function.restype = result
        return function(ctypes.c_void_p(device))

    found = []
    free, total = ctypes.c_size_t(), ctypes.c_size_t()
    for i in range(ask("ggml_backend_dev_count", ctypes.c_size_t)):
        device = ask("ggml_backend_dev_get", ctypes.c_void_p, i)
        texts = (ask(f"ggml_backend_dev_{what}", ctypes.c_char_p, device) for what in ("name", "description"))
        name, description = (text.decode(errors="replace") for text in texts)
        libggml["ggml_backend_dev_memory"](ctypes.c_void_p(device), ctypes.byref(free), ctypes.byref(total))
        gpu = ask("ggml_backend_dev_type", ctypes.c_int, device) in _GPUS
        found.append(Device(name, description.strip(), gpu, total.value))
    return found


def default_threads() -> int:
    """The cores this process may use; more only makes the others wait."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return max(1, os.cpu_count() or 1)


def _multiplies_tiles(api: Any) -> bool:
    """Whether this build multiplies by AMX, which it does through the buffers that repacked weights lie in.

    Debian 12's GCC 12 leaves out most of the tiles' configuration before it is loaded (its `_tile_loadconfig`
    names 8 of the 64 bytes): the first multiplication ends the process with an illegal instruction.
    """
    return b"AMX_INT8 = 1" in api.llama_print_system_info()


_borrowed: dict[Hashable, Weights] = {}
_borrowing = threading.Lock()


def borrow(path: Path, *, causal: bool, gpu_layers: int = 0, repack: bool = True) -> Weights:
    """The weights of a file, loaded once however many contexts use them; each user closes them once.

    Raises ModelMissing, ModelCorrupt, ModelRole.
    """
    with _borrowing:
        if not path.is_file():
            raise ModelMissing(f"{path}: there is no such file")
        facts = path.stat()
        key = (path.resolve(), facts.st_ino, facts.st_size, facts.st_mtime_ns, causal, gpu_layers, repack)
        if key not in _borrowed:
            _borrowed[key] = Weights(path, causal=causal, gpu_layers=gpu_layers, repack=repack, key=key)
        _borrowed[key].users += 1
        return _borrowed[key]


class Weights:
    """A loaded GGUF and its vocabulary. Raises ModelMissing, ModelCorrupt, ModelRole when it cannot be.

    repack: put weights into the layout the processor multiplies fastest; costs memory of its own, see
    `engines.autotune`.
    """

    def __init__(self, path: Path, *, causal: bool, gpu_layers: int, repack: bool, key: Hashable) -> None:
        self.api = llama()
        self.users = 0
        self._key = key
        self._adapters: dict[Path, Any] = {}
        self.facts: Gguf = check_gguf(path)
        if self.facts.causal != causal:
            kind = "a text encoder" if causal else "a generating model"
            raise ModelRole(f"{path}: {kind} ({self.facts.architecture}) cannot be used here")
        params = self.api.llama_model_default_params()
        params.n_gpu_layers = gpu_layers
        params.use_extra_bufts = repack and not _multiplies_tiles(self.api)
        complaint()
        with ctrl_c_afterwards():
            self.handle = self.api.llama_model_load_from_file(os.fsencode(path), params)
        if not self.handle:
            raise ModelCorrupt(f"{path}: llama.cpp refuses it: {complaint()}")
        self._vocab = self.api.llama_model_get_vocab(self.handle)
        self.vocabulary = int(self.api.llama_vocab_n_tokens(self._vocab))
        self.width = int(self.api.llama_model_n_embd(self.handle))
        self.recurrent = bool(
            self.api.llama_model_is_recurrent(self.handle) or self.api.llama_model_is_hybrid(self.handle)
        )
        self._marks: dict[int, str] = {}
        self.longest = int(self.api.llama_model_n_ctx_train(self.handle))

    def context(self, params: Any) -> Any:
        """A context over these weights. Raises ModelError."""
        with ctrl_c_afterwards():
            context = self.api.llama_init_from_model(self.handle, params)
        if not context:
            raise ModelError(f"{self.facts.path}: llama.cpp makes no context: {complaint()}")
        return context

    def check(self, tokens: Sequence[int], longest: int, known: Sequence[int] = ()) -> int:
        """`check_tokens` for this vocabulary."""
        return check_tokens(tokens, longest, self.vocabulary, known)

    def tokenize(self, text: str, *, special: bool) -> list[int]:
        """Tokens of a text, without begin or end tokens; without `special` no mark of the model can come out.

        llama.cpp alone does not hold that: it matches user-defined tokens always, and a SentencePiece
        vocabulary can even merge letters into `</s>`. Such a text is cut inside the mark and read in parts.
        """
        tokens = self._tokenize(text, special)
        mark = "" if special else next((self._mark(t) for t in tokens if self._is_mark(t)), "")
        if not mark:
            return tokens
        if mark not in text:  # spelled by other characters: drop it
            return [t for t in tokens if not self._is_mark(t)]
        head, tail = mark[:1], mark[1:]
        parts = text.split(mark)
        inner = [f"{tail}{part}{head}" for part in parts[1:-1]]
        cut = [parts[0] + head, *inner, tail + parts[-1]] if tail else parts
        return [token for part in cut if part for token in self.tokenize(part, special=False)]

    def _is_mark(self, token: int) -> bool:
        if token not in self._marks:
            attributes = self.api.llama_vocab_get_attr(self._vocab, token)
            self._marks[token] = self._mark(token) if attributes & _MARK else ""
        return bool(self._marks[token].strip("\u2581 \t\n"))

    def _mark(self, token: int) -> str:
        return str(self.api.llama_vocab_get_text(self._vocab, token).decode(errors="replace"))

    def _tokenize(self, text: str, special: bool) -> list[int]:
        data = text.encode(errors="replace")
        room = len(data) + 16
        tokens = (ctypes.c_int32 * room)()
        count = self.api.llama_tokenize(self._vocab, data, len(data), tokens, room, False, special)
        if count < 0:
            raise ModelError(f"a text of {len(data)} bytes makes {-count} tokens")
        return list(tokens[:count])

    def piece(self, token: int) -> bytes:
        """The bytes a token spells; control tokens spell nothing."""
        buffer = ctypes.create_string_buffer(256)
        size = self.api.llama_token_to_piece(self._vocab, token, buffer, len(buffer), 0, False)
        if size < 0:
            buffer = ctypes.create_string_buffer(-size)
            size = self.api.llama_token_to_piece(self._vocab, token, buffer, len(buffer), 0, False)
        return buffer.raw[: max(size, 0)]

    def special(self) -> tuple[str, str, int]:
        """Texts of the begin and the end token ("" for none), and the token that ends a turn."""
        begin, end, turn = (
            int(f(self._vocab))
            for f in (self.api.llama_vocab_bos, self.api.llama_vocab_eos, self.api.llama_vocab_eot)
        )
        last = turn if turn >= 0 else end
        if last < 0:
            raise ModelError(f"{self.facts.path}: the vocabulary has no end token")
        return self._mark(begin) if begin >= 0 else "", self._mark(end) if end >= 0 else "", last

    def adapter(self, path: Path) -> Any:
        """A LoRA adapter of this model, loaded once; it must be before any context is made.

        Raises ModelMissing, ModelCorrupt, ModelRole.
        """
        if path not in self._adapters:
            check_adapter(path, self.facts)
            complaint()
            with ctrl_c_afterwards():
                loaded = self.api.llama_adapter_lora_init(self.handle, os.fsencode(path))
            if not loaded:
                raise ModelCorrupt(f"{path}: llama.cpp refuses this adapter: {complaint()}")
            self._adapters[path] = loaded
        return self._adapters[path]

    def apply(self, context: Any, adapter: Any) -> None:
        """Let the context compute with the adapter. Raises ModelError."""
        kind = self.api.llama_adapter_lora_p_ctypes
        if self.api.llama_set_adapters_lora(context, (kind * 1)(adapter), 1, (ctypes.c_float * 1)(1.0)):
            raise ModelError(f"{self.facts.path}: llama.cpp does not take the adapter: {complaint()}")

    def close(self) -> None:
        """Give the weights back; the last user frees them, and the adapters with them."""
        with _borrowing:
            self.users -= 1
            if self.users <= 0 and self.handle:
                _borrowed.pop(self._key, None)
                self.api.llama_model_free(self.handle)
                self.handle = None

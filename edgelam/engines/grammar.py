"""JSON held to a schema, token by token: for tools whose arguments are free JSON, not a closed set.

llguidance does it in microseconds on any engine's vocabulary. Where it is not installed llama.cpp's own
grammars do it for GGUFs, in milliseconds a token: they look at the whole vocabulary every time.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from weakref import WeakKeyDictionary

import numpy as np

from edgelam.core.contracts import ChatDecoder, Decoder
from edgelam.core.errors import MissingExtra, ModelCorrupt, ModelError, UsageError

from .library import complaint, ctrl_c_afterwards, llama
from .prefix import common_prefix

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

Schema = Mapping[str, Any]
# Written as models write JSON; free white space would let a model write spaces for ever.
_STYLE = {"whitespace_flexible": False, "item_separator": ", ", "key_separator": ": "}
_SPACE = re.compile(r"^space ::= .*$", re.MULTILINE)


class _Machine(Protocol):
    """A grammar at some place of a text."""

    def mask(self) -> Mask: ...

    def forced(self) -> list[int]: ...

    def accept(self, token: int) -> bool: ...

    def restart(self) -> None: ...


class SchemaConstraint:
    """What may come next in a JSON text of one schema. Not for several threads at once."""

    def __init__(self, machine: _Machine) -> None:
        self._machine = machine
        self._read: list[int] = []

    @classmethod
    def guided(cls, decoder: ChatDecoder, schema: Schema) -> SchemaConstraint:
        """On llguidance, for any decoder. Raises MissingExtra, UsageError."""
        return cls(_Guided(decoder, schema))

    @classmethod
    def native(cls, path: Path, end: int, schema: Schema) -> SchemaConstraint:
        """On llama.cpp's grammars, for the vocabulary of a GGUF; bounds of numbers are not held.

        end: the token that ends the text. Raises UsageError, ModelError.
        """
        return cls(_Native(path, end, schema))

    def allowed(self, tokens: Sequence[int]) -> Mask:
        """bool (vocabulary,): what may follow `tokens`, the text so far. Raises ModelError."""
        self._go_to(tokens)
        return self._machine.mask()

    def forced(self, tokens: Sequence[int]) -> list[int]:
        """Tokens that follow `tokens` whatever the model says; they need no pass each. Raises ModelError."""
        self._go_to(tokens)
        return self._machine.forced()

    def _go_to(self, tokens: Sequence[int]) -> None:
        if common_prefix(self._read, tokens) < len(self._read):
            self._machine.restart()
            self._read = []
        for token in tokens[len(self._read) :]:
            if not self._machine.accept(token):
                raise ModelError(f"token {token} cannot follow in a text of this schema")
            self._read.append(token)


def write_json(
    decoder: ChatDecoder, prompt: Sequence[int], constraint: SchemaConstraint, *, longest: int = 512
) -> Any:
    """The most probable JSON value after `prompt`, token by token. Raises ModelError.

    longest: tokens; a text that is not at its end by then is an error, so give texts a `maxLength`.
    """
    written: list[int] = []
    while len(written) < longest:
        written += constraint.forced(written)
        allowed = np.flatnonzero(constraint.allowed(written))
        if not allowed.size:
            raise ModelError("no token of the vocabulary goes on in a text of this schema")
        logits = decoder.evaluate([*prompt, *written])
        best = int(allowed[np.argmax(np.nan_to_num(logits[allowed], nan=-np.inf))])
        if best == decoder.end:
            return _read(b"".join(map(decoder.piece, written)))
        written.append(best)
    raise ModelError(f"the model wrote {longest} tokens of JSON without coming to its end")


def _read(text: bytes) -> Any:
    try:
        return json.loads(text.decode())
    except ValueError as error:  # llama.cpp's grammars let bytes pass that are no characters
        raise ModelError(f"what the model wrote is no text: {error}") from error


class _Guided:
    """llguidance's matcher."""

    def __init__(self, decoder: ChatDecoder, schema: Schema) -> None:
        llguidance = _llguidance()
        grammar = llguidance.LLMatcher.grammar_from_json_schema(dict(schema), overrides=_STYLE)
        self._matcher = llguidance.LLMatcher(_tokenizer(decoder), grammar, log_level=0)
        if self._matcher.is_error():
            raise _bad_schema(self._matcher.get_error())

    def mask(self) -> Mask:
        bias = np.frombuffer(self._matcher.compute_logit_bias(), np.uint8)
        return np.not_equal(bias, 0)

    def forced(self) -> list[int]:
        tokens = list(self._matcher.compute_ff_tokens())
        return tokens[: self._matcher.validate_tokens(tokens)]

    def accept(self, token: int) -> bool:
        # A refused token would break the matcher for good.
        return bool(self._matcher.validate_tokens([token]) and self._matcher.consume_token(token))

    def restart(self) -> None:
        self._matcher.reset()


def _llguidance() -> Any:
    try:
        import llguidance
    except ImportError as error:
        raise MissingExtra(
            "JSON of a schema needs llguidance", hint="pip install 'edgelam[grammar]'"
        ) from error
    return llguidance


_tokenizers: WeakKeyDictionary[Decoder, Any] = WeakKeyDictionary()


def _tokenizer(decoder: ChatDecoder) -> Any:
    """llguidance's view of the vocabulary; up to a second for a large one, so it is kept."""
    if decoder not in _tokenizers:
        wrapper = _llguidance().TokenizerWrapper(_Vocabulary(decoder))
        _tokenizers[decoder] = _llguidance().LLTokenizer(wrapper, n_vocab=decoder.vocabulary)
    return _tokenizers[decoder]


class _Vocabulary:
    """A decoder's tokens as llguidance asks for them."""

    def __init__(self, decoder: ChatDecoder) -> None:
        self.eos_token_id = decoder.end
        self.bos_token_id = None
        self.tokens = [_spelled(decoder, token) for token in range(decoder.vocabulary)]
        self.tokens[decoder.end] = b"\xff<end>"  # llguidance's mark of what no text spells
        self.special_token_ids = [decoder.end]
        self._tokenize = decoder.tokenize
        self._before = decoder.tokenize("\n")

    def __call__(self, text: str) -> list[int]:
        """As after something else: at a beginning, SentencePiece would put a space before it."""
        tokens = self._tokenize("\n" + text)
        count = len(self._before)
        return tokens[count:] if tokens[:count] == self._before else self._tokenize(text)


def _spelled(decoder: Decoder, token: int) -> bytes:
    """The token's bytes; nothing for one that stands for a mark, as it does between < and >."""
    piece = decoder.piece(token)
    if piece[:1] == b"<" and piece[-1:] == b">" and len(piece) > 2:
        text = piece.decode(errors="replace")
        return piece if token in decoder.tokenize(text) else b""
    return piece


class _Native:
    """llama.cpp's sampler of a grammar, on a vocabulary without weights."""

    def __init__(self, path: Path, end: int, schema: Schema) -> None:
        self._api = llama()
        self._end = end
        self._grammar = _gbnf(schema)
        params = self._api.llama_model_default_params()
        params.vocab_only = True
        complaint()
        with ctrl_c_afterwards():
            self._model = self._api.llama_model_load_from_file(os.fsencode(path), params)
        self._sampler = None
        if not self._model:
            raise ModelCorrupt(f"{path}: llama.cpp refuses it: {complaint()}")
        self._vocab = self._api.llama_model_get_vocab(self._model)
        self._size = int(self._api.llama_vocab_n_tokens(self._vocab))
        self.restart()
        if not self._sampler:
            raise _bad_schema(complaint())

    def mask(self) -> Mask:
        allowed = np.zeros(self._size, np.bool_)
        passing = self._passing(range(self._size))
        is_end = self._api.llama_vocab_is_eog
        allowed[[t for t in passing if t == self._end or not is_end(self._vocab, t)]] = True
        return allowed

    def forced(self) -> list[int]:
        return []  # what is forced shows in the mask alone

    def accept(self, token: int) -> bool:
        # llama.cpp ends the process when it is given a token that the grammar refuses.
        if not 0 <= token < self._size or not self._passing([token]):
            return False
        self._api.llama_sampler_accept(self._sampler, token)
        return True

    def restart(self) -> None:
        if self._sampler:
            self._api.llama_sampler_free(self._sampler)
        with ctrl_c_afterwards():
            self._sampler = self._api.llama_sampler_init_grammar(self._vocab, self._grammar, b"root")

    def _passing(self, tokens: Sequence[int]) -> list[int]:
        rows = (self._api.llama_token_data * len(tokens))(*((token, 0.0, 0.0) for token in tokens))
        array = self._api.llama_token_data_array(data=rows, size=len(tokens), selected=-1, sorted=False)
        self._api.llama_sampler_apply(self._sampler, ctypes.byref(array))
        return [row.id for row in array.data[: array.size] if row.logit == 0.0]

    def __del__(self) -> None:
        if getattr(self, "_sampler", None):
            self._api.llama_sampler_free(self._sampler)
        if getattr(self, "_model", None):
            self._api.llama_model_free(self._model)


def _gbnf(schema: Schema) -> bytes:
    from llama_cpp.llama_grammar import json_schema_to_gbnf

    if not all(ref.startswith("#") for ref in _references(schema)):
        raise _bad_schema("it refers to another document, which would be fetched")
    try:
        text = json_schema_to_gbnf(json.dumps(schema))
    except (ValueError, TypeError, KeyError, AttributeError, AssertionError, RecursionError) as error:
        raise _bad_schema(str(error)) from error
    # Its texts may hold line ends and other control characters, which JSON's may not.
    text = text.replace('[^"\\\\]', '[^"\\\\\\x00-\\x1F\\x7F]')
    return _SPACE.sub('space ::= " "?', text).encode()


def _references(schema: object) -> Iterator[str]:
    if isinstance(schema, Mapping):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"]
        for value in schema.values():
            yield from _references(value)
    elif isinstance(schema, list | tuple):
        for value in schema:
            yield from _references(value)


def _bad_schema(why: str) -> UsageError:
    return UsageError(f"no grammar for this JSON schema: {why.strip()}", hint="Use plain types and enums.")

"""Cheap structural checks of GGUF and ONNX files, so that no native parser ever meets a broken one.

A check reads headers and extents, never weights: milliseconds. Changed weights are found by hash, see
`edgelam.models.manifest`.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import prod
from pathlib import Path

from edgelam.core.errors import ModelCorrupt, ModelMissing

Scalar = int | float | bool | str

_MAX_ENTRIES = 1 << 16  # metadata keys or tensors; the largest published models have a few thousand
_ALIGNMENT = 32

# GGUF value types: struct format of the fixed-size ones.
_FIXED = {
    0: "<B",
    1: "<b",
    2: "<H",
    3: "<h",
    4: "<I",
    5: "<i",
    6: "<f",
    7: "<?",
    10: "<Q",
    11: "<q",
    12: "<d",
}
_STRING, _ARRAY = 8, 9

# ggml tensor types: (elements a block, bytes a block).
_BLOCKS = {
    0: (1, 4),
    1: (1, 2),
    2: (32, 18),
    3: (32, 20),
    6: (32, 22),
    7: (32, 24),
    8: (32, 34),
    9: (32, 40),
    10: (256, 84),
    11: (256, 110),
    12: (256, 144),
    13: (256, 176),
    14: (256, 210),
    15: (256, 292),
    16: (256, 66),
    17: (256, 74),
    18: (256, 98),
    19: (256, 50),
    20: (32, 18),
    21: (256, 110),
    22: (256, 82),
    23: (256, 136),
    24: (1, 1),
    25: (1, 2),
    26: (1, 4),
    27: (1, 8),
    28: (1, 8),
    29: (256, 56),
    30: (1, 2),
    34: (256, 54),
    35: (256, 66),
    39: (32, 17),
    40: (64, 36),
    41: (128, 18),
}

# Hyperparameters that llama.cpp divides by or allocates from: `{architecture}.` + name, largest sane value.
_COUNTS = {
    "context_length": 1 << 28,
    "embedding_length": 1 << 20,
    "block_count": 1 << 12,
    "attention.head_count": 1 << 14,
}


@dataclass(frozen=True)
class Tensor:
    """One tensor of a GGUF file; its shape is innermost first, as ggml has it."""

    shape: tuple[int, ...]
    kind: int  # ggml type number
    offset: int  # bytes from the start of the file
    size: int  # bytes


@dataclass(frozen=True)
class Gguf:
    """What a GGUF file says about itself."""

    path: Path
    metadata: dict[str, Scalar]
    lengths: dict[str, int]  # entries of each metadata array
    tensors: dict[str, Tensor]

    @property
    def architecture(self) -> str:
        """llama.cpp's name of the network, e.g. llama or bert."""
        return str(self.metadata["general.architecture"])

    @property
    def vocabulary(self) -> int:
        """Number of tokens, 0 when the file has no tokenizer."""
        return self.lengths.get("tokenizer.ggml.tokens", 0)

    @property
    def causal(self) -> bool:
        """Whether it predicts the next token, rather than encoding a whole text."""
        return bool(self.metadata.get(f"{self.architecture}.attention.causal", self.architecture != "bert"))


@dataclass(frozen=True)
class Onnx:
    """What an ONNX file says about itself."""

    path: Path
    metadata: dict[str, str] = field(default_factory=dict)
    nodes: int = 0


class _Reader:
    """Reads forward through a mapped file; every step past the end is a ModelCorrupt."""

    def __init__(self, data: mmap.mmap, path: Path) -> None:
        self.data = data
        self.path = path
        self.at = 0

    def corrupt(self, why: str) -> ModelCorrupt:
        return _corrupt(self.path, why)

    def skip(self, size: int) -> int:
        """Move on by `size` bytes; gives where they start."""
        start, self.at = self.at, self.at + size
        if self.at > len(self.data):
            raise self.corrupt(f"cut short: {len(self.data)} bytes, at least {self.at} needed")
        return start

    def unpack(self, form: str) -> int | float | bool:
        start = self.skip(struct.calcsize(form))
        (value,) = struct.unpack_from(form, self.data, start)
        return value  # type: ignore[no-any-return]

    def count(self, form: str, most: int, what: str) -> int:
        value = int(self.unpack(form))
        if not 0 <= value <= most:
            raise self.corrupt(f"{what} is {value}")
        return value

    def text(self) -> str:
        size = self.count("<Q", len(self.data), "length of a string")
        start = self.skip(size)
        try:
            return self.data[start : self.at].decode()
        except UnicodeDecodeError:
            raise self.corrupt("a string is not UTF-8") from None

    def varint(self) -> int:
        value = shift = 0
        while shift < 64:
            byte = self.data[self.skip(1)]
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7
        raise self.corrupt("a number is too long")


def _corrupt(path: Path, why: str) -> ModelCorrupt:
    return ModelCorrupt(f"{path}: {why}", hint="The file is damaged: fetch or export it again.")


@contextmanager
def _mapped(path: Path) -> Iterator[_Reader]:
    try:
        with path.open("rb") as file:
            if path.stat().st_size < 8:
                raise ModelCorrupt(f"{path}: too short to be a model ({path.stat().st_size} bytes)")
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                yield _Reader(data, path)
    except FileNotFoundError:
        raise ModelMissing(f"{path}: there is no such file") from None
    except OSError as error:
        raise ModelMissing(f"{path}: cannot be read ({error.strerror})") from error


def check_gguf(path: Path) -> Gguf:
    """Read a model's GGUF header and check that everything it promises lies inside the file.

    Raises ModelMissing, or ModelCorrupt with what is wrong; never opens a native parser.
    """
    gguf = read_gguf(path)
    _check_counts(gguf)
    return gguf


def read_gguf(path: Path) -> Gguf:
    """The same for a GGUF of any kind, which need not be a model."""
    with _mapped(path) as reader:
        if reader.data[:4] != b"GGUF":
            raise ModelCorrupt(f"{path}: not a GGUF file", hint="Give a GGUF, or the folder of a model.")
        reader.skip(4)
        version = reader.count("<I", 1 << 32, "version")
        if version not in (2, 3):
            raise reader.corrupt(f"GGUF version {version} (2 and 3 can be read)")
        n_tensors = reader.count("<Q", _MAX_ENTRIES, "number of tensors")
        n_entries = reader.count("<Q", _MAX_ENTRIES, "number of metadata keys")
        metadata, lengths = _metadata(reader, n_entries)
        tensors = _tensors(reader, n_tensors, int(metadata.get("general.alignment", _ALIGNMENT)))
    return Gguf(path, metadata, lengths, tensors)


def _metadata(reader: _Reader, entries: int) -> tuple[dict[str, Scalar], dict[str, int]]:
    metadata: dict[str, Scalar] = {}
    lengths: dict[str, int] = {}
    for _ in range(entries):
        key = reader.text()
        if key in metadata or key in lengths:
            raise reader.corrupt(f"metadata key {key!r} twice")
        kind = int(reader.unpack("<I"))
        if kind == _ARRAY:
            lengths[key] = _skip_array(reader, distinct=key == "tokenizer.ggml.tokens")
        elif kind == _STRING:
            metadata[key] = reader.text()
        elif kind in _FIXED:
            metadata[key] = reader.unpack(_FIXED[kind])
        else:
            raise reader.corrupt(f"metadata key {key!r} has unknown type {kind}")
    return metadata, lengths


def _skip_array(reader: _Reader, *, distinct: bool) -> int:
    kind = int(reader.unpack("<I"))
    length = reader.count("<Q", len(reader.data), "length of an array")
    if kind in _FIXED:
        reader.skip(length * struct.calcsize(_FIXED[kind]))
    elif kind == _STRING:
        _check_strings(reader, length, distinct)
    else:
        raise reader.corrupt(f"an array of unknown type {kind}")
    return length


def _check_strings(reader: _Reader, length: int, distinct: bool) -> None:
    """Texts one after the other; llama.cpp ends the process over broken UTF-8 and tokens that come twice."""
    data, at, end = reader.data, reader.at, len(reader.data)
    size_of = struct.Struct("<Q").unpack_from
    seen: set[str] = set()
    blank = 0  # llama.cpp gives these names of their own
    try:
        for _ in range(length):  # vocabularies have 100,000s of them: no call per text
            if at + 8 > end:
                raise reader.corrupt("cut short inside an array")
            start = at + 8
            at = start + size_of(data, at)[0]
            if at > end:
                raise reader.corrupt("cut short inside an array")
            text = data[start:at].decode()
            if "\0" in text:
                text = text[: text.index("\0")]  # where llama.cpp's strings end
            seen.add(text)
            blank += not text
    except UnicodeDecodeError:
        raise reader.corrupt("a token is not UTF-8") from None
    if distinct and len(seen) != length - max(0, blank - 1):
        raise reader.corrupt("a token is in the vocabulary twice")
    reader.at = at


def _tensors(reader: _Reader, count: int, alignment: int) -> dict[str, Tensor]:
    if alignment < 1 or alignment & (alignment - 1):
        raise reader.corrupt(f"alignment {alignment}")
    described = []
    for _ in range(count):
        name = reader.text()
        rank = reader.count("<I", 4, f"rank of tensor {name!r}")
        shape = tuple(reader.count("<Q", 1 << 40, f"shape of tensor {name!r}") for _ in range(rank))
        kind = int(reader.unpack("<I"))
        offset = reader.count("<Q", 1 << 62, f"offset of tensor {name!r}")
        described.append((name, shape, kind, offset))
    start = -(-reader.at // alignment) * alignment
    tensors: dict[str, Tensor] = {}
    for name, shape, kind, offset in described:
        if kind not in _BLOCKS:
            raise reader.corrupt(f"tensor {name!r} has unknown type {kind}")
        elements, size = _BLOCKS[kind]
        if prod(shape) < 1 or (shape and shape[0] % elements) or offset % alignment or name in tensors:
            raise reader.corrupt(f"tensor {name!r} is malformed")
        tensors[name] = Tensor(shape, kind, start + offset, prod(shape) // elements * size)
        end = start + offset + tensors[name].size
        if end > len(reader.data):
            raise reader.corrupt(f"cut short: tensor {name!r} ends at byte {end} of {len(reader.data)}")
    return tensors


def _check_counts(gguf: Gguf) -> None:
    if not isinstance(gguf.metadata.get("general.architecture"), str):
        raise _corrupt(gguf.path, "it names no architecture")
    if not gguf.tensors:
        raise _corrupt(gguf.path, "it holds no tensors")
    recurrent = f"{gguf.architecture}.ssm.state_size" in gguf.metadata  # such may have no attention at all
    for name, most in _COUNTS.items():
        value = gguf.metadata.get(f"{gguf.architecture}.{name}")
        least = 0 if name == "attention.head_count" and recurrent else 1
        if value is not None and not (isinstance(value, int) and least <= value <= most):
            raise _corrupt(gguf.path, f"{name} is {value}")
    for name, value in gguf.metadata.items():
        if name.endswith("_epsilon") and not (isinstance(value, float) and 0 <= value < 1):
            raise _corrupt(gguf.path, f"{name} is {value}")


def check_onnx(path: Path) -> Onnx:
    """Walk an ONNX file's outer structure and check that every part lies inside its whole.

    Raises ModelMissing, or ModelCorrupt with what is wrong; never opens a native parser.
    """
    with _mapped(path) as reader:
        metadata: dict[str, str] = {}
        version = nodes = opsets = 0
        for number, value in _fields(reader, len(reader.data)):
            if number == 1 and isinstance(value, int):  # ModelProto.ir_version
                version = value
            elif number == 7 and isinstance(value, range):  # .graph
                reader.at = value.start
                nodes = sum(1 for inner, _ in _fields(reader, value.stop) if inner == 1)
            elif number == 8:  # .opset_import
                opsets += 1
            elif number == 14 and isinstance(value, range):  # .metadata_props
                metadata.update([_pair(reader, value)])
        if not 3 <= version <= 100 or not opsets or not nodes:
            raise reader.corrupt("not an ONNX model")
        return Onnx(path, metadata, nodes)


def _fields(reader: _Reader, end: int) -> Iterator[tuple[int, int | range | None]]:
    """The protobuf fields up to `end`: number, and value (varint) or where its bytes lie."""
    while reader.at < end:
        tag = reader.varint()
        number, wire = tag >> 3, tag & 7
        value: int | range | None = None
        if wire == 0:
            value = reader.varint()
        elif wire in (1, 5):
            reader.skip(8 if wire == 1 else 4)
        elif wire == 2:
            size = reader.varint()
            value = range(reader.skip(size), reader.at)
        else:
            raise reader.corrupt("not a protobuf file")
        if number == 0 or reader.at > end:
            raise reader.corrupt("a part reaches beyond its whole")
        after = reader.at
        yield number, value
        reader.at = after


def _pair(reader: _Reader, where: range) -> tuple[str, str]:
    reader.at = where.start
    texts = {n: v for n, v in _fields(reader, where.stop) if isinstance(v, range)}
    key, value = (
        reader.data[v.start : v.stop].decode(errors="replace") if (v := texts.get(n)) else "" for n in (1, 2)
    )
    return key, value

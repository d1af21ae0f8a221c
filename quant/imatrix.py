"""Importances: the mean square of what every matrix is multiplied with, over what edgelam really reads.

The file is llama.cpp's own (a GGUF whose general.type is imatrix), so that its tools read it and theirs can
be used here.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy as np
from numpy.typing import NDArray

from edgelam.core.errors import InputFileError, ModelCorrupt
from edgelam.engines.formats import read_gguf

_SUMS, _COUNTS = ".in_sum2", ".counts"
_KIND = "imatrix"


@dataclass(frozen=True)
class Importances:
    """squares: sums by tensor name, float32 (row length,). rows: how many inputs each is the sum over."""

    squares: Mapping[str, NDArray[np.float32]]
    rows: Mapping[str, int]
    data: str = ""  # what they were gathered over, in words
    texts: int = 0  # how many were read

    @property
    def means(self) -> dict[str, NDArray[np.float32]]:
        """By tensor name, float32 (row length,)."""
        return {name: sums / np.float32(self.rows[name]) for name, sums in self.squares.items()}

    @property
    def digest(self) -> str:
        """Hex; changes when a number does."""
        digest = hashlib.sha256()
        for name in sorted(self.squares):
            digest.update(f"{name} {self.rows[name]} ".encode() + self.squares[name].tobytes())
        return digest.hexdigest()[:16]


def gather(
    model: Path,
    texts: Sequence[Sequence[int]],
    *,
    data: str = "",
    threads: int = 0,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Importances:
    """Let a GGUF read token lists. Raises ModelMissing, ModelCorrupt, ModelError."""
    from edgelam.engines.observe import Observed

    longest = max((len(tokens) for tokens in texts), default=1)
    with closing(Observed(model, longest=longest, threads=threads)) as observed:
        for number, tokens in enumerate(texts, 1):
            observed.read(tokens[: observed.longest])
            progress(number, len(texts))
        squares = {name: sums.astype(np.float32) for name, sums in observed.squares.items()}
        return Importances(squares, dict(observed.counts), data, len(texts))


def save(found: Importances, path: Path) -> None:
    """Write the file, whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    writer = gguf.GGUFWriter(part, "")
    writer.add_type(_KIND)
    writer.add_array("imatrix.datasets", [found.data or "unknown"])
    writer.add_uint32("imatrix.chunk_count", found.texts)
    writer.add_uint32("imatrix.chunk_size", 1)
    for name in sorted(found.squares):
        writer.add_tensor(name + _SUMS, found.squares[name].reshape(1, -1))
        writer.add_tensor(name + _COUNTS, np.array([[found.rows[name]]], np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    part.replace(path)


def load(path: Path) -> Importances:
    """Read such a file. Raises InputFileError when it is none, ModelMissing when there is none."""
    try:
        facts = read_gguf(path)
    except ModelCorrupt as error:
        raise InputFileError(f"{path} holds no importances: {error}") from None
    if facts.metadata.get("general.type") != _KIND:
        raise InputFileError(f"{path} is a GGUF, but not one of importances")
    reader = gguf.GGUFReader(path)
    tensors = {tensor.name: np.array(tensor.data, np.float32).ravel() for tensor in reader.tensors}
    squares, rows = {}, {}
    for name, sums in tensors.items():
        if not name.endswith(_SUMS):
            continue
        own = name.removesuffix(_SUMS)
        counts = tensors.get(own + _COUNTS)
        if counts is None or counts.size != 1 or not counts[0] > 0 or not np.isfinite(sums).all():
            raise InputFileError(f"{path}: the importances of {own} are not usable")
        squares[own], rows[own] = sums, int(counts[0])
    if not squares:
        raise InputFileError(f"{path} holds no importances")
    datasets = reader.fields["imatrix.datasets"].contents() if "imatrix.datasets" in reader.fields else ""
    data = datasets[0] if isinstance(datasets, list) and datasets else str(datasets or "")
    return Importances(squares, rows, str(data), int(facts.metadata.get("imatrix.chunk_count", 0)))

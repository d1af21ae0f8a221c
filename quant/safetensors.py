"""Reading *.safetensors with numpy alone, bf16 included; every extent is checked before it is used."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from edgelam.core.errors import InputFileError

_LONGEST_HEADER = 100 << 20  # bytes
_TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2"}


class Tensors(Mapping[str, NDArray[np.float32]]):
    """The float tensors of a checkpoint's folder by name, as float32, read when they are asked for."""

    def __init__(self, folder: Path) -> None:
        """Raises InputFileError."""
        self._places: dict[str, tuple[Path, str, tuple[int, ...], int]] = {}
        files = sorted(folder.glob("*.safetensors"))
        if not files:
            raise InputFileError(f"{folder} holds no *.safetensors", hint="Give the folder of a checkpoint.")
        for path in files:
            self._places.update(_header(path))

    def __getitem__(self, name: str) -> NDArray[np.float32]:
        path, kind, shape, start = self._places[name]
        raw = np.memmap(path, _TYPES[kind], "r", offset=start, shape=(prod(shape),))
        if kind == "BF16":  # the upper half of a float32
            wide = raw.astype(np.uint32)
            np.left_shift(wide, 16, out=wide)
            return wide.view(np.float32).reshape(shape)
        return raw.astype(np.float32).reshape(shape)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _header(path: Path) -> dict[str, tuple[Path, str, tuple[int, ...], int]]:
    """Where each tensor lies, what type and shape it has."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            if not 2 <= length <= min(_LONGEST_HEADER, size - 8):
                raise InputFileError(f"{path}: its header is {length} bytes, the file {size}")
            told = json.loads(file.read(length))
        found = {}
        for name, entry in told.items():
            if name != "__metadata__" and entry["dtype"] in _TYPES:
                found[name] = _place(path, name, entry, 8 + length, size)
    except OSError as error:
        raise InputFileError(f"{path} cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputFileError(f"{path} is no safetensors file ({error})") from None
    return found


def _place(
    path: Path, name: str, entry: Mapping[str, Any], base: int, size: int
) -> tuple[Path, str, tuple[int, ...], int]:
    kind, shape, (start, end) = entry["dtype"], tuple(entry["shape"]), entry["data_offsets"]
    if not all(isinstance(number, int) and number >= 0 for number in (*shape, start, end)):
        raise InputFileError(f"{path}: {name} is malformed")
    bytes_ = prod(shape) * np.dtype(_TYPES[kind]).itemsize
    if end - start != bytes_ or base + end > size or not bytes_:
        raise InputFileError(f"{path}: {name} does not lie inside the file")
    return path, kind, shape, base + start

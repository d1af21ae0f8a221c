"""The vocabulary of a GGUF as a file of its own: tokenizer, chat template and facts, without the weights."""

from __future__ import annotations

import struct
from pathlib import Path

from edgelam.engines.formats import check_gguf

_FLOAT32 = 0


def write_vocabulary(source: Path, path: Path) -> None:
    """Copy every metadata key as it stands. Raises ModelMissing, ModelCorrupt.

    llama.cpp reads such a file with `vocab_only`. One small tensor is put in, because a GGUF without any is
    taken for a damaged one.
    """
    from gguf import GGUFReader

    facts = check_gguf(source)
    reader = GGUFReader(source)
    keys = sum(not name.startswith("GGUF.") for name in reader.fields)
    header = struct.Struct("<4sIQQ")
    magic, version, _, _ = header.unpack(bytes(reader.data[: header.size]))
    end = min(int(tensor.field.offset) for tensor in reader.tensors)
    name = b"vocabulary.weight"
    tensor = struct.pack(f"<Q{len(name)}sIQIQ", len(name), name, 1, 8, _FLOAT32, 0)
    alignment = int(facts.metadata.get("general.alignment", 32))
    written = header.pack(magic, version, 1, keys) + bytes(reader.data[header.size : end]) + tensor
    padding = -len(written) % alignment
    path.write_bytes(written + bytes(padding) + bytes(max(32, alignment)))

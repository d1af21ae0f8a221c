"""What llama.cpp's matrices are given, against the same networks in numpy."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from gguf import GGUFReader

from edgelam.core.errors import ModelCorrupt, ModelError
from edgelam.engines.observe import Observed
from tests.tiny_gguf import tiny_decoder, tiny_encoder

TOKENS = [2, 9, 8, 7, 9, 3]


def weights(path: Path) -> dict[str, np.ndarray]:
    return {
        tensor.name: np.array(tensor.data, np.float64).reshape([int(n) for n in reversed(tensor.shape)])
        for tensor in GGUFReader(path).tensors
    }


def test_a_decoders_first_matrices_read_the_normalised_embedding(tmp_path: Path) -> None:
    path = tiny_decoder(tmp_path / "m.gguf")
    x = weights(path)["token_embd.weight"][TOKENS]
    x = x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-5)
    with closing(Observed(path, longest=4, threads=1)) as observed:
        observed.read(TOKENS[:4])
        observed.read(TOKENS[4:])
    for name in ("attn_q", "attn_k", "attn_v"):
        found = observed.squares[f"blk.0.{name}.weight"]
        assert np.allclose(found, (x * x).sum(0), rtol=1e-3)
    assert set(observed.counts.values()) == {len(TOKENS)}
    assert sorted(observed.counts) == sorted(
        n for n in weights(path) if n.startswith("blk") and "norm" not in n
    )


def test_an_encoders_first_matrices_read_the_normalised_sum(tmp_path: Path) -> None:
    path = tiny_encoder(tmp_path / "m.gguf")
    w = weights(path)
    x = w["token_embd.weight"][TOKENS] + w["position_embd.weight"][: len(TOKENS)] + w["token_types.weight"][0]
    x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-12)
    with closing(Observed(path, threads=1)) as observed:
        observed.read(TOKENS)
    assert np.allclose(observed.squares["blk.0.attn_q.weight"], (x * x).sum(0), rtol=1e-3)
    assert observed.squares["blk.0.ffn_down.weight"].shape == (64,)


def test_long_texts_are_read_in_parts_that_know_of_each_other(tmp_path: Path) -> None:
    path = tiny_decoder(tmp_path / "m.gguf")
    text = [i % 200 + 1 for i in range(600)]
    with closing(Observed(path, threads=1)) as observed:
        observed.read(text)
        whole = {name: sums.copy() for name, sums in observed.squares.items()}
        assert set(observed.counts.values()) == {600}
        for start in (0, 256, 512):
            observed.read(text[start : start + 256])
    alone = observed.squares["blk.1.attn_output.weight"] - whole["blk.1.attn_output.weight"]
    assert not np.allclose(alone, whole["blk.1.attn_output.weight"], rtol=1e-3)


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "not.gguf").write_bytes(b"GGUF" + bytes(40))
    with pytest.raises(ModelCorrupt):
        Observed(tmp_path / "not.gguf")
    with closing(Observed(tiny_decoder(tmp_path / "m.gguf"), longest=8, threads=1)) as observed:
        for tokens in ([], [1] * 9, [10**6]):
            with pytest.raises(ModelError):
                observed.read(tokens)

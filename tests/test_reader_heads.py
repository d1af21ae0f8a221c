"""Heads in numpy: known values, files that are not heads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from edgelam.core.errors import ModelCorrupt, ModelMissing
from edgelam.reader.heads import Heads, gelu, softmax


def test_layers_compute_what_their_weights_say() -> None:
    ones = np.ones((2, 3), np.float32)
    heads = Heads({"a.weight": ones, "a.bias": np.array([0, 1], np.float32)})
    assert heads.linear("a", np.array([[1, 2, 3]], np.float32)).tolist() == [[6, 7]]


def test_an_mlp_is_two_layers_around_gelu() -> None:
    one = np.ones((1, 1), np.float32)
    zero = np.zeros(1, np.float32)
    heads = Heads({"m.0.weight": one, "m.0.bias": zero, "m.2.weight": 2 * one, "m.2.bias": zero})
    assert heads.mlp("m", one)[0, 0] == pytest.approx(2 * 0.8412, abs=1e-3)


def test_gelu_and_softmax_have_their_known_values() -> None:
    assert gelu(np.array([0.0, -10.0], np.float32)).tolist() == [0.0, pytest.approx(0, abs=1e-6)]
    assert softmax(np.array([1000.0, 1000.0], np.float32)).tolist() == [0.5, 0.5]


def test_heads_are_loaded_from_a_file(tmp_path: Path) -> None:
    np.savez(tmp_path / "heads.npz", weight=np.ones(2, np.float16))
    assert Heads.load(tmp_path / "heads.npz").weights["weight"].dtype == np.float32


def test_a_missing_or_broken_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        Heads.load(tmp_path / "heads.npz")
    (tmp_path / "heads.npz").write_bytes(b"PK\x03\x04 no archive")
    with pytest.raises(ModelCorrupt):
        Heads.load(tmp_path / "heads.npz")

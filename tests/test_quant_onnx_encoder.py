"""Every quantisation of an encoder in the real ONNX Runtime, on a tiny random network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from edgelam.core.errors import UsageError
from edgelam.engines.onnx import OnnxEncoder
from tests.tiny_bert import HEADS, PLACES, WIDTH, checkpoint

pytest.importorskip("onnx")

from quant.onnx_blocks import BLOCK, blocks_of_four_bits, unpack  # noqa: E402
from quant.onnx_encoder import KINDS, calibrate, write  # noqa: E402

ROWS = [[2, *(7 * i % 70 + 5 for i in range(start, start + 15)), 3] for start in range(30)]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_stays_close_to_float(tmp_path: Path, kind: str) -> None:
    write(checkpoint(), tmp_path / "float.onnx", "fp32", heads=HEADS)
    write(checkpoint(), tmp_path / "short.onnx", kind, ROWS, heads=HEADS)
    exact, short = (
        OnnxEncoder(tmp_path / f"{name}.onnx", max_tokens=PLACES).encode(ROWS[0])
        for name in ("float", "short")
    )
    assert short.shape == (len(ROWS[0]), WIDTH)
    cosines = (exact * short).sum(1) / np.linalg.norm(exact, axis=1) / np.linalg.norm(short, axis=1)
    assert cosines.min() > {"fp32": 0.99999, "int8": 0.98, "int8-static": 0.95, "int4": 0.8}[kind]


def test_fewer_bits_are_fewer_bytes(tmp_path: Path) -> None:
    wide = {
        n: np.tile(w, (8,) * w.ndim) if "token_type" not in n else np.tile(w, (1, 8))
        for n, w in checkpoint().items()
    }
    sizes = []
    for kind in ("fp32", "int8", "int4"):
        write(wide, tmp_path / "m.onnx", kind, heads=HEADS)
        sizes.append((tmp_path / "m.onnx").stat().st_size)
    assert sizes == sorted(sizes, reverse=True)


def test_ranges_hold_what_is_read_and_zero() -> None:
    ranges = calibrate(checkpoint(), ROWS, heads=HEADS)
    assert len(ranges) == 8, "four linear layers in each of two"
    assert all(low <= 0 <= high and low < high for low, high in ranges.values())


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="calibration"):
        write(checkpoint(), tmp_path / "m.onnx", "int8-static", heads=HEADS)
    with pytest.raises(UsageError, match="int3"):
        write(checkpoint(), tmp_path / "m.onnx", "int3", heads=HEADS)  # type: ignore[arg-type]


@pytest.mark.parametrize("columns", [BLOCK - 12, BLOCK, 3 * BLOCK])
def test_blocks_come_back_within_half_a_step(columns: int) -> None:
    matrix = np.random.default_rng(0).normal(0, 1, (5, columns)).astype(np.float32)
    blocks = blocks_of_four_bits(matrix)
    steps = np.repeat(blocks.scales, BLOCK, axis=1)[:, :columns]
    # A zero point is rounded, too, which costs the end of a range up to another half.
    assert (np.abs(unpack(blocks, columns) - matrix) <= steps + 1e-6).all()
    assert (unpack(blocks_of_four_bits(np.zeros((2, columns), np.float32)), columns) == 0).all()

"""Bounds: rates that this machine has, and what a model asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import bounds
from tests.tiny_gguf import tiny_decoder, tiny_encoder


@pytest.fixture(autouse=True)
def _briefly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "_SECONDS", 0.01)
    monkeypatch.setattr(bounds, "_SMALLEST", 16 << 20)
    monkeypatch.setattr(bounds, "_LARGEST", 32 << 20)


def test_the_rates_are_those_of_a_machine() -> None:
    assert 0.1 < bounds.bandwidth_gbs(1) < 10_000
    for kind in ("float32", "int8"):
        rate = bounds.gemm_gflops(kind, 1)
        assert rate is not None and 0.1 < rate < 1e6


def test_a_bound_is_work_over_rate() -> None:
    assert bounds.decode_bound_ms(20e6, gbs=20) == pytest.approx(1)
    assert bounds.prefill_bound_ms(1e9, gflops=500) == pytest.approx(2)


def test_the_work_of_a_decoder_is_read_from_its_header(tmp_path: Path) -> None:
    work = bounds.work_of(tiny_decoder(tmp_path / "tiny.gguf"))
    width, layers, groups, head, inner = 64, 2, 2, 16, 128
    layer = 2 * width * width + 2 * width * groups * head + 3 * width * inner
    assert work.body_parameters == layers * layer
    assert work.kv_bytes == layers * 2 * groups * head * 2
    assert work.head_parameters % width == 0 and work.head_parameters > 0
    assert work.decode_bytes(10) == work.body_bytes + work.head_bytes + 10 * work.kv_bytes
    assert work.prefill_flops(1) == 2 * (work.body_parameters + work.head_parameters) + 4 * layers * width
    assert work.prefill_flops(8, 100) > 8 * 2 * work.body_parameters


def test_an_encoder_has_no_head(tmp_path: Path) -> None:
    assert bounds.work_of(tiny_encoder(tmp_path / "tiny.gguf")).head_bytes == 0

"""Reading and writing speed of a real decoder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import bounds
from bench.rates import Rates, rate_figures, rates
from edgelam.core.errors import UsageError
from edgelam.engines.llama import LlamaDecoder
from tests.tiny_gguf import tiny_decoder


def test_a_rate_is_tokens_a_second() -> None:
    found = Rates(prefill_ms=500, decode_ms=20, new=100, depth=10, rounds=1, steps=1)
    assert (found.prefill_rate, found.decode_rate) == (200, 50)


def test_the_rates_of_a_tiny_model_and_their_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "_SECONDS", 0.01)
    monkeypatch.setattr(bounds, "_SMALLEST", 16 << 20)
    monkeypatch.setattr(bounds, "_LARGEST", 32 << 20)
    path = tiny_decoder(tmp_path / "tiny.gguf")
    decoder = LlamaDecoder(path, threads=1)
    found = rates(decoder, new=32, depth=16, rounds=2)
    with pytest.raises(UsageError):
        rates(decoder, new=100_000)
    decoder.close()
    assert found.prefill_rate > 0 and found.decode_rate > 0 and found.steps > 16
    figures = {str(f["name"]): f for f in rate_figures("tiny", found, path)}
    assert all(f["value"] is not None and float(f["value"]) > 0 for f in figures.values())
    assert float(figures["tiny decode rate"]["value"] or 0) < float(
        figures["tiny decode bound"]["value"] or 0
    )

"""The torch encoder and the training loop, on a tiny random network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")
pytest.importorskip("safetensors")

from edgelam.engines.onnx import OnnxEncoder  # noqa: E402
from edgelam.train.encoder import Encoder, Shape, pad  # noqa: E402
from edgelam.train.loop import Recipe, train  # noqa: E402
from edgelam.train.onnx_graph import read, write  # noqa: E402
from tests.tiny_bert import HEADS, INNER, LAYERS, PLACES, WIDTH, checkpoint  # noqa: E402

SHAPE = Shape(width=WIDTH, layers=LAYERS, heads=HEADS, inner=INNER, positions=PLACES)


def test_a_checkpoint_comes_back_as_it_went_in() -> None:
    given = checkpoint()
    back = Encoder(given, SHAPE).checkpoint()
    assert back.keys() == given.keys()
    assert all(np.array_equal(back[name], given[name]) for name in given)


def test_torch_and_the_float_graph_agree(tmp_path: Path) -> None:
    write(checkpoint(), tmp_path / "model.onnx", int8=False, heads=HEADS)
    tokens = [2, 70, 71, 8, 3]
    with torch.no_grad():
        ours = Encoder(checkpoint(), SHAPE).eval()(*pad([tokens, [2] * 9]))[0, : len(tokens)].numpy()
    assert np.allclose(ours, OnnxEncoder(tmp_path / "model.onnx").encode(tokens), atol=1e-4)


def test_a_quantised_graph_is_read_back_and_written_the_same(tmp_path: Path) -> None:
    write(checkpoint(), tmp_path / "first.onnx", heads=HEADS)
    back = read(tmp_path / "first.onnx")
    assert back.keys() == checkpoint().keys()
    write(back, tmp_path / "second.onnx", heads=HEADS)
    tokens = [2, 70, 71, 8, 3]
    first, second = (OnnxEncoder(tmp_path / f"{name}.onnx").encode(tokens) for name in ("first", "second"))
    assert np.allclose(first, second, atol=1e-3)


class Sorter(torch.nn.Module):  # type: ignore[misc]
    """Tells by one vector whether a row has token 70 in it."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder(checkpoint(), SHAPE)
        self.head = torch.nn.Linear(WIDTH, 2)

    def loss(self, rows: Sequence[list[int]]) -> torch.Tensor:
        hidden = self.encoder(*pad(rows))[:, 0]
        gold = torch.tensor([int(70 in row) for row in rows])
        return torch.nn.functional.cross_entropy(self.head(hidden).float(), gold)


def test_training_learns_and_repeats() -> None:
    torch.set_num_threads(1)  # a busy machine makes threads wait for each other
    rng = np.random.default_rng(1)
    rows = [[2, *map(int, rng.integers(65, 75, rng.integers(2, 9)))] for _ in range(100)]
    found = []
    for average in (0.0, 0.0, 0.9):
        torch.manual_seed(0)
        model = Sorter()
        model.encoder.dropout = 0.0
        with torch.no_grad():
            before = float(model.loss(rows))
        train(model, rows, model.loss, len, Recipe(epochs=5, rate=5e-3, tokens=80, average=average))
        with torch.no_grad():
            found.append(float(model.loss(rows)))
    assert found[0] < 0.9 * before
    assert found[0] == pytest.approx(found[1], rel=1e-3)
    assert found[0] != found[2]

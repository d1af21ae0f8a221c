"""Importances: gathered by the real llama.cpp, kept in its own format, refused when they are not usable."""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np
import pytest

from edgelam.core.errors import InputFileError, ModelMissing
from quant.imatrix import Importances, gather, load, save
from tests.tiny_gguf import tiny_decoder


def test_they_come_back_as_they_were_saved(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    model = tiny_decoder(tmp_path / "m.gguf")
    texts = [[1, 2, 3], [4, 5]]
    found = gather(model, texts, data="two texts", threads=1, progress=lambda *done: seen.append(done))
    assert seen == [(1, 2), (2, 2)]
    save(found, tmp_path / "i.gguf")
    back = load(tmp_path / "i.gguf")
    assert (back.digest, back.data, back.texts) == (found.digest, "two texts", 2)
    assert np.array_equal(back.means["blk.0.attn_q.weight"], found.means["blk.0.attn_q.weight"])
    assert set(back.rows.values()) == {5}
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_other_numbers_have_another_digest() -> None:
    one = Importances({"a": np.ones(3, np.float32)}, {"a": 2})
    assert one.digest != Importances({"a": np.full(3, 2, np.float32)}, {"a": 2}).digest
    assert one.digest != Importances({"a": np.ones(3, np.float32)}, {"a": 3}).digest


def test_what_holds_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        load(tmp_path / "none.gguf")
    with pytest.raises(InputFileError, match="not one of importances"):
        load(tiny_decoder(tmp_path / "m.gguf"))
    (tmp_path / "x.gguf").write_text("text")
    with pytest.raises(InputFileError, match="no importances"):
        load(tmp_path / "x.gguf")


@pytest.mark.parametrize(("sums", "count"), [([1.0, np.nan], 1.0), ([1.0, 2.0], 0.0), ([1.0, 2.0], None)])
def test_numbers_that_are_none_are_refused(tmp_path: Path, sums: list[float], count: float | None) -> None:
    writer = gguf.GGUFWriter(tmp_path / "i.gguf", "")
    writer.add_type("imatrix")
    writer.add_tensor("blk.0.attn_q.weight.in_sum2", np.array([sums], np.float32))
    if count is not None:
        writer.add_tensor("blk.0.attn_q.weight.counts", np.array([[count]], np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    with pytest.raises(InputFileError, match="attn_q"):
        load(tmp_path / "i.gguf")

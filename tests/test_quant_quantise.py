"""The real quantiser of llama.cpp, in its own process: what is written, and what is never left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from edgelam.core.errors import ModelCorrupt, ModelError, UsageError
from edgelam.engines.quantise import quantise as native
from quant.gguf_types import parse_override, tensor_type
from quant.imatrix import Importances, gather
from quant.quantise import quantise
from quant.recipe import Recipe
from quant.shapes import Shape, make
from tests.tiny_gguf import tiny_decoder, tiny_encoder

SMALL = Shape("llama", 256, 2, 4, 2, 64, 512, 1024)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(SMALL, tmp_path_factory.mktemp("model") / "m.gguf")


@pytest.fixture(scope="module")
def importances(model: Path) -> Importances:
    return gather(model, [list(range(1, 200))], threads=1)


@pytest.mark.device
@pytest.mark.parametrize(
    ("kind", "usual", "bits"),
    [("Q8_0", "Q8_0", 8.5), ("Q4_0", "Q4_0", 5), ("Q4_K_M", "Q4_K", 6), ("IQ2_XXS", "IQ2_XXS", 3.5)],
)
def test_the_type_is_what_is_written(
    tmp_path: Path, model: Path, importances: Importances, kind: str, usual: str, bits: float
) -> None:
    seen: list[tuple[int, int, str]] = []
    done = quantise(
        model,
        tmp_path / "q.gguf",
        Recipe(kind),
        importances=importances,
        threads=1,
        progress=lambda *args: seen.append(args),
    )
    assert next(iter(done.written.types)) == usual
    assert done.written.bits <= bits
    assert done.size == (tmp_path / "q.gguf").stat().st_size < model.stat().st_size
    assert [place for place, _, _ in seen] == list(range(seen[0][1]))
    assert [path.name for path in tmp_path.iterdir()] == ["q.gguf"]


@pytest.mark.device
def test_exceptions_are_made(tmp_path: Path, model: Path) -> None:
    overrides = (parse_override("attn_v=q8_0"), parse_override(r"^blk\.1\.ffn_down=F16"))
    written = quantise(model, tmp_path / "q.gguf", Recipe("Q4_0", overrides), threads=1).written.tensors
    assert {written["blk.0.attn_v.weight"], written["blk.1.attn_v.weight"]} == {"Q8_0"}
    assert (written["blk.0.ffn_down.weight"], written["blk.1.ffn_down.weight"]) == ("Q4_0", "F16")


@pytest.mark.device
def test_short_rows_get_another_type_and_it_is_told(tmp_path: Path) -> None:
    done = quantise(tiny_encoder(tmp_path / "m.gguf"), tmp_path / "q.gguf", Recipe("Q4_K_M"), threads=1)
    assert "Q4_K" not in done.written.types
    assert done.written.types["Q5_0"] >= 4


@pytest.mark.device
def test_importances_change_what_is_written(tmp_path: Path, model: Path, importances: Importances) -> None:
    one = quantise(model, tmp_path / "a.gguf", Recipe("Q4_K_S"), threads=1)
    other = quantise(model, tmp_path / "b.gguf", Recipe("Q4_K_S"), importances=importances, threads=1)
    again = quantise(model, tmp_path / "c.gguf", Recipe("Q4_K_S"), importances=importances, threads=1)
    assert one.path.read_bytes() != other.path.read_bytes() == again.path.read_bytes()


@pytest.mark.device
def test_a_low_type_without_importances_is_refused_in_words(tmp_path: Path, model: Path) -> None:
    with pytest.raises(ModelError, match="requires an importance matrix") as error:
        quantise(model, tmp_path / "q.gguf", Recipe("IQ2_XXS"), threads=1)
    assert "\n" not in str(error.value) and "imatrix" in error.value.hint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.device
def test_an_abort_of_the_library_is_an_error(tmp_path: Path) -> None:
    path = tiny_decoder(tmp_path / "m.gguf")
    data = path.read_bytes()
    # A name llama.cpp has no network of: it gives up, and this process lives.
    path.write_bytes(data.replace(b"\x05\0\0\0\0\0\0\0llama", b"\x05\0\0\0\0\0\0\0llamX", 1))
    with pytest.raises(ModelError):
        quantise(path, tmp_path / "q.gguf", Recipe("Q8_0"), threads=1)
    assert not (tmp_path / "q.gguf").exists()


def test_a_damaged_file_never_reaches_the_library(tmp_path: Path) -> None:
    path = tiny_decoder(tmp_path / "m.gguf")
    path.write_bytes(path.read_bytes()[:-1000])
    with pytest.raises(ModelCorrupt):
        quantise(path, tmp_path / "q.gguf", Recipe("Q8_0"))
    with pytest.raises(ModelCorrupt):
        native(path, tmp_path / "q.gguf", 7)


@pytest.mark.device
def test_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    source = make(Shape("llama", 512, 4, 8, 8, 64, 2048, 1024), tmp_path / "m.gguf")
    code = (
        "import sys\nfrom pathlib import Path\nfrom quant.quantise import quantise\n"
        "from quant.recipe import Recipe\n"
        "def said(*what): print(what, flush=True)\n"
        "quantise(Path(sys.argv[1]), Path(sys.argv[2]), Recipe('IQ4_NL'), threads=1, progress=said)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(source), str(tmp_path / "q.gguf")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parent.parent,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    assert process.stdout
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert b"KeyboardInterrupt" in said
    assert [path.name for path in tmp_path.iterdir()] == ["m.gguf"]


@pytest.mark.parametrize("text", ["attn_v", "=Q8_0", "attn_v=Q9", "(=Q8_0"])
def test_a_malformed_exception_is_a_usage_error(text: str) -> None:
    with pytest.raises(UsageError):
        parse_override(text)


def test_a_pattern_may_hold_an_equals_sign() -> None:
    assert parse_override("a=b=Q8_0") == ("a=b", "Q8_0")
    assert tensor_type("q8_0") == 8


def test_recipes_tell_each_other_apart() -> None:
    plain, more = Recipe("Q4_0"), Recipe("Q4_0", (("attn_v", "Q8_0"),))
    assert (plain.name, plain.words()) == ("q4_0", "Q4_0")
    assert more.name.startswith("q4_0-") and more.digest != plain.digest
    assert more.words() == "Q4_0 attn_v=Q8_0"
    with pytest.raises(UsageError, match="Q4_9"):
        Recipe("Q4_9")

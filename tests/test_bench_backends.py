"""Both engines over the same weights: they agree, and what is faster is chosen by the rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("onnx")
pytest.importorskip("gguf")

from bench import backends as module  # noqa: E402
from bench.alike import Answers  # noqa: E402
from bench.backends import AGREE, backends, goals, preferred  # noqa: E402
from edgelam.core.errors import MissingExtra, ModelMissing, ModelRole, UsageError  # noqa: E402
from edgelam.engines.autotune import Tuning, tuning_for  # noqa: E402
from edgelam.models.home import home, own_models  # noqa: E402
from edgelam.models.registry import SHIPPED, open_model  # noqa: E402
from edgelam.run.measured import form_folder, measured_form  # noqa: E402
from tests.tiny_decoders import tiny_model  # noqa: E402


def by_name(found: dict[str, Any]) -> dict[str, Any]:
    return {str(figure["name"]): figure for figure in found["figures"]}


def test_engines_agree_on_a_generating_model() -> None:
    said: list[str] = []
    found = backends(parts=["decoder"], steps=6, say=said.append)
    told = by_name(found)
    assert told["decoder engines agree"]["value"] == 1 and told["decoder engines agree"]["holds"]
    for name in ("llama gguf", "onnx float", "onnx int8", "onnx int4"):
        assert told[f"decoder {name} p50"]["n"] == 6
    assert (found["decoder"], found["faster"], found["interrupted"]) == (
        "tiny, with random weights",
        {},
        False,
    )
    assert found["machine"]["models"] == {} and found["tuning"] is None
    assert said == ["decoder: 6 of 6 questions"]


def test_a_shipped_model_keeps_its_form_unless_enough_was_asked() -> None:
    model = open_model("caller", "caller", own_models())
    kept = form_folder(model)
    kept.mkdir(parents=True)
    found = backends(parts=["caller"], steps=2)
    told = by_name(found)
    assert told["caller engines agree"]["value"] == 1
    assert {"caller onnx int8 flips", "caller llama q8_0 flips", "caller llama float p95"} <= set(told)
    assert found["machine"]["models"] == {"caller": model.identity}
    assert found["faster"] == {} and kept.is_dir(), "what was found by more questions stays"


def test_what_was_found_is_what_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LEAST", 1)
    model = open_model("caller", "caller", own_models())
    form_folder(model).mkdir(parents=True)
    found = backends(parts=["caller"], steps=1)
    other = found["faster"]["caller"] != "onnx int8"
    assert other == form_folder(model).is_dir() == (measured_form(model) != model)


@pytest.mark.device
def test_a_given_model_is_tuned_and_asked(tmp_path: Path) -> None:
    path = tiny_model(tmp_path / "mine.gguf", "qwen3", head=32)
    found = backends(parts=["decoder"], steps=2, decoder=path, seconds=0.01)
    told = by_name(found)["decoder engines agree"]
    assert (told["target"], told["n"]) == (f">= {AGREE}", 2)
    assert found["decoder"] == "mine" and list(found["machine"]["models"]) == ["mine"]
    identity = open_model("any", str(path)).identity
    assert tuning_for(identity, home()) == Tuning(**found["tuning"])


def answers(said: list[int], ms: float, slowest: float | None = None) -> Answers:
    return Answers(list(said), [ms] * (len(said) - 20) + [slowest or ms] * 20)


SAID = list(range(200))


@pytest.mark.parametrize(
    ("other", "wins"),
    [
        (answers(SAID, 5), True),
        (answers([-1, *SAID[1:]], 5), True),
        (answers([-1, -1, *SAID[2:]], 5), False),  # 0.99
        (answers(SAID, 9.7), False),
        (answers(SAID, 5, slowest=11), False),
    ],
    ids=["faster", "one differs", "two differ", "hardly faster", "slower at times"],
)
def test_what_runs_answers_alike_and_is_never_slower(other: Answers, wins: bool) -> None:
    found = {"own": answers(SAID, 10), "other": other, "slow": answers(SAID, 9)}
    assert preferred(found, "own", ["other"]) == ("other" if wins else "own")
    assert preferred(found, "own", ["slow", "other"]) == ("other" if wins else "slow")
    assert preferred(found, "own", []) == "own"


def test_goals_are_as_many_as_wanted_and_all_different() -> None:
    found = goals(300)
    assert len(found) == len(set(found)) == 300
    assert goals(5) == found[:5]


def test_what_cannot_be_measured_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="without steps"):
        backends(steps=0)
    with pytest.raises(UsageError, match="reader"):
        backends(parts=["reader"])
    with pytest.raises(UsageError, match="not asked"):
        backends(parts=["caller"], decoder=tmp_path / "m.gguf")
    with pytest.raises(ModelMissing):
        backends(parts=["decoder"], decoder=tmp_path / "m.gguf")
    with pytest.raises(ModelRole, match="generating"):
        backends(parts=["decoder"], decoder=SHIPPED / "caller")
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match="onnx"):
        backends(parts=["decoder"])


def test_a_network_that_onnx_has_not_is_refused_before_it_is_tuned(tmp_path: Path) -> None:
    path = tiny_model(tmp_path / "yarn.gguf", "qwen2", scaling="yarn")
    with pytest.raises(ModelRole, match="scaling"):
        backends(parts=["decoder"], decoder=path)
    assert not (home() / "tuning.json").exists()


def test_ctrl_c_while_files_are_written_keeps_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "write_forms", stop)
    found = backends(parts=["planner", "decoder"], steps=2)
    assert found["interrupted"] and found["figures"] == []

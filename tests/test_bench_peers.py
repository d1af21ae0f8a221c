"""The same screens through edgelam and through llama-cpp-python's own class, on a real small model."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.peer_clients import grammar, prompt, schema
from bench.peers import peers
from bench.steps import episodes
from edgelam.core.errors import UsageError
from quant.shapes import make


def test_recorded_episodes_follow_one_another() -> None:
    found = episodes(30)
    assert len(found) == 30
    longer = [b for a, b in zip(found, found[1:], strict=False) if b.history[: len(a.history)] == a.history]
    assert len(longer) > 10, "most steps go on where the last one ended"
    assert found == episodes(30), "the same every time"


def test_a_peer_is_asked_about_the_whole_screen_and_may_say_what_is_legal() -> None:
    request = next(r for r in episodes(30) if any(getattr(a, "target", None) for a in r.legal))
    system, user = prompt(request)
    assert system["role"] == "system"
    assert request.step.do in user["content"]
    assert all(f"\n{element.ref} {element.role}" in user["content"] for element in request.screen.elements)
    asked = schema(request)["properties"]
    assert set(asked["action"]["enum"]) == {action.kind for action in request.legal}
    assert set(asked["element"]["enum"]) == {a.target for a in request.legal if getattr(a, "target", None)}
    assert grammar(request).startswith('root ::= "')


@pytest.mark.device
def test_all_are_asked_the_same_and_their_times_are_told(tmp_path: Path) -> None:
    path = make("tiny", tmp_path / "tiny.gguf")
    found = peers([path], 3)
    values = {figure["name"]: figure for figure in found["figures"]}
    for name in ("edgelam", "chat-json", "chat-gbnf"):
        assert values[f"tiny {name} p50"]["n"] == 3
        assert float(str(values[f"tiny {name} p50"]["value"])) > 0
    assert values["tiny chat-json / edgelam"]["target"] == ">= 5"
    assert values["tiny over its bound"]["value"] is not None
    assert 0 < float(str(values["tiny new tokens p50"]["value"])) < 200
    assert any(note.startswith("server:") for note in found["notes"])


def test_a_peer_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(UsageError, match="nobody"):
        peers([], 1, ["nobody"])

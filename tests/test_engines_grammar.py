"""JSON of a schema, on llguidance and on llama.cpp's grammars, over real vocabularies with random weights."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from edgelam.core.errors import MissingExtra, ModelError, UsageError
from edgelam.engines.grammar import SchemaConstraint, write_json
from edgelam.engines.llama import LlamaDecoder
from edgelam.engines.scripted import ScriptedDecoder
from tests.tiny_gguf import FUNCTIONAL, tiny_decoder

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "query": {"type": "string", "maxLength": 8},
        "kind": {"enum": ["one", "other"]},
        "on": {"type": "boolean"},
    },
    "required": ["query", "kind", "on"],
    "additionalProperties": False,
}
Make = Callable[[dict[str, Any]], SchemaConstraint]


@pytest.fixture(scope="module", params=["bpe", "spm"])
def model(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[LlamaDecoder]:
    path = tmp_path_factory.mktemp("m") / "m.gguf"
    opened = LlamaDecoder(tiny_decoder(path, spm=request.param == "spm"), threads=1)
    opened.path = path  # type: ignore[attr-defined]
    yield opened
    opened.close()


@pytest.fixture(params=["llguidance", "gbnf"])
def make(model: LlamaDecoder, request: pytest.FixtureRequest) -> Make:
    if request.param == "gbnf":
        return lambda schema: SchemaConstraint.native(model.path, model.end, schema)  # type: ignore[attr-defined]
    return lambda schema: SchemaConstraint.guided(model, schema)


def test_whatever_the_model_is_the_text_is_of_the_schema(
    model: LlamaDecoder, make: Make, request: pytest.FixtureRequest
) -> None:
    constraint = make(SCHEMA)
    for prompt in ("a", "</s> {", '"', FUNCTIONAL[0]):
        try:
            value = write_json(model, model.tokenize(prompt), constraint)
        except ModelError as error:
            assert "gbnf" in request.node.name and "no text" in str(error)  # bytes that are no characters
            continue
        assert list(value) == ["query", "kind", "on"]
        assert len(value["query"]) <= 8
        assert value["kind"] in ("one", "other")
        assert isinstance(value["on"], bool)


def test_a_mask_follows_the_text_so_far_in_any_order(model: LlamaDecoder, make: Make) -> None:
    constraint = make({"enum": ["tap", "type"]})
    start = constraint.allowed([]).copy()
    quote, whole = model.tokenize('\n"')[-1:], model.tokenize('\n"tap"')[len(model.tokenize("\n")) :]
    assert start.shape == (model.vocabulary,)
    assert start[quote].all()
    after = constraint.allowed(quote).copy()
    assert not np.array_equal(start, after)
    assert np.array_equal(constraint.allowed([]), start)
    assert np.array_equal(constraint.allowed(quote), after)
    assert b"".join(map(model.piece, whole)) == b'"tap"'
    assert np.flatnonzero(constraint.allowed(whole)).tolist() == [model.end]


def test_no_token_that_is_a_mark_is_allowed_in_a_text(model: LlamaDecoder) -> None:
    constraint = SchemaConstraint.guided(model, {"type": "string"})
    inside = constraint.allowed(model.tokenize('\n"')[-1:])
    marks = [token for mark in FUNCTIONAL for token in model.tokenize(mark, special=True)]
    assert not inside[marks].any()
    assert inside.sum() > 100


def test_what_cannot_follow_is_an_error_and_not_the_end_of_the_process(
    model: LlamaDecoder, make: Make
) -> None:
    constraint = make({"type": "boolean"})
    for wrong in (model.tokenize("x"), [model.vocabulary + 5]):
        with pytest.raises(ModelError):
            constraint.allowed(wrong)
    assert constraint.allowed([]).any()


def test_forced_tokens_are_known_without_the_model(model: LlamaDecoder) -> None:
    constraint = SchemaConstraint.guided(model, SCHEMA)
    assert b"".join(map(model.piece, constraint.forced([]))).startswith(b'{"query":')
    assert SchemaConstraint.native(model.path, model.end, SCHEMA).forced([]) == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("schema", [{"type": "nonsense"}, {"$ref": "#/nowhere"}, {"$ref": "https://x.y/z"}])
def test_a_schema_without_a_grammar_is_said_to_be_one(make: Make, schema: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="schema"):
        make(schema)


def wanting(text: str) -> ScriptedDecoder:
    """A model that wants to write this after an A."""
    return ScriptedDecoder(lambda prompt: text[len(prompt) - 1 :])


def test_it_writes_what_the_model_wants() -> None:
    decoder = wanting('{"query": "wifi", "kind": "other", "on": true}')
    constraint = SchemaConstraint.guided(decoder, SCHEMA)
    assert write_json(decoder, [65], constraint) == {"query": "wifi", "kind": "other", "on": True}


def test_a_text_without_end_is_an_error() -> None:
    decoder = wanting('"' + "a" * 1000)
    with pytest.raises(ModelError, match="end"):
        write_json(decoder, [65], SchemaConstraint.guided(decoder, {"type": "string"}), longest=40)


def test_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "llguidance", None)
    with pytest.raises(MissingExtra) as caught:
        SchemaConstraint.guided(ScriptedDecoder(), SCHEMA)
    assert "edgelam[grammar]" in caught.value.hint

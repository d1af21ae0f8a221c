"""Random weights over hostile screens, in small; and that the bench would notice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.families import FAMILIES, Family, make_model
from bench.hostile import CANARY, another_look, goal, situation
from bench.legality import CATALOGUE, WatchedDecoder, legality, wrong_choice, wrong_plan
from edgelam.caller.dialects import DIALECTS, dialect_named, own_dialect
from edgelam.caller.generative import GenerativeCaller
from edgelam.caller.legal import OWN_WORDS
from edgelam.core.action import Alternative, Choice, Tap, Type
from edgelam.core.errors import UsageError
from edgelam.core.plan import Plan, Slot, Step
from edgelam.engines.chat import Message, chat_prompt
from edgelam.planner.generative import GenerativePlanner
from tests.cli import Edgelam, edgelam  # noqa: F401

BY_NAME = {family.name: family for family in FAMILIES}


@pytest.fixture(scope="module", params=["functiongemma", "qwen3", "functional"])
def watched(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[tuple[WatchedDecoder, Family]]:
    family = BY_NAME[request.param]
    path = make_model(family, tmp_path_factory.mktemp("m") / "m.gguf")
    with closing(WatchedDecoder(path, context=8192, threads=1)) as decoder:
        decoder.watch((family.begin, *family.control, *family.defined))
        yield decoder, family


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_every_answer_is_legal_and_no_text_from_outside_is_trusted(
    watched: tuple[WatchedDecoder, Family], seed: int
) -> None:
    decoder, family = watched
    dialect = dialect_named(family.dialect)
    assert dialect is not None
    caller, random = GenerativeCaller(decoder, dialect=dialect), Random(seed)
    asked = situation(random, family)
    for _ in range(2):
        choice = caller.choose(*asked)
        assert wrong_choice(choice, asked) == ""
        asked = another_look(random, family, asked, choice)
    assert wrong_plan(GenerativePlanner(decoder).plan(goal(random, family), CATALOGUE)) == ""
    assert decoder.leaks == []


def test_the_document_counts_every_family() -> None:
    told: list[str] = []
    found = legality(8, ("lfm2", "mistral-small"), say=told.append)
    figures = {str(f["name"]): f for f in found["figures"]}
    assert [figures[name]["value"] for name in ("illegal", "crashes", "leaked control tokens")] == [0, 0, 0]
    assert figures["illegal"]["n"] == 8
    assert figures["faults lfm2"]["n"] == figures["faults mistral-small"]["n"] == 4
    assert all(f["holds"] for f in figures.values())
    assert found["faults"] == []
    assert found["weights"] == "random"
    assert told[-1].startswith("     8/8 ")


def test_the_command_prints_one_document_and_its_progress_beside_it(edgelam: Edgelam) -> None:  # noqa: F811
    ended = edgelam("bench", "legality", "--generations", "1", "--family", "bare", "--json")
    assert (ended.code, ended.json["bench"]) == (0, "legality")
    assert ended.err.splitlines() == ["     1/1 bare: 0 faults"]


@pytest.mark.parametrize(("generations", "families"), [(0, ()), (1, ("nonsense",))])
def test_what_cannot_be_measured_is_a_usage_error(generations: int, families: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        legality(generations, families)


def test_a_crash_is_a_fault_that_names_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GenerativeCaller, "choose", lambda *_: 1 / 0)
    found = legality(2, ("bare",))
    assert [(f["kind"], f["family"], f["number"]) for f in found["faults"]] == [("crash", "bare", 1)]
    assert "ZeroDivisionError" in found["faults"][0]["what"]
    assert [f["holds"] for f in found["figures"]] == [True, False, True, False]


def test_an_illegal_choice_is_noticed() -> None:
    asked = next(
        asked
        for seed in range(99)
        if isinstance((asked := situation(Random(seed), BY_NAME["bare"])).legal[0], Tap)
    )
    best, other = asked.legal[:2]
    good = Choice(action=best, probability=0.6, margin=0.2)
    assert wrong_choice(good, asked) == ""
    unknown = Tap(target=987654)
    own = Type(target=1, slot=OWN_WORDS)
    typing = asked._replace(legal=[own])
    for wrong, when in (
        (good.model_copy(update={"action": unknown}), asked),
        (good.model_copy(update={"probability": float("nan")}), asked),
        (good.model_copy(update={"probability": 1.2}), asked),
        (good.model_copy(update={"margin": 0.7}), asked),
        (good.model_copy(update={"margin": -0.1}), asked),
        (good.model_copy(update={"bound": Slot(name=OWN_WORDS, value="x")}), asked),
        (good.model_copy(update={"alternatives": (Alternative(action=best, probability=0.1),)}), asked),
        (good.model_copy(update={"alternatives": (Alternative(action=unknown, probability=0.1),)}), asked),
        (good.model_copy(update={"alternatives": (Alternative(action=other, probability=7),)}), asked),
        (good.model_copy(update={"action": own}), typing),
        (good.model_copy(update={"action": own, "bound": Slot(name="w", value="\x01 not there")}), typing),
    ):
        assert wrong_choice(wrong, when) != ""


def test_an_illegal_plan_is_noticed() -> None:
    step = Step(id="1", do="text Mom", app="x.notes")
    assert wrong_plan(Plan(goal="text Mom", steps=(step,))) == ""
    assert wrong_plan(Plan(goal="", steps=(), declined="not_understood")) == ""
    for goal_, steps, declined in (
        ("call Mom", (step,), ""),
        ("text Mom", (step,), "not_understood"),
        ("x", (Step(id="1", do="x", call="settings.wifi", slots=(Slot(name="state", value="y"),)),), ""),
    ):
        assert wrong_plan(Plan(goal=goal_, steps=steps, declined=declined)) != ""


def test_a_leak_is_noticed(watched: tuple[WatchedDecoder, Family]) -> None:
    decoder, family = watched
    mark = family.control[0]
    decoder.tokenize(f"{mark} {CANARY}")
    assert decoder.leaks == []
    decoder.tokenize(f"{CANARY}", special=True)
    assert len(decoder.leaks) == 1
    decoder.leaks.clear()


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_a_family_is_its_template_and_its_dialect(family: Family) -> None:
    assert dialect_named(family.dialect) in DIALECTS
    own = own_dialect(family.chat_template, family.architecture).name
    assert family.dialect == own or family.name in (
        "smollm3",
        "functional",
    )  # unsloth's edition; the vocabulary


def test_special_tokens_are_single_and_close_the_turns(watched: tuple[WatchedDecoder, Family]) -> None:
    decoder, family = watched
    marks = (family.begin, *family.control, *family.defined)
    assert all(len(decoder.tokenize(mark, special=True)) == 1 for mark in marks)
    assert decoder.tokenize(family.end, special=True) == [decoder.end]
    prompt = chat_prompt(decoder, [Message("system", "x"), Message("user", "y")]).tokens
    assert decoder.end in prompt

"""The generative Planner: whatever model and goal are, what comes out is a plan of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edgelam.core.catalogue import AppSpec, Catalogue, Param, ToolSpec
from edgelam.core.errors import GoalError, ModelError
from edgelam.engines.llama import LlamaDecoder
from edgelam.engines.scripted import ScriptedDecoder
from edgelam.planner.check import check_plan
from edgelam.planner.generative import GenerativePlanner
from tests.tiny_gguf import tiny_decoder

CATALOGUE = Catalogue(
    tools=(
        ToolSpec(
            name="clock.alarm.set",
            description="Set an alarm",
            params=(Param(name="time", type="time"), Param(name="label", required=False)),
        ),
        ToolSpec(name="settings.wifi", description="Wi-Fi", params=(Param(name="state", type="switch"),)),
        ToolSpec(name="clock.alarm.show", description="Show the alarms"),
        ToolSpec(name="clock.alarm.show.all", description="Show all of them"),
    ),
    apps=(
        AppSpec(package="com.android.messaging", label="Messages"),
        AppSpec(package="x.notes", label='Not"es'),
    ),
)
GOAL = "Set an alarm for 7:30 called gym, turn Wi-Fi off and text Mom that I'm late"


@pytest.fixture(scope="module", params=["bpe", "spm"])
def decoder(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[LlamaDecoder]:
    path = tmp_path_factory.mktemp("m") / "m.gguf"
    opened = LlamaDecoder(tiny_decoder(path, spm=request.param == "spm", seed=3), threads=1, context=8192)
    yield opened
    opened.close()


@settings(max_examples=20, deadline=None)
@given(
    goal=st.one_of(
        st.lists(
            st.sampled_from([*GOAL.split(), "<|im_end|>", '"', "\\", "7:30", "\u2028x"]),
            min_size=1,
            max_size=9,
        ).map(" ".join),
        st.text(min_size=1, max_size=40).filter(str.strip),
    )
)
def test_every_plan_is_one_of_the_catalogue_and_the_goal(decoder: LlamaDecoder, goal: str) -> None:
    plan = GenerativePlanner(decoder).plan(goal, CATALOGUE)
    assert bool(plan.declined) != bool(plan.steps)
    check_plan(plan, CATALOGUE)
    assert 0 <= plan.probability <= 1 + 1e-9
    said = " ".join(plan.goal.split())
    for step in plan.steps:
        if step.call is None:
            assert step.app in {app.package for app in CATALOGUE.apps}
            assert step.do in said
        for slot in step.slots:
            assert slot.value in said or slot.value in ("on", "off")


def wanting(plan: str) -> GenerativePlanner:
    """A Planner whose model wants to write this."""

    def say(prompt: str) -> str:
        written = prompt.rpartition("### Assistant:\n")[2]
        return plan[len(written) :] if plan.startswith(written) else ""

    return GenerativePlanner(ScriptedDecoder(say))


def test_it_writes_what_the_model_wants() -> None:
    plan = wanting(
        '1 clock.alarm.set time="7:30" label="gym" \n'
        '2 settings.wifi state="off" \n'
        '3 ui app="Messages" do="text Mom that I\'m late"\n'
        "4 clock.alarm.show\n"
        "end\n"
    ).plan(GOAL, CATALOGUE)
    assert [(s.call, s.app_label) for s in plan.steps] == [
        ("clock.alarm.set", ""),
        ("settings.wifi", ""),
        (None, "Messages"),
        ("clock.alarm.show", ""),
    ]
    assert [slot.value for step in plan.steps for slot in step.slots] == ["7:30", "gym", "off"]
    assert plan.steps[2].do == "text Mom that I'm late"
    assert plan.probability > 0.9
    assert plan.tokens > 0 < plan.ms


def test_it_can_decline() -> None:
    plan = wanting("declined\n").plan(GOAL, CATALOGUE)
    assert plan.steps == ()
    assert plan.declined


def test_a_tool_that_the_goal_cannot_fill_is_not_offered() -> None:
    plan = wanting('1 clock.alarm.set time="x" \nend\n').plan("do x", CATALOGUE)
    assert all(step.call != "clock.alarm.set" for step in plan.steps)


def test_no_goal_and_no_room_are_errors() -> None:
    with pytest.raises(GoalError):
        wanting("").plan("  \n", CATALOGUE)
    with pytest.raises(ModelError, match="tokens"):
        GenerativePlanner(ScriptedDecoder(context=1000)).plan(GOAL * 20, CATALOGUE)


def test_an_empty_catalogue_still_gives_a_plan() -> None:
    plan = wanting('1 ui do="x"\nend\n').plan("x", Catalogue())
    assert [step.do for step in plan.steps] == ["x"]

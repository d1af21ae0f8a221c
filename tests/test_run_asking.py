"""A model whose process dies during a run: said once, asked once more, and an honest end after that."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from paper import PaperPhone, ScriptedCaller, paper

from edgelam.caller.generative import GenerativeCaller
from edgelam.core.action import Action, Choice
from edgelam.core.catalogue import Catalogue
from edgelam.core.contracts import Caller
from edgelam.core.errors import ModelCrashed, ModelError
from edgelam.core.event import Crashed, Ended, Event
from edgelam.core.plan import Plan, Shows, Step
from edgelam.core.screen import Screen
from edgelam.engines.process import Process
from edgelam.engines.worker import WorkerDecoder
from edgelam.guard.policy import build_policy
from edgelam.run.loop import run_plan
from edgelam.run.parts import Parts
from edgelam.run.wiring import RunOptions, assemble
from edgelam.tools import all_tools
from tests.tiny_gguf import tiny_decoder

NOTE = Step(
    id="1", do="open the note", app="com.notes", expect=(Shows(texts=("Buy milk",)),)
)  # fmt: skip


def phone() -> PaperPhone:
    made = PaperPhone(
        home=paper("launcher", ("button", "Notes")),
        list=paper("com.notes", ("button", "Open")),
        saved=paper("com.notes", ("text", "Buy milk"), ("button", "Back")),
    )
    made.on("list", "Open", "saved")
    return made


class Dying:
    """A Caller under which something dies the first `times` times."""

    def __init__(self, caller: Caller, times: int, kill: object = None) -> None:
        self.caller, self.left, self.kill = caller, times, kill

    def choose(self, step: Step, screen: Screen, history: Sequence[str], legal: Sequence[Action]) -> Choice:
        if self.left:
            self.left -= 1
            if not callable(self.kill):
                raise ModelCrashed("SIGSEGV (a fault inside llama.cpp)")
            self.kill()
        return self.caller.choose(step, screen, history, legal)


def go(caller: Caller) -> list[Event]:
    plan = Plan(goal=NOTE.do, steps=(NOTE,))
    clock = iter(range(10**9))
    parts = Parts(
        driver=phone(),
        caller=caller,
        tools=all_tools(),
        policy=build_policy(plan, "never"),
        now=lambda: next(clock) / 10,
        sleep=lambda seconds: None,
    )
    return list(run_plan(plan, parts))


def ended(events: list[Event]) -> Ended:
    (last,) = (event for event in events if event.kind == "ended")
    assert events[-1] is last
    assert isinstance(last, Ended)
    return last


def test_one_death_is_one_event_and_the_step_goes_on() -> None:
    events = go(Dying(ScriptedCaller("Open", "done"), 1))
    (crashed,) = (event for event in events if isinstance(event, Crashed))
    assert (crashed.model, crashed.step) == ("caller", "1")
    assert "SIGSEGV" in crashed.reason
    assert ended(events).outcome == "done"


class Foreseeing(ScriptedCaller):
    """Notes what it is told beforehand, and dies of it `times` times."""

    def __init__(self, *says: str, times: int = 0) -> None:
        super().__init__(*says)
        self.told: list[tuple[str, ...]] = []
        self.left = times

    def foresee(self, step: Step, history: Sequence[str]) -> None:
        if self.left:
            self.left -= 1
            raise ModelCrashed("SIGKILL")
        self.told.append(tuple(history))

    def choose(self, step: Step, screen: Screen, history: Sequence[str], legal: Sequence[Action]) -> Choice:
        assert self.told[-1] == tuple(history)
        return super().choose(step, screen, history, legal)


def test_the_caller_is_told_beforehand_what_is_known() -> None:
    caller = Foreseeing("Open", "done")
    assert ended(go(caller)).outcome == "done"
    assert caller.told == [("open app com.notes",), ("open app com.notes", 'tap "Open"')]


def test_a_death_of_what_is_only_getting_ready_is_one_event_too() -> None:
    events = go(Foreseeing("Open", "done", times=1))
    assert sum(isinstance(event, Crashed) for event in events) == 1
    assert ended(events).outcome == "done"


def test_a_second_death_ends_the_run_honestly() -> None:
    events = go(Dying(ScriptedCaller("Open", "done"), 2))
    assert sum(event.kind == "crashed" for event in events) == 1
    assert ended(events).outcome == "failed"
    assert "SIGSEGV" in ended(events).reason


def test_a_model_that_cannot_be_used_ends_the_run_before_it_is_an_error() -> None:
    class Unusable(ScriptedCaller):
        def choose(self, *_: object) -> Choice:
            raise ModelError("too few tokens")

    told: list[Event] = []
    plan = Plan(goal=NOTE.do, steps=(NOTE,))
    parts = Parts(phone(), Unusable(), all_tools(), build_policy(plan, "never"), sleep=lambda seconds: None)
    with pytest.raises(ModelError, match="too few"):
        for event in run_plan(plan, parts):
            told.append(event)  # noqa: PERF402 - what was told before the error counts
    assert ended(told).outcome == "failed"


class FragilePlanner:
    """A Planner whose process dies `times` times."""

    def __init__(self, times: int) -> None:
        self.left = times

    def plan(self, goal: str, catalogue: Catalogue) -> Plan:
        if self.left:
            self.left -= 1
            raise ModelCrashed("SIGKILL (killed)")
        return Plan(goal=goal, steps=(Step(id="1", do=goal),))


@pytest.mark.parametrize("times", [1, 2])
def test_the_planner_is_asked_once_more_too(times: int) -> None:
    options = RunOptions(dry_run=True)
    run = assemble(phone(), FragilePlanner(times), ScriptedCaller(), options)
    kinds = [event.kind for event in run.events("open the note")]
    assert kinds.count("crashed") == 1
    assert ("planned" in kinds) == (times == 1)
    assert kinds[-1] == "ended"


@pytest.fixture
def decoder(tmp_path: Path) -> Iterator[WorkerDecoder]:
    process = Process(sleep=lambda seconds: None)
    opened = WorkerDecoder(tiny_decoder(tmp_path / "m.gguf"), threads=1, process=process)
    yield opened
    opened.close()
    process.close()


@pytest.mark.device
@pytest.mark.parametrize("times", [1, 2])
def test_kill_9_of_the_real_worker_is_survived_with_one_event(decoder: WorkerDecoder, times: int) -> None:
    def kill() -> None:
        assert decoder.process.pid or decoder.evaluate([1]).size
        os.kill(decoder.process.pid or 0, signal.SIGKILL)

    events = go(Dying(GenerativeCaller(decoder), times, kill))
    assert sum(event.kind == "crashed" for event in events) == 1
    if times == 1:
        assert any(event.kind == "chose" for event in events)
        assert "SIGKILL" not in ended(events).reason
    else:
        assert ended(events).outcome == "failed"
        assert "SIGKILL" in ended(events).reason

"""The one place that puts the parts together: phone, models, tools, policy."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Literal

from edgelam.core.catalogue import Catalogue, ToolSpec
from edgelam.core.contracts import Caller, Driver, Planner
from edgelam.core.errors import ModelCrashed
from edgelam.core.event import Ended, Event, Planned, Queried
from edgelam.core.fact import Apps, AskApps, AskNow, Fact, Now
from edgelam.core.plan import Plan
from edgelam.core.value import Value
from edgelam.guard.policy import Approve, build_policy
from edgelam.planner.canonical import resolve_plan
from edgelam.planner.catalogue import build_catalogue, well_known
from edgelam.planner.check import check_plan
from edgelam.tools import all_tools
from edgelam.verify.cut import without_cut_texts

from .asking import asking
from .device import open_phone
from .loop import run_plan
from .maps import kept_maps
from .models import open_caller, open_planner
from .parts import Parts, Question, nobody
from .trace import record

__all__ = ["Run", "RunOptions", "make_plan", "open_phone", "open_run"]


class RunOptions(Value):
    """What a person can choose about a run. Empty model names: the ones that ship."""

    device: str = "auto"
    driver: str = "u2"
    planner: str = ""
    caller: str = ""
    planner_adapter: Path | None = None  # LoRA adapters (GGUF) for generating models
    caller_adapter: Path | None = None
    gpu_layers: int | Literal["auto"] = "auto"
    approve: Approve = "ask"
    dry_run: bool = False
    trace: Path | None = None  # a folder


@dataclass(frozen=True)
class Run:
    """A phone and two models, ready for goals."""

    driver: Driver
    planner: Planner
    caller: Caller
    options: RunOptions
    apps: Fact  # what the phone answered when it was asked for its apps
    catalogue: Catalogue

    def plan(self, goal: str) -> Plan:
        """The checked plan, its times and dates resolved by the phone's own clock.

        Raises GoalError, PlanInvalid.
        """
        return self._plan(goal, self.driver.query(AskNow()))

    def _plan(self, goal: str, fact: Fact) -> Plan:
        now = datetime.fromisoformat(fact.iso) if isinstance(fact, Now) else datetime.now().astimezone()
        return _plan(self.planner, goal, self.catalogue, now)

    def events(self, goal: str, ask: Callable[[Question], bool] = nobody) -> Iterator[Event]:
        """Plan and do it, as events; recorded when a trace folder was given."""
        events = self._events(goal, ask)
        if self.options.trace is None:
            return events
        name = time.strftime("%Y%m%d-%H%M%S") + f"-{time.monotonic_ns() % 10**6:06}.jsonl"
        return record(events, self.options.trace / name)

    def _events(self, goal: str, ask: Callable[[Question], bool]) -> Iterator[Event]:
        yield Queried(query=AskApps(), fact=self.apps, ms=0.0)
        now = self.driver.query(AskNow())
        yield Queried(query=AskNow(), fact=now, ms=0.0)
        try:
            plan = yield from asking(partial(self._plan, goal, now), "planner")
        except ModelCrashed as error:
            yield Ended(outcome="failed", reason=str(error))
            return
        if self.options.dry_run:
            yield Planned(plan=plan)
            yield Ended(outcome="done" if plan.steps else "declined", reason=plan.declined or "dry run")
            return
        policy = build_policy(plan, self.options.approve)
        if self.options.approve == "plan" and plan.steps:
            words = "; ".join(step.do for step in plan.steps)
            if not ask(Question(step="plan", words=words, tier=2, reason="the whole plan", digest="")):
                yield Planned(plan=plan)
                yield Ended(outcome="refused", reason="the plan was not approved")
                return
        parts = Parts(
            driver=self.driver,
            caller=self.caller,
            tools=all_tools(),
            policy=policy,
            ask=ask,
        )
        yield from run_plan(plan, parts)


def _plan(planner: Planner, goal: str, catalogue: Catalogue, now: datetime) -> Plan:
    resolved = resolve_plan(planner.plan(goal, catalogue), catalogue, now)
    return check_plan(without_cut_texts(resolved), catalogue)


def _specs() -> list[ToolSpec]:
    return [tool.spec for tool in all_tools().values()]


def make_plan(
    goal: str, *, planner: str = "", adapter: Path | None = None, gpu_layers: int | Literal["auto"] = "auto"
) -> Plan:
    """The plan for a goal without a phone: all tools, the well-known apps, this machine's clock."""
    with open_planner(planner, adapter=adapter, gpu_layers=gpu_layers) as model:
        now = datetime.now().astimezone()
        try:
            return _plan(model, goal, build_catalogue(_specs(), well_known()), now)
        except ModelCrashed:  # once may be somebody's kill; asking again changes nothing
            return _plan(model, goal, build_catalogue(_specs(), well_known()), now)


@contextmanager
def open_run(options: RunOptions) -> Iterator[Run]:
    """Open the phone and the models; raises DeviceError and ModelError before anything is done."""
    with ExitStack() as stack:
        driver = stack.enter_context(open_phone(options.device, options.driver))
        planner = stack.enter_context(
            open_planner(options.planner, adapter=options.planner_adapter, gpu_layers=options.gpu_layers)
        )
        caller = stack.enter_context(
            open_caller(
                options.caller,
                adapter=options.caller_adapter,
                gpu_layers=options.gpu_layers,
                hints=kept_maps(driver),
            )
        )
        yield assemble(driver, planner, caller, options)


def assemble(driver: Driver, planner: Planner, caller: Caller, options: RunOptions) -> Run:
    """A run of parts that are open already; asks the phone for its apps."""
    fact = driver.query(AskApps())
    apps = fact.apps if isinstance(fact, Apps) else ()
    return Run(driver, planner, caller, options, fact, build_catalogue(_specs(), apps))

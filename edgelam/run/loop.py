"""The run of a plan: steps in order, the ladder for each, bounded retries, an honest end."""

from __future__ import annotations

from collections.abc import Iterator

from edgelam.core.command import PressKey
from edgelam.core.errors import DeviceError, EdgelamError, ModelCrashed, ModelError, Refused
from edgelam.core.event import (
    Ended,
    Event,
    Evidence,
    Outcome,
    Permitted,
    Planned,
    Replanned,
    StepEnded,
    StepStarted,
)
from edgelam.core.plan import Plan, Step
from edgelam.verify.cut import doubt

from .parts import Memo, Parts
from .recovery import attempt
from .screen_rung import on_screen
from .tool_rung import Rung, StepResult, call_tool

_TIERS = {"send": 2, "call": 2, "delete": 2, "grant": 2, "pay": 3, "install": 3}


def run_plan(plan: Plan, parts: Parts) -> Iterator[Event]:
    """Everything that happens, as events; the last one is always Ended, unless the consumer stops first.

    Raises DeviceError after Ended when the phone was lost, ModelError when a model cannot be used. One whose
    process dies again and again has failed honestly: nothing is raised.
    """
    started, memo = parts.now(), Memo()
    yield Planned(plan=plan)
    risk = max((_TIERS[act] for act in parts.policy.acts), default=1)
    yield Permitted(apps=tuple(sorted(parts.policy.apps)), risk=risk)
    done: dict[str, StepResult] = {}
    reason = plan.declined or doubt(plan)
    outcome: Outcome = "declined" if reason or not plan.steps else "done"
    lost: EdgelamError | None = None
    try:
        for step in plan.steps if outcome == "done" else ():
            done[step.id] = yield from _step(step, done, parts, memo)
        failed = [i for i, r in done.items() if not r.ok]
        if failed:
            outcome, reason = "failed", _why(plan, failed[0], done[failed[0]])
    except Refused as error:
        outcome, reason = "refused", str(error)
    except KeyboardInterrupt:
        outcome, reason = "interrupted", "stopped by the person"
    except ModelCrashed as error:
        outcome, reason = "failed", str(error)
    except (DeviceError, ModelError) as error:
        outcome, reason, lost = "failed", str(error), error
    yield Ended(
        outcome=outcome,
        evidence=_all_evidence(done),
        reason=reason,
        ms=(parts.now() - started) * 1000,
        model_calls=memo.model_calls,
        model_free_steps=sum(r.ok and not r.model_calls for r in done.values()),
    )
    if lost is not None:
        raise lost


def _why(plan: Plan, step: str, result: StepResult) -> str:
    words = next(s.do for s in plan.steps if s.id == step)
    seen = "; ".join(e.text for e in result.evidence if e.verdict != "met" and e.text)
    return f'step {step} "{words}": {(result.code or "").replace("_", " ")}' + (f" ({seen})" if seen else "")


def _all_evidence(done: dict[str, StepResult]) -> tuple[Evidence, ...]:
    return tuple(e for result in done.values() for e in result.evidence)


def _step(step: Step, done: dict[str, StepResult], parts: Parts, memo: Memo) -> Rung:
    """One step with its conditions and retries."""
    unmet = [i for i in step.after if i in done and not done[i].ok]
    skipped = step.when is not None and step.when.step in done
    if skipped and step.when is not None:
        skipped = done[step.when.step].ok != (step.when.outcome == "ok")
    if unmet or skipped:
        yield StepEnded(step=step.id, outcome="skipped", code="dependency_failed" if unmet else None)
        return StepResult(ok=not unmet, code="dependency_failed" if unmet else None)
    result = yield from _ladder(step, parts, memo)
    tries = 1
    while _again(result) and tries < parts.policy.max_tries and step.id not in memo.committed:
        yield Replanned(step=step.id, code=result.code or "no_progress")
        yield from attempt(PressKey(key="home"), step.id, parts)
        again = yield from _screen(step, parts, memo)
        told = again if again.ok or again.evidence else result  # a failure is told by what was seen last
        result = StepResult(
            again.ok,
            told.code,
            told.evidence,
            result.actions + again.actions,
            result.model_calls + again.model_calls,
        )
        tries += 1
    yield StepEnded(
        step=step.id,
        outcome="ok" if result.ok else "failed",
        code=result.code,
        actions=result.actions,
        model_calls=result.model_calls,
    )
    return result


def _again(result: StepResult) -> bool:
    """Whether another try may help and can do no harm: what the Caller holds to be done may be done."""
    believed = result.code == "not_verified" and result.model_calls > 0
    return not (result.ok or believed or result.code == "unsure")


def _ladder(step: Step, parts: Parts, memo: Memo) -> Rung:
    """The tool rung where a tool fits, the screen rung for what is left or when it does not."""
    tool = parts.tools.get(step.call or "")
    if tool is None:
        return (yield from _screen(step, parts, memo))
    yield StepStarted(step=step.id, rung="tool")
    called = yield from call_tool(step, tool, parts, memo)
    if called.result is not None:
        return called.result
    assert called.invocation is not None
    app = called.invocation.then_app or memo.opened
    rest = step.model_copy(update={"do": called.invocation.then, "app": "", "call": None})
    yield StepStarted(step=step.id, rung="screen")
    memo.opened = app
    intent = called.invocation
    return (yield from on_screen(rest, parts, memo, intent.expect, called.before, intent.commands))


def _screen(step: Step, parts: Parts, memo: Memo) -> Rung:
    yield StepStarted(step=step.id, rung="screen")
    return (yield from on_screen(step, parts, memo))

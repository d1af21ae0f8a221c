"""The rung without a screen: a tool call by public intents and settings, checked by device state."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass

from edgelam.core.command import StartIntent
from edgelam.core.errors import CommandFailed, Refused, Unsupported
from edgelam.core.event import Checked, Code, Event, Evidence, Judged
from edgelam.core.fact import Apps, AskFront, FrontApp
from edgelam.core.plan import Expectation, Step
from edgelam.core.text import mentions, words
from edgelam.guard.policy import judge_call
from edgelam.planner.catalogue import labelled
from edgelam.tools.contract import Invocation, Tool, ToolUnfit

from .expect import Facts, ask_device, gather, judge_all, verdict_of
from .parts import Memo, Parts, Question
from .recovery import attempt

_WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_QUOTED = re.compile(r'["\u201c]([^"\u201d]+)["\u201d]')
# Seconds a phone is given until its tables show what was just done.
SHOWN_AFTER = 3.0


@dataclass(frozen=True)
class StepResult:
    """How a rung ended."""

    ok: bool
    code: Code | None = None
    evidence: tuple[Evidence, ...] = ()
    actions: int = 0
    model_calls: int = 0


Rung = Generator[Event, None, StepResult]


@dataclass(frozen=True)
class Called:
    """What a tool call left to be done on the screen."""

    result: StepResult | None  # None: `then` has to be carried out
    invocation: Invocation | None = None
    before: Facts | None = None


def unheard(step: Step, tool: Tool) -> list[str]:
    """Numbers, weekdays and quoted texts that none of the step's slots holds: a call would leave them out.

    What the tool itself is called by, as in `24-hour clock`, is not left out.
    """
    said = " ".join([tool.spec.description, *(f"{slot.said} {slot.value}" for slot in step.slots)])
    numbers = set(re.findall(r"\d+", said))
    missing = [number for number in re.findall(r"\d+", step.do) if number not in numbers]
    said_words = set(words(said))
    missing += [word for word in words(step.do) if word in _WEEKDAYS and word not in said_words]
    return missing + [quoted for quoted in _QUOTED.findall(step.do) if not mentions(said, quoted)]


def await_evidence(
    step: Step, expect: tuple[Expectation, ...], before: Facts, parts: Parts, *, patience: float = SHOWN_AFTER
) -> Generator[Event, None, tuple[Evidence, ...]]:
    """Look at the device's state until the expectations hold or the patience (seconds) is over."""
    started, pause = parts.now(), 0.05
    while True:
        facts: Facts = {}
        yield from gather(expect, parts, facts)
        evidence = judge_all(expect, facts, before, None, frozenset())
        verdict = verdict_of(evidence)
        waited = parts.now() - started
        if verdict != "not_met" or waited > patience:
            yield Checked(step=step.id, evidence=evidence, verdict=verdict, ms=waited * 1000)
            return evidence
        parts.sleep(pause)
        pause = min(pause * 2, 0.5)


def call_tool(step: Step, tool: Tool, parts: Parts, memo: Memo) -> Generator[Event, None, Called]:
    """One tool call. Already true costs nothing; a call the phone cannot take falls to the screen rung."""
    if unheard(step, tool):
        return Called(StepResult(ok=False, code="tool_unfit"))
    try:
        invocation = yield from _built(step, tool, parts)
    except ToolUnfit:
        return Called(StepResult(ok=False, code="tool_unfit"))
    before: Facts = {}
    yield from gather(invocation.expect, parts, before)
    evidence = judge_all(invocation.expect, before, before, None, frozenset())
    if not invocation.anyway and evidence and verdict_of(evidence) == "met":
        yield Checked(step=step.id, evidence=evidence, verdict="met", ms=0.0)
        return Called(StepResult(ok=True, evidence=evidence))
    if not invocation.then:
        yield from _permit(step, tool, parts)
    try:
        yield from _carry_out(step, invocation, parts, memo)
    except (CommandFailed, Unsupported):
        return Called(StepResult(ok=False, code="command_failed"))
    if invocation.then:
        return Called(None, invocation, before)
    if tool.spec.risk >= 2:
        memo.committed.add(step.id)
    evidence = yield from await_evidence(step, invocation.expect, before, parts)
    ok = bool(evidence) and verdict_of(evidence) == "met"
    return Called(StepResult(ok=ok, code=None if ok else "not_verified", evidence=evidence, actions=1))


def _built(step: Step, tool: Tool, parts: Parts) -> Generator[Event, None, Invocation]:
    """What the call comes to on this phone. Raises ToolUnfit."""
    slots = {slot.name: slot for slot in step.slots}
    facts: Facts = {}
    for query in tool.needs(slots):
        for event in ask_device(query, parts):
            facts[query] = labelled(event.fact) if isinstance(event.fact, Apps) else event.fact
            yield event
    return tool.build(slots, facts)


def _permit(step: Step, tool: Tool, parts: Parts) -> Iterator[Judged]:
    """Judge the call as a whole. Raises Refused."""
    judgement = judge_call(step, tool.spec.risk, parts.policy)
    approved = None
    if judgement.decision == "ask":
        approved = parts.ask(
            Question(step=step.id, words=step.do, tier=judgement.tier, reason=judgement.reason, digest="")
        )
    yield Judged(
        step=step.id,
        action=None,
        words=step.do,
        decision=judgement.decision,
        tier=judgement.tier,
        reason=judgement.reason,
        approved=approved,
    )
    if judgement.decision == "refuse" or approved is False:
        raise Refused(f"not done: {step.do} ({judgement.reason})")


def _carry_out(step: Step, invocation: Invocation, parts: Parts, memo: Memo) -> Iterator[Event]:
    for command in invocation.commands:
        yield from attempt(command, step.id, parts)
    if any(isinstance(command, StartIntent) for command in invocation.commands):
        for event in ask_device(AskFront(), parts):
            memo.opened = event.fact.package if isinstance(event.fact, FrontApp) else ""
            yield event

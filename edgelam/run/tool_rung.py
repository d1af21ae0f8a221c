"""The rung without a screen: a tool call by public intents and settings, checked by device state."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass

from edgelam.core.command import StartIntent
from edgelam.core.errors import CommandFailed, Refused, Unsupported
from edgelam.core.event import Checked, Code, Event, Evidence, Judged
from edgelam.core.fact import Apps, AskFront, FrontApp
from edgelam.core.plan import Expectation, Front, Shows, Step
from edgelam.core.text import mentions, words
from edgelam.guard.policy import judge_call
from edgelam.planner.catalogue import labelled
from edgelam.tools.contract import Invocation, Tool, ToolUnfit
from edgelam.verify.asked import (
    beyond,
    content,
    denied,
    looks_up,
    only_looks,
    proper,
    quoted,
    stem,
    unnamed,
    wonders,
)
from edgelam.verify.cut import refers
from edgelam.verify.tables import queries

from .expect import Facts, ask_device, gather, judge_all, verdict_of
from .parts import Memo, Parts, Question
from .recovery import attempt
from .settle import settle

_WRITTEN = ("text", "body", "title", "query")  # parameters whose values stay as they are said
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
# What begins something more: another thing to do, or another way to call.
_AND = re.compile(r"\band\b|;|\b(?:on|with|via|through) (?=speaker|video|camera|mic)", re.IGNORECASE)
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
    """What none of the step's slots holds, so that a call would leave it out: numbers, weekdays, quoted
    texts, names, words that a parameter without a slot is about (`alarm`, where it is not told whose volume
    is meant), conditions, more than one of a thing, a `not`, and what an `and` adds of which the call knows
    nothing.

    What the tool itself is called by, as in `24-hour clock`, is not left out. A time that holds two, and a
    text that only tells where the text is to be found, are no values.
    """
    spec, given = tool.spec, {slot.name for slot in step.slots}
    said = " ".join([spec.description, *(f"{slot.said} {slot.value}" for slot in step.slots)])
    numbers, heard = set(re.findall(r"\d+", said)), {stem(word) for word in words(f"{spec.name} {said}")}
    missing = [number for number in re.findall(r"\d+", step.do) if number not in numbers]
    missing += [slot.said for slot in step.slots if len(set(_CLOCK.findall(slot.said))) > 1]
    missing += [slot.value for slot in step.slots if slot.name in _WRITTEN and refers(slot.value)]
    meant = {day + ending for day in _WEEKDAYS for ending in ("", "s")} | {
        word for param in spec.params if param.name not in given for word in content(param.description)
    }
    if spec.risk:  # what is only looked up may name the app it is looked up in
        meant |= {word for name in proper(step.do) for word in words(name)}
    app = set(words(step.app_label))
    missing += [
        word for word in words(step.do) if word in meant and stem(word) not in heard and word not in app
    ]
    more = beyond(step, 1, [said])
    missing += [more] if more else []
    if spec.risk and "state" not in {param.name for param in spec.params}:  # no tool undoes what it does
        missing += [word for word in denied(step.do) if stem(word) not in heard]
    for clause in _AND.split(step.do)[1:]:
        meant_by = content(clause)
        if not any(stem(word) in heard for word in meant_by):
            missing += meant_by[:1]
    return missing + [text for text in quoted(step.do) if not mentions(said, text)]


def await_evidence(
    step: Step, expect: tuple[Expectation, ...], before: Facts, parts: Parts, *, patience: float = SHOWN_AFTER
) -> Generator[Event, None, tuple[Evidence, ...]]:
    """Look at the device's state until the expectations hold or the patience (seconds) is over; at the screen
    only where one of them is about it."""
    started, pause = parts.now(), 0.05
    looks = any(isinstance(e, Shows) for e in expect)
    while True:
        facts: Facts = {}
        yield from gather(expect, parts, facts)
        screen = settle(parts.driver, parts.now, parts.sleep).screen if looks else None
        evidence = judge_all(expect, facts, before, screen, frozenset())
        verdict = verdict_of(evidence)
        waited = parts.now() - started
        if verdict != "not_met" or waited > patience:
            yield Checked(step=step.id, evidence=evidence, verdict=verdict, ms=waited * 1000)
            return evidence
        parts.sleep(pause)
        pause = min(pause * 2, 0.5)


def call_tool(step: Step, tool: Tool, parts: Parts, memo: Memo) -> Generator[Event, None, Called]:
    """One tool call. Already true costs nothing; a call the phone cannot take falls to the screen rung."""
    if unheard(step, tool) or (tool.spec.risk >= 2 and wonders(step.do)):
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
    invocation = _to_be_done(step, tool, invocation)
    if invocation.then:
        yield from gather((), parts, before, queries(step))
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


def _to_be_done(step: Step, tool: Tool, invocation: Invocation) -> Invocation:
    """The invocation; where it only opens what the step is done in, the step itself comes after it."""
    front = next((e for e in invocation.expect if isinstance(e, Front)), None)
    if front is not None and invocation.seeks and not looks_up(step.do):
        return invocation.model_copy(update={"expect": (), "then": step.do, "then_app": front.app})
    rest = tuple(e for e in invocation.expect if e is not front)
    if front is None or invocation.then or any(isinstance(e, Shows) for e in rest):
        return invocation
    name, said = tool.spec.name.replace(".", " "), tool.spec.description
    proven = bool(set(words(step.do)) & set(words(invocation.proves)))
    left = unnamed(step, [name, said, invocation.proves] if proven else [name, said])
    if not proven and not tool.spec.risk and (not left or (only_looks(step.do) and len(left) < 2)):
        return invocation.model_copy(update={"expect": (front,)})
    on_screen = {"expect": rest if proven and not left else (), "then": step.do, "then_app": front.app}
    return invocation.model_copy(update=on_screen)


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

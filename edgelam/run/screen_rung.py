"""The rung on the screen: look, choose, judge, re-read, ground, perform, verify, again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import suppress
from functools import partial

from edgelam.caller.legal import legal_actions
from edgelam.core.action import Action, Choice, OpenApp, phrase
from edgelam.core.command import Command, LaunchApp, SetText
from edgelam.core.contracts import Foreseeing
from edgelam.core.errors import CommandFailed, Misstep, Refused, ScreenOff
from edgelam.core.event import Checked, Chose, Event, Evidence, Judged, Observed
from edgelam.core.ground import ground
from edgelam.core.plan import Expectation, Holds, Step
from edgelam.core.screen import Element, Screen
from edgelam.guard.policy import Judgement, judge
from edgelam.guard.risk import INTERRUPTERS, asks, tier_of
from edgelam.verify.asked import asks as asked
from edgelam.verify.effects import act_of

from .asking import asking
from .expect import Facts, gather, judge_all, verdict_of
from .parts import Memo, Parts, Question
from .recovery import MAX_DETOURS, attempt, awake, bring_front, way_back
from .settle import settle
from .sure import TO_STOP, sure_enough
from .tool_rung import Rung
from .turns import Turns
from .witness import Witness

MAX_REREADS = 3
_STOPS = ("give_up", "ask")
_TOUCHES = ("tap", "long_press")  # a phone loses one now and then; what is typed the driver reads back
MAX_DENIED_DONES = 3
MAX_AWAY = 5  # a Caller that leaves the app over and over will not get there
MAX_REFUSALS = 2  # a Caller that wants what the policy refuses has nothing better to offer


def on_screen(
    step: Step,
    parts: Parts,
    memo: Memo,
    expect: tuple[Expectation, ...] = (),
    before: Facts | None = None,
    reopen: tuple[Command, ...] = (),
) -> Rung:
    """Carry the step's words out on the screen.

    expect: what the device must show in the end (a tool's own check); without it the step's own.
    before: facts from before the first act of the step, of its own tables, too, where a tool made it.
    reopen: how a tool brought the app to the front, where the step itself names none.
    """
    reopen = (LaunchApp(package=step.app),) if step.app else reopen
    witness = memo.witnesses.setdefault(step.id, Witness(step))
    turns = Turns(step, expect or step.expect, before or {}, witness, reopen)
    yield from _foresee(turns, parts)
    if before is None:
        yield from gather(turns.expect, parts, turns.before, witness.queries)
    else:
        turns.actions, witness.handed = 1, True  # the tool's own
    witness.was = witness.was or turns.before
    if step.app:
        turns.last = yield from bring_front(step, parts)
    result = yield from _turns(turns, parts, memo)
    if turns.refused and not result.ok:
        raise Refused(turns.refused)
    return result


def _turns(turns: Turns, parts: Parts, memo: Memo) -> Rung:
    """Turn after turn until the step is done, given up, or out of turns."""
    while turns.actions < parts.policy.max_actions and turns.away < MAX_AWAY:
        screen = yield from _look(turns, parts, memo)
        if any(isinstance(e, Holds) for e in turns.expect) and turns.actions:
            evidence = yield from _verify(turns, screen, parts)
            if verdict_of(evidence) == "met":
                return turns.result(None)
        legal = _legal(turns, screen, parts, memo)
        if not legal:
            return turns.result("no_progress")
        choice = yield from _choose(turns, screen, legal, parts, memo)
        turns.count(screen, choice.action)
        kind, target = choice.action.kind, _element(choice.action, screen)
        if not sure_enough(choice, target, tier_of(choice.action, target, screen)[0]):
            return turns.result("unsure")
        act = act_of(choice, target, screen, turns.slots(choice))
        if why := act and turns.witness.against(act):
            if (yield from _so_already(turns, screen)):
                return turns.result(None)
            turns.evidence = (Evidence(verdict="unknown", source="screen", text=why),)
            return turns.result("unsure")
        if kind == "done":
            verdict = verdict_of((yield from _verify(turns, screen, parts)))
            if verdict == "met":
                return turns.result(None)
            turns.denied += 1
            # What may be done already, or is grave, is not done again; what is not finished is gone on with.
            over = verdict == "unknown" or turns.step.id in memo.committed
            if over or turns.denied >= MAX_DENIED_DONES:
                return turns.result("not_verified")
        elif kind in _STOPS:
            return turns.result("asked" if kind == "ask" else "caller_gave_up")
        else:
            yield from _act(turns, screen, choice, parts, memo)
            if turns.refused and (yield from _so_already(turns, screen)):
                return turns.result(None)
            if turns.refusals >= MAX_REFUSALS:
                break
    return turns.result("no_steps_left")


def _so_already(turns: Turns, screen: Screen) -> Generator[Event, None, bool]:
    """Whether what is not to be done is not needed, for it is so here."""
    so = turns.witness.so_already(screen)
    if so is not None:
        turns.evidence = (so,)
        yield Checked(step=turns.step.id, evidence=turns.evidence, verdict="met", ms=0.0)
    return so is not None


def _look(turns: Turns, parts: Parts, memo: Memo) -> Generator[Event, None, Screen]:
    """The settled screen, with nothing in the way that could be got past."""
    screen = yield from _settled(turns, parts, turns.last)
    # A draft that may have been sent is not opened again.
    app = turns.step.app or ("" if turns.step.id in memo.committed else memo.opened)
    ways: list[str] = []
    while len(ways) < MAX_DETOURS:
        way = way_back(screen, app, parts.policy, memo.opened, len(ways))
        if way is None or (yield from _arrived(turns, screen, parts)):
            break
        yield from _go_back(turns, way, screen, parts)
        ways.append(way.kind)
        screen = yield from _settled(turns, parts, screen)
    turns.remember(screen, ways)
    turns.witness.look(screen, turns.acted)
    turns.acted = None
    return screen


def _arrived(turns: Turns, screen: Screen, parts: Parts) -> Generator[Event, None, bool]:
    """Whether another app in front is where the step had to lead."""
    if screen.package in INTERRUPTERS or not turns.actions:
        return False
    return verdict_of((yield from _verify(turns, screen, parts))) == "met"


def _settled(turns: Turns, parts: Parts, before: Screen | None) -> Generator[Event, None, Screen]:
    look = yield from awake(
        partial(settle, parts.driver, parts.now, parts.sleep, before), turns.step.id, parts
    )
    yield Observed(step=turns.step.id, screen=look.screen, looks=look.looks, ms=look.ms, look_ms=look.look_ms)
    return look.screen


def _go_back(turns: Turns, way: Action, screen: Screen, parts: Parts) -> Iterator[Event]:
    """Carry out a way back; when its target is no longer there, the next look tells."""
    fresh = yield from _reread(turns, way, screen, parts)
    if fresh is None:
        return
    judgement = judge(way, _element(way, fresh), fresh, parts.policy, turns.step)
    yield Judged(
        step=turns.step.id,
        action=way,
        words=phrase(way, fresh, {}),
        decision=judgement.decision,
        tier=judgement.tier,
        reason=judgement.reason,
    )
    if judgement.decision != "allow":
        return
    turns.actions += 1
    for command in turns.reopen if isinstance(way, OpenApp) else ground(way, fresh, {}):
        with suppress(CommandFailed):
            yield from attempt(command, turns.step.id, parts)


def _verify(turns: Turns, screen: Screen, parts: Parts) -> Generator[Event, None, tuple[Evidence, ...]]:
    started = parts.now()
    facts: Facts = {}
    yield from gather(turns.expect, parts, facts, () if turns.expect else turns.witness.queries)
    evidence = judge_all(turns.expect, facts, turns.before, screen, turns.witness.seen)
    evidence = evidence or turns.witness.proof(screen, facts)
    turns.evidence = evidence
    verdict = verdict_of(evidence)
    yield Checked(step=turns.step.id, evidence=evidence, verdict=verdict, ms=(parts.now() - started) * 1000)
    return evidence


def _element(action: Action, screen: Screen) -> Element | None:
    target = getattr(action, "target", None)
    return screen.element(target) if target is not None else None


def _judge(turns: Turns, action: Action, screen: Screen, parts: Parts, memo: Memo) -> Judgement:
    return judge(action, _element(action, screen), screen, parts.policy, turns.step, memo.opened)


def _legal(turns: Turns, screen: Screen, parts: Parts, memo: Memo) -> list[Action]:
    """What may be chosen: possible here, not done here before in vain, in an app the policy knows."""
    # What is asked may be answered by the first thing the app shows.
    may_finish = (turns.actions > 0 or asked(turns.step.do)) and not turns.witness.unsaved(screen)
    possible = legal_actions(screen, turns.step, parts.driver.capabilities, may_finish=may_finish)
    tried = turns.tried.get(screen.digest, Counter())
    return [
        action
        for action in possible
        if tried[action] < _tries(action, screen)
        and ((j := _judge(turns, action, screen, parts, memo)).decision != "refuse" or j.tier >= 2)
    ]


def _tries(action: Action, screen: Screen) -> int:
    """How often an action may be tried on the same screen.

    What would change something for good is done once, unless the same screen proves that it was not: a
    question that still stands was not answered, and what is still there was not deleted.
    """
    tier, act = tier_of(action, _element(action, screen), screen)
    again = action.kind in (*_TOUCHES, "type", "clear", "scroll") and (
        tier < 2 or act == "delete" or asks(screen, act)
    )
    return 2 if again else 1


def _choose(
    turns: Turns, screen: Screen, legal: list[Action], parts: Parts, memo: Memo
) -> Generator[Event, None, Choice]:
    while True:
        ask = partial(parts.caller.choose, turns.step, screen, turns.history, legal)
        choice = yield from asking(ask, "caller", turns.step.id)
        turns.model_calls += 1
        memo.model_calls += 1
        yield Chose(step=turns.step.id, words=turns.words(choice, screen), choice=choice)
        unsure = choice.action.kind in _STOPS and choice.probability < TO_STOP
        if not unsure or all(action.kind in _STOPS for action in legal):
            return choice
        legal = [action for action in legal if action.kind not in _STOPS]


def _foresee(turns: Turns, parts: Parts, *words: str) -> Iterator[Event]:
    """Let the Caller get ready while the phone moves. words: what is about to be done."""
    if isinstance(parts.caller, Foreseeing):
        ready = partial(parts.caller.foresee, turns.step, [*turns.history, *words])
        yield from asking(ready, "caller", turns.step.id)


def _act(turns: Turns, screen: Screen, choice: Choice, parts: Parts, memo: Memo) -> Iterator[Event]:
    """Judge, re-read, ground and perform one action; what cannot be done is left for the next look."""
    action, words = choice.action, turns.words(choice, screen)
    permitted = yield from _permit(turns, action, words, screen, parts, memo)
    if not permitted:
        return
    fresh = yield from _reread(turns, action, screen, parts)
    if fresh is None:
        return
    try:
        commands = ground(action, fresh, turns.slots(choice), package=turns.step.app)
    except Misstep:
        return
    tier, act = tier_of(action, _element(action, fresh), fresh)
    if tier >= 2:
        memo.committed.add(turns.step.id)
    turns.last, turns.actions = fresh, turns.actions + 1
    turns.acted = act_of(
        choice, _element(action, fresh), fresh, turns.slots(choice), act if tier >= 2 else ""
    )
    yield from _foresee(turns, parts, words)
    try:
        for command in commands:
            answered = yield from attempt(command, turns.step.id, parts)
            if not answered and isinstance(command, SetText):
                return  # the field shows whether it took the text
    except CommandFailed:
        return
    if not commands:
        parts.sleep(0.5)
    turns.done.append((words, fresh))
    turns.doubted = action if action.kind in _TOUCHES else None


def _permit(
    turns: Turns, action: Action, words: str, screen: Screen, parts: Parts, memo: Memo
) -> Generator[Event, None, bool]:
    """Judge the action and ask where the policy says so; whether it may be done.

    The Caller goes on without what the policy refuses. What the person refuses ends the run: raises Refused.
    """
    judgement = _judge(turns, action, screen, parts, memo)
    tier, reason, approved = judgement.tier, judgement.reason, None
    if judgement.decision == "ask":
        question = Question(step=turns.step.id, words=words, tier=tier, reason=reason, digest=screen.digest)
        approved = parts.ask(question)
    yield Judged(
        step=turns.step.id,
        action=action,
        words=words,
        decision=judgement.decision,
        tier=tier,
        reason=reason,
        approved=approved,
    )
    if approved is False:
        raise Refused(f"not done: {words} ({reason})")
    if judgement.decision == "refuse":
        turns.refused, turns.refusals = f"not done: {words} ({reason})", turns.refusals + 1
    return judgement.decision != "refuse"


def _same(element: Element, other: Element) -> bool:
    """Whether two looks show the same node: by place in the tree, id, role and label, not by pixels."""
    one, two = ((e.path, e.rid, e.role, e.label, e.package) for e in (element, other))
    return one == two


def _reread(
    turns: Turns, action: Action, screen: Screen, parts: Parts
) -> Generator[Event, None, Screen | None]:
    """The target as it is right before the act; None when it is no longer the same node."""
    wanted = _element(action, screen)
    if wanted is None:
        return screen
    for _ in range(MAX_REREADS):
        started = parts.now()
        try:
            again = parts.driver.observe()
        except ScreenOff:
            break
        if again == screen:
            return screen
        ms = (parts.now() - started) * 1000
        yield Observed(step=turns.step.id, screen=again, looks=1, ms=ms, look_ms=ms)
        found = again.element(wanted.ref)
        if found is not None and _same(found, wanted):
            return again
        parts.sleep(0.1)
    turns.uncount(screen, action)
    return None

"""A run as a person sees it: every event becomes a few lines of text, as it happens."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from edgelam.core.action import Choice
from edgelam.core.command import (
    Command,
    LaunchApp,
    PressKey,
    PutSetting,
    SetToggle,
    SetVolume,
    StartIntent,
)
from edgelam.core.errors import GoalError
from edgelam.core.event import (
    Checked,
    Chose,
    Crashed,
    Ended,
    Event,
    Evidence,
    Judged,
    Observed,
    Performed,
    Permitted,
    Planned,
    Replanned,
    StepEnded,
    StepStarted,
)
from edgelam.core.plan import Plan, Step
from edgelam.core.screen import Element, Screen

from .output import Paint

_DECLINED = {
    "not_understood": "nothing in the goal was understood",
    "nothing_fits": "nothing this phone can do fits the goal",
}
_MARKS = {"met": "✓", "not_met": "✗", "unknown": "?"}


def step_words(step: Step) -> str:
    """A step on one line: its tool and slots, or its app and words."""
    slots = " ".join(f'{slot.name}="{slot.value}"' for slot in step.slots)
    words = f"{step.call} {slots}".rstrip() if step.call else _on_screen(step)
    condition = f"  when {step.when.step} {step.when.outcome}" if step.when else ""
    return words + condition


def _on_screen(step: Step) -> str:
    app = step.app_label or step.app
    return f"{app}: {step.do}" if app else step.do


def command_words(command: Command) -> str:
    """A command on one line, e.g. `launch_app com.android.deskclock`; no typed text, no pixels."""
    match command:
        case StartIntent():
            return f"{command.kind} {command.action}"
        case LaunchApp():
            return f"{command.kind} {command.package}"
        case PressKey():
            return f"{command.kind} {command.key}"
        case SetToggle():
            return f"{command.kind} {command.toggle} {'on' if command.on else 'off'}"
        case PutSetting():
            return f"{command.kind} {command.namespace} {command.key} {command.value}"
        case SetVolume():
            return f"{command.kind} {command.stream} {command.percent}%"
        case _:
            return command.kind


def element_words(element: Element) -> str:
    """An element on one line: its number, role, label and state."""
    state = element.state
    marks = [
        "" if state.checked is None else ("on" if state.checked else "off"),
        "selected" if state.selected else "",
        "focused" if state.focused else "",
        "" if state.enabled else "disabled",
        "password" if state.password else "",
        "scrolls" if state.scrollable else "",
    ]
    known = ", ".join(mark for mark in marks if mark)
    label = f'"{element.label}"' if element.label else element.rid.rsplit("/", 1)[-1]
    return f"{element.ref:>3} {element.role:<8} {label}".rstrip() + (f"  [{known}]" if known else "")


def screen_lines(screen: Screen) -> list[str]:
    """A screen: where it is, then its elements."""
    size = f"{screen.width}x{screen.height}" if screen.width else "size unknown"
    where = screen.package or "unknown app"
    head = f"{where} {screen.activity}".rstrip() + f"  {size}" + ("  keyboard" if screen.keyboard else "")
    return [head, *map(element_words, screen.elements)]


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


class Show:
    """A listener of a run. `write` gets whole lines."""

    def __init__(self, write: Callable[[str], None], paint: Paint) -> None:
        self._write = write
        self._paint = paint
        self._steps: dict[str, Step] = {}
        self._look_ms = 0.0

    def __call__(self, event: Event) -> None:
        """Say what there is to say about it."""
        match event:
            case Planned():
                self.plan(event.plan)
            case Permitted() if event.apps:
                apps = ", ".join(event.apps)
                self._note("allow", f"{apps}; acts up to tier {event.risk}")
            case StepStarted():
                step = self._steps.get(event.step)
                words = step_words(step) if step else event.step
                self._write(
                    f"{self._paint.name(f'step {event.step}')}  {words}  {self._paint.dim(event.rung)}"
                )
            case Observed():
                self._look_ms = event.ms
            case Chose():
                self._chose(event.words, event.choice)
            case Crashed():
                self._note("", self._paint.bad(f"{event.model}: {event.reason}; started again"))
            case Judged():
                self._judged(event)
            case Performed():
                self._note("", self._paint.dim(f"{command_words(event.command)}  {event.ms:.0f} ms"))
            case Checked():
                self._evidence(event.evidence, event.ms)
            case StepEnded():
                self._step_ended(event)
            case Replanned():
                self._note("replan", f"step {event.step}: {event.code}")
            case Ended():
                self._ended(event)
            case _:
                pass

    def plan(self, plan: Plan) -> None:
        """The plan, a step a line."""
        self._steps = {step.id: step for step in plan.steps}
        if not plan.steps:
            why = _DECLINED.get(plan.declined, plan.declined or "nothing to do")
            self._note("plan", self._paint.bad(why))
            self._note("", self._paint.dim(GoalError.hint))
            return
        count = _count(len(plan.steps), "step")
        self._note("plan", f"{count}, p {plan.probability:.2f}, {plan.ms:.0f} ms")
        for step in plan.steps:
            self._note("", f"{step.id}  {step_words(step)}")

    def _note(self, head: str, text: str) -> None:
        self._write(f"{self._paint.dim(f'{head:<7}')} {text}")

    def _chose(self, words: str, choice: Choice) -> None:
        cost = f"p {choice.probability:.2f}  {choice.cost.ms:.0f} ms, look {self._look_ms:.0f} ms"
        self._note("", f"{self._paint.bold(words)}  {self._paint.dim(cost)}")

    def _judged(self, event: Judged) -> None:
        if event.decision == "allow" and event.action is not None:
            return
        said = {None: "", True: ", the person said yes", False: ", the person said no"}[event.approved]
        words = f"{event.words}  {event.decision}{said}" + (f" ({event.reason})" if event.reason else "")
        paint = self._paint.bad if event.decision == "refuse" or event.approved is False else self._paint.dim
        self._note("", paint(words))

    def _evidence(self, evidence: Sequence[Evidence], ms: float) -> None:
        for found in evidence:
            cost = self._paint.dim(f"{found.source}, {ms:.0f} ms")
            self._note("", f"{self._verdict(found)} {found.text or found.verdict}  {cost}")

    def _verdict(self, found: Evidence) -> str:
        paint = {"met": self._paint.good, "not_met": self._paint.bad, "unknown": self._paint.doubtful}
        return paint[found.verdict](_MARKS[found.verdict])

    def _step_ended(self, event: StepEnded) -> None:
        if event.outcome == "ok":
            return
        words = f"step {event.step} {event.outcome}" + (f": {event.code}" if event.code else "")
        self._note("", self._paint.bad(words))

    def _ended(self, event: Ended) -> None:
        paint = self._paint.good if event.outcome == "done" else self._paint.bad
        calls, free = _count(event.model_calls, "model call"), _count(event.model_free_steps, "step")
        cost = f"{event.ms / 1000:.1f} s, {calls}, {free} without a model"
        reason = f"  {_DECLINED.get(event.reason, event.reason)}" if event.reason else ""
        self._write(f"{paint(event.outcome)}{reason}  {self._paint.dim(cost)}")
        for found in event.evidence:
            self._write(
                f"  {self._verdict(found)} {found.text or found.verdict}  {self._paint.dim(found.source)}"
            )

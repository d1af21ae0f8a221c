"""Trials run and judged: a fresh phone each, the shipped way in, the phone's own state as the only judge."""

from __future__ import annotations

import io
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import as_completed
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from random import Random
from typing import Any

import device_drivers
from edgelam.core.contracts import Caller, Driver, Planner
from edgelam.core.errors import EdgelamError
from edgelam.core.event import Event
from edgelam.run.models import open_caller, open_planner
from edgelam.run.wiring import RunOptions, assemble

from .baselines import EXPERT, RANDOM, AnyAction, OneStep
from .catalogue import TASKS
from .guided import Guide
from .judges import harm, passes, unchanged
from .oracle import play
from .phones import judges_shell, processes, served
from .state import State, read_state
from .task import Before, Stage, Task, Trial, stage

_THUMB = 180  # px across


@dataclass(frozen=True)
class Result:
    """How one trial ended. A story's items are (kind, words); of kind `look` they name a picture's file."""

    key: str
    task: str
    level: int
    kind: str
    seed: int
    skin: str
    fault: str
    goal: str
    outcome: str  # what the run said
    right: bool  # what the phone says
    success: bool  # done and right; where it is not to be done: an honest no and an unchanged phone
    false_done: bool
    harm: tuple[str, ...]  # what is different that nobody asked for
    idle: bool  # it is right from the start
    seconds: float
    phases: dict[str, float]  # seconds by what took them
    actions: int
    expert: int | None  # actions of the expert on a plain phone; of successes
    model_calls: int
    model_free_steps: int
    tokens: int
    reason: str
    story: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Setup:
    """What every process needs to run trials. agent: `models` or a baseline's name. pictures: a folder."""

    planner: str = ""
    caller: str = ""
    agent: str = "models"
    driver: str = "u2"
    pictures: str = ""


Agent = Callable[[Trial], tuple[Planner, Caller]]


def _agent(setup: Setup, stack: ExitStack) -> Agent:
    if setup.agent == RANDOM:
        return lambda trial: (OneStep(), AnyAction(trial.key))
    planner = stack.enter_context(open_planner(setup.planner))
    if setup.agent == EXPERT:
        return lambda trial: (planner, _expert_caller(trial))
    caller = stack.enter_context(open_caller(setup.caller))
    return lambda trial: (planner, caller)


def _expert_caller(trial: Trial) -> Caller:
    """It has done the task by hand before, and does the same again; see `guided.Guide`."""
    task = TASKS[trial.task]
    return Guide(play(task, trial, stage(task, trial)), Random(trial.key), whole=True)


class _Story:
    """Writes down what is said of a run, and takes pictures as it goes."""

    def __init__(self, trial: Trial, folder: str) -> None:
        self.items: list[tuple[str, str]] = []
        self._name = trial.key.replace("/", ".")
        self._folder = Path(folder) if folder else None
        self.spent = 0.0  # seconds that pictures took

    def add(self, event: Event, driver: Driver) -> None:
        if event.kind == "observed" and self._folder is not None:
            self._picture(driver, self._folder)
        words = _words(event)
        if words:
            self.items.append((event.kind, words))

    def _picture(self, driver: Driver, folder: Path) -> None:
        from PIL import Image

        started = time.perf_counter()
        image = Image.open(io.BytesIO(driver.screenshot())).convert("RGB")
        image.thumbnail((_THUMB, 4 * _THUMB))
        name = f"{self._name}.{len(self.items)}.webp"
        image.save(folder / name, quality=35)
        self.items.append(("look", name))
        self.spent += time.perf_counter() - started


def _words(event: Event) -> str:
    match event.kind:
        case "planned":
            return "; ".join(s.do if s.call is None else f"{s.call}: {s.do}" for s in event.plan.steps)
        case "chose":
            return f"{event.words} ({event.choice.probability:.2f})"
        case "judged" if event.decision != "allow":
            return f"{event.decision}: {event.words}: {event.reason}"
        case "checked":
            return f"{event.verdict}: " + "; ".join(e.text for e in event.evidence if e.text)
        case "step_ended":
            return f"{event.step}: {event.outcome}" + (f", {event.code}" if event.code else "")
        case "crashed":
            return event.reason
        case "ended":
            return f"{event.outcome}: {event.reason}" if event.reason else event.outcome
    return ""


def run_trial(trial: Trial, planner: Planner, caller: Caller, setup: Setup | None = None) -> Result:
    """Start the phone, look, run, look again, judge. Errors of the run are ends of the run."""
    setup = setup or Setup()
    task, error = TASKS[trial.task], ""
    events: list[Event] = []
    made, story = stage(task, trial), _Story(trial, setup.pictures)
    with served(trial, made) as serial:
        shell = judges_shell(serial)
        before = Before(made.params, read_state(shell))
        started = time.perf_counter()
        try:
            with closing(device_drivers.open_driver(setup.driver, serial)) as phone:
                run = assemble(phone, planner, caller, RunOptions(approve="never"))
                for event in run.events(made.goal):
                    events.append(event)
                    story.add(event, phone)
        except EdgelamError as failure:
            error = str(failure)
        except Exception as crash:  # noqa: BLE001 - a fault of ours is a finding, and the others go on
            error = f"{type(crash).__name__}: {crash}"
        seconds = time.perf_counter() - started - story.spent
        after = read_state(shell)
    if any(e.kind == "ended" and e.outcome == "interrupted" for e in events):
        raise KeyboardInterrupt
    return _result(task, trial, made, before, after, events, story, error, seconds)


def _result(
    task: Task, trial: Trial, made: Stage, before: Before, after: State, events: Sequence[Event],
    story: _Story, error: str, seconds: float,
) -> Result:  # fmt: skip
    ended = next((e for e in events if e.kind == "ended"), None)
    outcome = ended.outcome if ended is not None else "error"
    wanted = task.kind not in ("impossible", "risky")
    judge = task.judge if wanted else unchanged
    right, done = passes(judge, after, before), outcome == "done"
    success = right and done == wanted
    actions = sum(e.kind == "performed" for e in events)
    return Result(
        key=trial.key,
        task=task.name,
        level=task.level,
        kind=task.kind,
        seed=trial.seed,
        skin=trial.skin,
        fault=trial.fault,
        goal=made.goal,
        outcome=outcome,
        right=right,
        success=success,
        false_done=done and not (right and wanted),
        harm=tuple(harm(judge, after, before)),
        idle=passes(judge, before.state, before),
        seconds=round(seconds, 3),
        phases=_phases(events, seconds),
        actions=actions,
        expert=_expert(task.name, trial.seed) if success and wanted and actions else None,
        model_calls=ended.model_calls if ended is not None else 0,
        model_free_steps=ended.model_free_steps if ended is not None else 0,
        tokens=sum(e.choice.cost.tokens for e in events if e.kind == "chose"),
        reason=error or (ended.reason if ended is not None else ""),
        story=tuple(story.items),
    )


def _phases(events: Sequence[Event], seconds: float) -> dict[str, float]:
    """Seconds of planning, looking, choosing, acting, checking and the rest."""
    spent = dict.fromkeys(("plan", "look", "choose", "act", "check"), 0.0)
    for e in events:
        match e.kind:
            case "planned":
                spent["plan"] += e.plan.ms
            case "observed":
                spent["look"] += e.ms
            case "chose":
                spent["choose"] += e.choice.cost.ms
            case "performed":
                spent["act"] += e.ms
            case "checked":
                spent["check"] += e.ms
    found = {name: round(ms / 1000, 3) for name, ms in spent.items()}
    return {**found, "rest": round(max(0.0, seconds - sum(found.values())), 3)}


@lru_cache(maxsize=4096)
def _expert(name: str, seed: int) -> int:
    """Actions of the expert on a plain phone."""
    trial = Trial(name, seed, "plain")
    return len(play(TASKS[name], trial, stage(TASKS[name], trial)).moves)


_ready: tuple[Agent, Setup, ExitStack] | None = None  # of a worker process


def _begin(setup: Setup) -> None:
    global _ready
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    stack = ExitStack()
    _ready = _agent(setup, stack), setup, stack


def _work(trial: Trial) -> Result:
    assert _ready is not None
    agent, setup, _ = _ready
    return run_trial(trial, *agent(trial), setup)


def run_all(trials: Sequence[Trial], setup: Setup | None = None, jobs: int = 1) -> Iterator[Result]:
    """Results as they come, in so many processes with models of their own."""
    setup = setup or Setup()
    if jobs == 1:
        with ExitStack() as stack:
            agent = _agent(setup, stack)
            for trial in trials:
                yield run_trial(trial, *agent(trial), setup)
        return
    pool = processes(jobs, partial(_begin, setup))
    try:
        for ready in as_completed([pool.submit(_work, trial) for trial in trials]):
            yield ready.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def as_row(result: Result) -> dict[str, Any]:
    """What is written of a result, a line of JSON."""
    return asdict(result)


def from_row(row: dict[str, Any]) -> Result:
    """The result of such a line. Raises TypeError when it is another version's."""
    story = tuple((str(kind), str(words)) for kind, words in row.pop("story"))
    harmed = tuple(row.pop("harm"))
    return Result(**row, harm=harmed, story=story)

"""What a run says while it happens: terminal, trace and benches listen to this one stream; pure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .action import Action, Choice
from .command import Command
from .fact import Fact, Query
from .plan import Plan
from .screen import Screen
from .value import Value

Outcome = Literal["done", "failed", "declined", "refused", "interrupted"]
Verdict = Literal["met", "not_met", "unknown"]
# Why a step failed: all the Planner ever hears of a screen.
Code = Literal[
    "no_progress",
    "no_steps_left",
    "caller_gave_up",
    "asked",
    "unsure",
    "not_verified",
    "wrong_app",
    "tool_unfit",
    "command_failed",
    "unstable_screen",
    "dependency_failed",
]


class Evidence(Value):
    """What showed that something is (or is not) so."""

    verdict: Verdict
    source: Literal["device", "screen", "model", "none"] = "none"
    text: str = ""  # for the person: the row, the setting or the words that were seen


class Planned(Value):
    kind: Literal["planned"] = "planned"
    plan: Plan


class Permitted(Value):
    """The policy, frozen before the first look."""

    kind: Literal["permitted"] = "permitted"
    apps: tuple[str, ...]  # packages the run may act in
    risk: int  # the highest tier the goal itself names


class StepStarted(Value):
    kind: Literal["step_started"] = "step_started"
    step: str
    rung: Literal["tool", "screen"]


class Observed(Value):
    kind: Literal["observed"] = "observed"
    step: str
    screen: Screen
    looks: int  # how many looks settling took
    ms: float  # wall milliseconds, settling included
    look_ms: float  # of the last look alone


class Queried(Value):
    """A fact asked of the device; with these a trace can stand in for the phone."""

    kind: Literal["queried"] = "queried"
    query: Query
    fact: Fact
    ms: float


class Chose(Value):
    kind: Literal["chose"] = "chose"
    step: str
    words: str  # the action in plain words
    choice: Choice


class Crashed(Value):
    """The process of a model died under a question; it was started again and is asked once more."""

    kind: Literal["crashed"] = "crashed"
    step: str = ""  # none: the question was for the plan
    model: Literal["planner", "caller"]
    reason: str  # how it ended


class Judged(Value):
    kind: Literal["judged"] = "judged"
    step: str
    action: Action | None  # None: a tool call
    words: str
    decision: Literal["allow", "ask", "refuse"]
    tier: int
    reason: str = ""
    approved: bool | None = None  # the person's answer, when asked


class Performed(Value):
    kind: Literal["performed"] = "performed"
    step: str
    command: Command
    ms: float


class Checked(Value):
    kind: Literal["checked"] = "checked"
    step: str
    evidence: tuple[Evidence, ...]
    verdict: Verdict
    ms: float


class StepEnded(Value):
    kind: Literal["step_ended"] = "step_ended"
    step: str
    outcome: Literal["ok", "failed", "skipped"]
    code: Code | None = None
    actions: int = 0
    model_calls: int = 0


class Replanned(Value):
    kind: Literal["replanned"] = "replanned"
    step: str
    code: Code


class Ended(Value):
    kind: Literal["ended"] = "ended"
    outcome: Outcome
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    ms: float = 0.0
    model_calls: int = 0
    model_free_steps: int = 0


Event = Annotated[
    Planned
    | Permitted
    | StepStarted
    | Observed
    | Queried
    | Chose
    | Crashed
    | Judged
    | Performed
    | Checked
    | StepEnded
    | Replanned
    | Ended,
    Field(discriminator="kind"),
]

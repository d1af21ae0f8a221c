"""What a run is made of."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from edgelam.core.contracts import Caller, Driver
from edgelam.core.value import Value
from edgelam.guard.policy import Policy

from .witness import Witness

if TYPE_CHECKING:
    from edgelam.tools.contract import Tool


class Question(Value):
    """What the person is asked before a grave act; the answer counts for exactly this."""

    step: str
    words: str
    tier: int
    reason: str
    digest: str  # of the screen on which it would be done


def nobody(question: Question) -> bool:
    """The default approver: nobody is there, so nothing is approved."""
    return False


@dataclass(frozen=True)
class Parts:
    """The parts of one run; time and people are parameters."""

    driver: Driver
    caller: Caller
    tools: Mapping[str, Tool]
    policy: Policy
    ask: Callable[[Question], bool] = nobody
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass
class Memo:
    """What a run remembers while it goes on."""

    model_calls: int = 0
    committed: set[str] = field(default_factory=set)  # steps in which a grave act was sent: never done twice
    opened: str = ""  # the package that answered the last intent
    witnesses: dict[str, Witness] = field(default_factory=dict)  # by step, for all its tries together

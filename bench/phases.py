"""Where the milliseconds of a turn on the screen go, told from the run's own events and when they came."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from edgelam.core.event import Event

PHASES = ("observe", "render", "prune", "evaluate", "choose", "guard", "reread", "act", "verify")
_OURS = ("render", "prune", "evaluate", "choose", "guard")  # no phone is waited for in these


@dataclass
class Turn:
    """One turn: from a settled look to what follows its act. Milliseconds; the settle wait is not among them.

    observe: one read of the tree. render, prune, evaluate: the Caller's input, what of the screen is in it,
    and the model. choose: the legal actions and the rest of the choice. guard: judging. reread: the target
    read again. act: the driver's command. verify: facts asked and expectations judged.
    """

    ms: dict[str, float] = field(default_factory=lambda: dict.fromkeys(PHASES, 0.0))
    native_ms: float = 0.0  # of `evaluate`, inside the model library's calls
    acted: bool = False

    @property
    def total(self) -> float:
        """All phases."""
        return sum(self.ms.values())

    @property
    def engine_overhead(self) -> float:
        """Of evaluating, what is not the library's."""
        return self.ms["evaluate"] - self.native_ms

    @property
    def own(self) -> float:
        """What neither the phone nor the model's library takes."""
        return sum(self.ms[phase] for phase in _OURS) - self.native_ms


class Stopwatch:
    """Listens to a run; the time between two events belongs to the later one."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []
        self._chosen = False  # since the last settled look

    def listen(self, events: Iterable[Event]) -> Iterator[Event]:
        """The same events; only the run's own time is counted, not the consumer's."""
        source = iter(events)
        while True:
            started = time.perf_counter()
            try:
                event = next(source)
            except StopIteration:
                return
            self.hear(event, (time.perf_counter() - started) * 1000)
            yield event

    def hear(self, event: Event, elapsed: float) -> None:
        """Count one event. elapsed: milliseconds since the run went on after the event before."""
        if event.kind == "step_started":
            self._chosen = False
        elif event.kind == "observed":
            if self._chosen and event.looks == 1:  # settling takes two looks at least
                self.turns[-1].ms["reread"] += elapsed
            else:
                self.turns.append(Turn())
                self.turns[-1].ms["observe"] = event.look_ms
                self._chosen = False
        elif self.turns:
            self._count(self.turns[-1], event, elapsed)

    def _count(self, turn: Turn, event: Event, elapsed: float) -> None:
        ms = turn.ms
        match event.kind:
            case "chose":
                cost = event.choice.cost
                ms["render"] += cost.render_ms - cost.prune_ms
                ms["prune"] += cost.prune_ms
                ms["evaluate"] += cost.model_ms
                ms["choose"] += max(0.0, elapsed - cost.render_ms - cost.model_ms)
                turn.native_ms += cost.native_ms
                self._chosen = True
            case "judged":
                ms["guard"] += elapsed
            case "performed" if self._chosen:
                ms["act"] += event.ms
                ms["reread"] += max(0.0, elapsed - event.ms)
                turn.acted = True
            case "queried" | "checked":
                ms["verify"] += elapsed

    @property
    def whole(self) -> list[Turn]:
        """The turns in which something was done."""
        return [turn for turn in self.turns if turn.acted]

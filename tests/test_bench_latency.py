"""The latency bench on a virtual phone, with models that answer at once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bench.latency import measure
from bench.phases import PHASES
from edgelam.core.action import Action, Choice, Cost
from edgelam.core.catalogue import Catalogue
from edgelam.core.errors import UsageError
from edgelam.core.plan import Plan, Step
from edgelam.core.screen import Screen


class Clockwork:
    """Plans one step in Clock, then taps whatever can be tapped first."""

    def plan(self, goal: str, catalogue: Catalogue) -> Plan:
        app = next(app for app in catalogue.apps if app.label == "Clock")
        return Plan(goal=goal, steps=(Step(id="1", do=goal, app=app.package, app_label=app.label),))

    def choose(self, step: Step, screen: Screen, history: Sequence[str], legal: Sequence[Action]) -> Choice:
        action = next((a for a in legal if a.kind == "tap"), legal[0])
        return Choice(
            action=action, probability=1, margin=1, cost=Cost(ms=3, model_ms=2, native_ms=1.5, tokens=9)
        )


@pytest.mark.device
def test_every_figure_has_samples_and_an_instant_model_holds_its_targets() -> None:
    models = Clockwork()
    figures = {str(f["name"]): f for f in measure(models, models, trials=1).figures}
    assert {f"step {phase} p50" for phase in PHASES} < set(figures)
    assert all(f["n"] for f in figures.values())
    assert figures["caller p50"]["value"] == 3
    assert figures["caller p50"]["holds"] is True


def test_nothing_is_measured_without_trials() -> None:
    models = Clockwork()
    with pytest.raises(UsageError):
        measure(models, models, trials=0)

"""edgelam.tools.clock: what a call comes to on a phone whose time is known."""

from __future__ import annotations

import pytest

from edgelam.core.command import StartIntent
from edgelam.core.fact import App, Apps, AskApps, AskNow, Fact, Now, Query
from edgelam.core.plan import Front, Holds, Slot
from edgelam.tools import Invocation, ToolUnfit, all_tools

NOW = "2026-03-05T14:03:22+01:00"  # a Thursday


def call(name: str, now: str = NOW, /, **values: str) -> Invocation:
    facts: dict[Query, Fact] = {AskNow(): Now(iso=now), AskApps(): Apps(apps=())}
    return all_tools()[name].build({k: Slot(name=k, value=v) for k, v in values.items()}, facts)


def extras(invocation: Invocation) -> dict[str, object]:
    (command,) = invocation.commands
    assert isinstance(command, StartIntent)
    return {name.rsplit(".", 1)[-1]: value for name, value in command.extras}


def rings(invocation: Invocation) -> str:
    (expected,) = invocation.expect
    assert isinstance(expected, Holds)
    (match,) = expected.matches
    assert (match.column, match.how) == ("when", "at")
    return match.value


def test_an_alarm_rings_at_the_next_such_time() -> None:
    alarm = call("clock.alarm.set", time="07:30", label="gym")
    assert extras(alarm) == {"HOUR": 7, "MINUTES": 30, "MESSAGE": "gym", "SKIP_UI": True}
    assert rings(alarm) == "2026-03-06T07:30:00+01:00"
    assert rings(call("clock.alarm.set", time="14:04")) == "2026-03-05T14:04:00+01:00"


def test_repeating_alarms_name_their_days_as_android_counts_them() -> None:
    alarm = call("clock.alarm.set", time="06:00", days="sun mon")
    assert extras(alarm)["DAYS"] == (2, 1)
    assert rings(alarm) == "2026-03-08T06:00:00+01:00"


def test_a_date_must_be_that_of_the_next_ring() -> None:
    assert rings(call("clock.alarm.set", time="07:30", date="2026-03-06")).startswith("2026-03-06")
    with pytest.raises(ToolUnfit, match="date_beyond_next"):
        call("clock.alarm.set", time="07:30", date="2026-03-09")


@pytest.mark.parametrize(
    "values", [{}, {"time": "soon"}, {"time": "25:00"}, {"time": "07:30", "days": "someday"}]
)
def test_what_is_missing_or_unresolved_does_not_fit(values: dict[str, str]) -> None:
    with pytest.raises(ToolUnfit):
        call("clock.alarm.set", **values)


def test_a_timer_ends_after_its_duration_and_is_a_new_row() -> None:
    timer = call("clock.timer.set", duration="600")
    assert extras(timer) == {"LENGTH": 600, "SKIP_UI": True}
    (expected,) = timer.expect
    assert isinstance(expected, Holds) and expected.fresh
    assert rings(timer) == "2026-03-05T14:13:22+01:00"
    for wrong in ("0", "ten minutes", "90000", "²"):
        with pytest.raises(ToolUnfit):
            call("clock.timer.set", duration=wrong)


def test_showing_alarms_is_proved_by_the_clock_in_front() -> None:
    tool = all_tools()["clock.alarm.show"]
    facts: dict[Query, Fact] = {AskApps(): Apps(apps=(App(package="com.android.deskclock"),))}
    assert tool.build({}, facts).expect == (Front(app="com.android.deskclock"),)
    assert call("clock.alarm.show").expect == ()

"""edgelam.tools.clock: what a call comes to on a phone whose time and alarms are known."""

from __future__ import annotations

from datetime import datetime

import pytest

from edgelam.tools import Invocation, ToolUnfit
from tests.tool_world import APP, call, conditions, holds, intent, shown


def extras(invocation: Invocation) -> dict[str, object]:
    return {name.rsplit(".", 1)[-1]: value for name, value in intent(invocation).extras}


def rings(invocation: Invocation) -> str:
    (match,) = (match for match in holds(invocation).matches if match.column == "when")
    assert match.how == "at"
    return match.value


def ms(iso: str) -> str:
    return str(int(datetime.fromisoformat(iso).timestamp() * 1000))


def pending(*whens: str) -> dict[str, list[dict[str, str]]]:
    """The alarms of a phone, the first of which is the next alarm clock."""
    rows = [{"when": ms(when), "package": APP, "tag": "x", "next": ""} for when in whens]
    return {"alarms": [{**row, "next": "1" if not place else ""} for place, row in enumerate(rows)]}


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
        call("clock.alarm.set", slots=values)


def test_an_alarm_is_dismissed_by_its_time_and_proved_by_being_gone() -> None:
    tables = pending("2026-03-05T18:00:00+01:00", "2026-03-06T07:30:00+01:00")
    morning = call("clock.alarm.dismiss", time="07:30", tables=tables)
    assert extras(morning) == {"SEARCH_MODE": "android.time", "HOUR": 7, "MINUTES": 30, "IS_PM": False}
    assert conditions(morning) == {"package": APP, "when": ms("2026-03-06T07:30:00+01:00")}
    assert not holds(morning).present
    evening = call("clock.alarm.dismiss", time="18:00", tables=tables)
    assert (extras(evening)["HOUR"], extras(evening)["IS_PM"]) == (6, True)
    following = call("clock.alarm.dismiss", tables=tables)
    assert extras(following) == {"SEARCH_MODE": "android.next"}
    assert conditions(following)["when"] == ms("2026-03-05T18:00:00+01:00")


def test_an_alarm_that_is_not_there_or_too_far_off_is_not_dismissed() -> None:
    for tables, time in (
        (pending(), ""),
        (pending("2026-03-06T07:30:00+01:00"), "08:00"),
        (pending("2026-03-09T07:30:00+01:00"), ""),
    ):
        with pytest.raises(ToolUnfit, match="no_alarm"):
            call("clock.alarm.dismiss", time=time, tables=tables)


def test_a_snoozed_alarm_rings_again() -> None:
    short = call("clock.alarm.snooze", duration="300")
    assert extras(short) == {"SNOOZE_DURATION": 5}
    assert rings(short) == "2026-03-05T14:08:22+01:00" and holds(short).fresh
    assert conditions(call("clock.alarm.snooze")) == {"package": APP}
    with pytest.raises(ToolUnfit, match="unresolved:duration"):
        call("clock.alarm.snooze", duration="30")


def test_a_timer_ends_after_its_duration_and_is_a_new_row() -> None:
    timer = call("clock.timer.set", duration="600")
    assert extras(timer) == {"LENGTH": 600, "SKIP_UI": True}
    assert holds(timer).fresh
    assert rings(timer) == "2026-03-05T14:13:22+01:00"
    for wrong in ("0", "ten minutes", "90000", "²"):
        with pytest.raises(ToolUnfit):
            call("clock.timer.set", duration=wrong)


def test_showing_is_proved_by_the_clock_in_front() -> None:
    assert shown(call("clock.alarm.show")) == "android.intent.action.SHOW_ALARMS"
    assert shown(call("clock.timer.show")) == "android.intent.action.SHOW_TIMERS"
    with pytest.raises(ToolUnfit, match="no_handler"):
        call("clock.timer.show", takers=())

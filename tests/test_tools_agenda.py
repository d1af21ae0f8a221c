"""edgelam.tools.agenda: when things are, and who keeps them."""

from __future__ import annotations

from datetime import datetime

import pytest

from edgelam.core.plan import Shows
from edgelam.tools import ToolUnfit
from tests.tool_world import APP, call, conditions, expected, holds, intent, shown


def ms(iso: str) -> int:
    return int(datetime.fromisoformat(iso).timestamp() * 1000)


def test_an_event_begins_when_said() -> None:
    lunch = call("calendar.event.create", title="lunch", date="2026-03-06", time="12:30", place="Pier")
    assert dict(intent(lunch).extras) == {
        "title": "lunch",
        "eventLocation": "Pier",
        "beginTime": ms("2026-03-06T12:30:00+01:00"),
    }
    assert (lunch.then, lunch.then_app) == ("save the event", APP)
    assert conditions(lunch) == {"title": "lunch", "deleted": "0", "when": "2026-03-06T12:30:00+01:00"}
    assert holds(lunch).fresh
    with pytest.raises(ToolUnfit, match="unresolved:date"):
        call("calendar.event.create", title="lunch", date="someday")


def test_what_lasts_all_day_begins_at_midnight_utc() -> None:
    fair = dict(intent(call("calendar.event.create", title="fair", date="2026-03-06")).extras)
    assert fair == {"title": "fair", "beginTime": ms("2026-03-06T00:00:00+00:00"), "allDay": True}


def test_a_time_that_is_past_is_tomorrows() -> None:
    early = dict(intent(call("calendar.event.create", title="run", time="06:00")).extras)
    assert early["beginTime"] == ms("2026-03-06T06:00:00+01:00")


def test_a_day_is_shown_by_its_beginning() -> None:
    day = ms("2026-03-09T00:00:00+01:00")
    shown_day = call("calendar.day.open", date="2026-03-09")
    assert shown(shown_day) == f"content://com.android.calendar/time/{day}"


def test_a_note_goes_to_a_notes_app_only_and_must_be_seen_saved() -> None:
    takers = ("com.android.email", "com.android.notes", "com.android.tasks")
    note = call("notes.create", title="Rent", text="Ask", takers=takers)
    assert intent(note).package == note.then_app == "com.android.notes"
    assert expected(note) == Shows(texts=("Rent",), app="com.android.notes", saved=True)
    task = call("tasks.create", title="water the ferns", takers=takers)
    assert intent(task).package == "com.android.tasks"
    assert expected(task) == Shows(texts=("water the ferns",), app="com.android.tasks", saved=True)
    with pytest.raises(ToolUnfit, match="no_handler"):
        call("notes.create", text="Ask", takers=("com.android.email",))

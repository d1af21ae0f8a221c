from __future__ import annotations

from edgelam.core.fact import AskNow, AskTable, Fact, Now, Query, Rows, Table
from edgelam.core.plan import Step
from edgelam.verify.onscreen import says
from edgelam.verify.tables import came, queries, went

NOW = Now(iso="2026-03-05T22:00:00+01:00")
ALARM = {"when": "1772778600000", "package": "com.clock"}  # 2026-03-06, 7:30 in that zone


def step(do: str, label: str = "") -> Step:
    return Step(id="1", do=do, app="com.any", app_label=label)


def facts(table: Table, *rows: dict[str, str], known: bool = True) -> dict[Query, Fact]:
    return {AskNow(): NOW, AskTable(table=table): Rows(rows=rows, known=known)}


def test_only_what_a_step_speaks_of_is_asked_for() -> None:
    assert queries(step("take a photo")) == (AskNow(), AskTable(table="pictures"))
    assert queries(step("add Ada", "Contacts")) == (AskNow(), AskTable(table="contacts"))
    assert queries(step("pin the note Milk", "Notes")) == ()


def test_a_row_that_came_says_what_it_holds_and_when() -> None:
    wake = step("an alarm at 7:30 am")
    (effect,) = came(wake, facts("alarms"), facts("alarms", ALARM))
    assert effect.device and says(effect.labels[0], "7:30 am") and not says(effect.labels[0], "7:30 pm")
    assert "Friday" in effect.text and "alarm" in effect.labels[0]
    assert came(wake, facts("alarms", ALARM), facts("alarms", ALARM)) == []
    assert len(came(wake, facts("alarms", ALARM), facts("alarms", ALARM, ALARM))) == 1


def test_a_row_that_went() -> None:
    wake = step("delete the alarm")
    assert len(went(wake, facts("alarms", ALARM), facts("alarms"))) == 1
    assert went(wake, facts("alarms"), facts("alarms", ALARM)) == []


def test_what_the_phone_does_not_tell_is_no_change() -> None:
    wake = step("an alarm at 7:30 am")
    assert came(wake, facts("alarms", known=False), facts("alarms", ALARM)) == []
    assert came(wake, {}, facts("alarms", ALARM)) == []


def test_what_plays_is_one_and_only_when_it_plays() -> None:
    query = AskTable(table="players")
    clock: dict[Query, Fact] = {AskNow(): NOW}

    def player(state: str) -> Fact:
        return Rows(rows=({"package": "com.music", "state": state, "title": "Snow"},))

    step = Step(id="1", do="play my list Ironing")
    assert query in queries(step)
    (effect,) = came(step, {query: player("paused"), **clock}, {query: player("playing"), **clock})
    assert effect.device and effect.sole
    assert not came(step, {query: player("playing"), **clock}, {query: player("paused"), **clock})

"""edgelam.planner.resolve: what people say, on a known clock, as canonical values."""

from __future__ import annotations

import re
from datetime import datetime
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from edgelam.core.catalogue import ParamType
from edgelam.planner.resolve import resolve, resolve_all

NOW = datetime.fromisoformat("2026-03-05T14:03:22+01:00")  # a Thursday
CANONICAL = {
    "time": r"([01]\d|2[0-3]):[0-5]\d",
    "date": r"\d{4}-\d{2}-\d{2}",
    "duration": r"\d+",
    "days": r"(mon|tue|wed|thu|fri|sat|sun)( (mon|tue|wed|thu|fri|sat|sun))*",
    "percent": r"\d{1,3}",
    "switch": r"on|off",
}


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("7", "07:00"),
        ("7:30", "07:30"),
        ("7 30 am", "07:30"),
        ("7 p.m.", "19:00"),
        ("12 am", "00:00"),
        ("12:15 pm", "12:15"),
        ("half past six", "06:30"),
        ("a quarter to 8", "07:45"),
        ("ten past 3 in the afternoon", "15:10"),
        ("seven thirty", "07:30"),
        ("eleven forty five pm", "23:45"),
        ("noon", "12:00"),
        ("midnight", "00:00"),
        ("19.45", "19:45"),
        ("1130 pm", "23:30"),
        ("10 at night", "22:00"),
        ("12 at night", "00:00"),
        ("2 at night", "02:00"),
        ("in 20 minutes", "14:23"),
        ("25:00", None),
        ("soon", None),
        ("", None),
    ],
)
def test_times(said: str, value: str | None) -> None:
    assert resolve("time", said, NOW) == value


def test_the_part_of_the_day_may_stand_beside_the_time() -> None:
    assert resolve("time", "7:30", NOW, "tomorrow evening") == "19:30"
    assert resolve("time", "7:30", NOW, "tomorrow morning") == "07:30"
    assert resolve_all({"time": "time", "date": "date"}, {"time": "8", "date": "tonight"}, NOW) == {
        "time": "20:00",
        "date": "2026-03-05",
    }


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("today", "2026-03-05"),
        ("tonight", "2026-03-05"),
        ("tomorrow morning", "2026-03-06"),
        ("the day after tomorrow", "2026-03-07"),
        ("friday", "2026-03-06"),
        ("Thursday", "2026-03-05"),
        ("next thursday", "2026-03-12"),
        ("in three days", "2026-03-08"),
        ("in a week", "2026-03-12"),
        ("march 3", "2027-03-03"),
        ("21st of March", "2026-03-21"),
        ("the 4th", "2026-04-04"),
        ("first of june", "2026-06-01"),
        ("february 30", None),
        ("someday", None),
    ],
)
def test_dates_are_never_past(said: str, value: str | None) -> None:
    assert resolve("date", said, NOW) == value


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("10 minutes", "600"),
        ("an hour and a half", "5400"),
        ("half an hour", "1800"),
        ("a quarter of an hour", "900"),
        ("two and a half minutes", "150"),
        ("2 hours and 15 minutes", "8100"),
        ("1h 30m", "5400"),
        ("forty five sec", "45"),
        ("a while", None),
    ],
)
def test_durations(said: str, value: str | None) -> None:
    assert resolve("duration", said, NOW) == value


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("weekdays", "mon tue wed thu fri"),
        ("every Monday and wednesdays", "mon wed"),
        ("the weekend", "sat sun"),
        ("friday to monday", "mon fri sat sun"),
        ("daily", "mon tue wed thu fri sat sun"),
        ("never", None),
    ],
)
def test_weekdays(said: str, value: str | None) -> None:
    assert resolve("days", said, NOW) == value


@pytest.mark.parametrize(
    ("kind", "said", "value"),
    [
        ("percent", "fifty percent", "50"),
        ("percent", "max", "100"),
        ("percent", "mute", "0"),
        ("percent", "half", "50"),
        ("percent", "120", None),
        ("switch", "enable", "on"),
        ("switch", "turn it off", "off"),
        ("switch", "on and off", None),
        ("number", "minus nothing", None),
        ("number", "twenty five", "25"),
        ("text", " As Said ", " As Said "),
        ("contact", "Mom", "Mom"),
    ],
)
def test_the_others(kind: ParamType, said: str, value: str | None) -> None:
    assert resolve(kind, said, NOW) == value


def test_a_day_within_a_time_is_a_slot_of_its_own() -> None:
    kinds: dict[str, ParamType] = {"time": "time", "date": "date", "days": "days"}
    assert resolve_all(kinds, {"time": "7 pm every friday"}, NOW) == {"time": "19:00", "days": "fri"}
    assert resolve_all(kinds, {"time": "tomorrow at 8"}, NOW) == {"time": "08:00", "date": "2026-03-06"}
    assert resolve_all(kinds, {"time": "8", "date": "friday"}, NOW) == {"time": "08:00", "date": "2026-03-06"}
    assert resolve_all(kinds, {"time": "6", "date": "weekdays"}, NOW) == {
        "time": "06:00",
        "days": "mon tue wed thu fri",
    }
    assert resolve_all(kinds, {"days": "tomorrow"}, NOW) == {"date": "2026-03-06"}
    assert resolve_all(kinds, {"time": "8 pm"}, NOW) == {"time": "20:00"}
    assert resolve_all({"time": "time"}, {"time": "8 pm daily"}, NOW) == {"time": "20:00"}


def test_what_cannot_be_resolved_stays_as_said() -> None:
    assert resolve_all({"time": "time"}, {"time": "soon", "label": "x"}, NOW) == {
        "time": "soon",
        "label": "x",
    }


@given(st.sampled_from(get_args(ParamType)), st.text(max_size=60))
def test_any_text_gives_a_canonical_value_that_resolves_to_itself_or_none(kind: ParamType, said: str) -> None:
    value = resolve(kind, said, NOW)
    if value is not None and kind in CANONICAL:
        assert re.fullmatch(CANONICAL[kind], value)
        assert resolve(kind, value, NOW) == value


SAID = "half past quarter to 7 30 12 : noon am pm tomorrow next monday in 3 days hour a an 99 % 31st may"


@given(
    st.sampled_from(["time", "date", "duration", "days", "percent"]),
    st.lists(st.sampled_from(SAID.split()), max_size=6),
)
@example("time", ["99", "to", "7"])
def test_any_mixture_of_such_words_too(kind: ParamType, words: list[str]) -> None:
    value = resolve(kind, " ".join(words), NOW)
    assert value is None or (re.fullmatch(CANONICAL[kind], value) and resolve(kind, value, NOW) == value)


@pytest.mark.parametrize(
    ("kind", "said", "value"),
    [
        ("time", "7 Uhr", "07:00"),
        ("time", "7h30", "07:30"),
        ("time", "las 10 de la noche", "22:00"),
        ("time", "midi", "12:00"),
        ("date", "morgen früh", "2026-03-06"),
        ("date", "hoy", "2026-03-05"),
        ("duration", "10 Minuten", "600"),
        ("duration", "une demi-heure", "1800"),
        ("duration", "2 ore", "7200"),
        ("percent", "50 Prozent", "50"),
        ("percent", "as loud as possible", "100"),
        ("percent", "all the way down", "0"),
        ("percent", "as dim as possible", "0"),
        ("switch", "aus", "off"),
        ("switch", "Activa", "on"),
    ],
)
def test_common_words_of_other_languages_and_of_degrees(kind: ParamType, said: str, value: str) -> None:
    assert resolve(kind, said, NOW) == value

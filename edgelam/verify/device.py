"""Expectations that the device's own tables and settings can prove; pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from edgelam.core.event import Evidence
from edgelam.core.fact import Fact, FrontApp, Rows, Setting
from edgelam.core.plan import Front, Holds, Match
from edgelam.core.text import digits, normalised

_SHORTEST_NUMBER = 7  # digits by which two spellings of a phone number are compared


def _same_number(left: str, right: str) -> bool:
    a, b = digits(left), digits(right)
    if not a or not b:
        return normalised(left) == normalised(right)
    if min(len(a), len(b)) < _SHORTEST_NUMBER:
        return a == b
    a, b = a.lstrip("0"), b.lstrip("0")  # the trunk prefix falls away behind a country code
    return a.endswith(b) or b.endswith(a)


def _at(epoch_ms: str, wanted: str, now: datetime) -> bool:
    """Whether the instant is `wanted` (HH:MM: its next coming; ISO: to the minute) on the phone's clock."""
    if not epoch_ms.lstrip("-").isdigit():
        return False
    moment = datetime.fromtimestamp(int(epoch_ms) / 1000, tz=now.tzinfo)
    if len(wanted) <= 5:
        ahead = moment - now
        return moment.strftime("%H:%M") == wanted.zfill(5) and timedelta(minutes=-2) < ahead < timedelta(
            days=8
        )
    target = datetime.fromisoformat(wanted)
    if target.tzinfo is None:
        target = target.replace(tzinfo=now.tzinfo)
    return abs(moment - target) < timedelta(minutes=1)


def matches(row: dict[str, str], conditions: tuple[Match, ...], now: datetime) -> bool:
    """Whether every condition holds for the row."""
    for condition in conditions:
        value = row.get(condition.column)
        if value is None:
            return False
        match condition.how:
            case "digits":
                good = _same_number(value, condition.value)
            case "contains":
                good = normalised(condition.value) in normalised(value)
            case "at":
                good = _at(value, condition.value, now)
            case _:
                good = value.strip().casefold() == condition.value.strip().casefold()
        if not good:
            return False
    return True


def _show(row: dict[str, str], now: datetime) -> str:
    parts = []
    for column, value in row.items():
        if column in ("when", "date") and value.isdigit():
            value = datetime.fromtimestamp(int(value) / 1000, tz=now.tzinfo).strftime("%Y-%m-%d %H:%M")
        if value:
            parts.append(f"{column}={value}")
    return ", ".join(parts)[:200]


def check_holds(expectation: Holds, fact: Fact, before: Fact | None, now: datetime) -> Evidence:
    """Device state against an expectation.

    before: the same query's answer when the step began; `fresh` rows must be more than there were then.
    """
    table = getattr(expectation.query, "table", None) or getattr(expectation.query, "key", "state")
    if isinstance(fact, Setting):
        good = matches({"value": fact.value or ""}, expectation.matches, now) == expectation.present
        return Evidence(verdict="met" if good else "not_met", source="device", text=f"{table}={fact.value}")
    if not isinstance(fact, Rows) or not fact.known:
        return Evidence(verdict="unknown", source="device", text=f"{table} cannot be read on this phone")
    found = [row for row in fact.rows if matches(row, expectation.matches, now)]
    if not expectation.present:
        gone = not found
        text = f"{table}: none left" if gone else f"{table}: still there: {_show(found[0], now)}"
        return Evidence(verdict="met" if gone else "not_met", source="device", text=text)
    count_before = 0
    if expectation.fresh and isinstance(before, Rows):
        count_before = sum(matches(row, expectation.matches, now) for row in before.rows)
    if len(found) > count_before:
        return Evidence(verdict="met", source="device", text=f"{table}: {_show(found[-1], now)}")
    return Evidence(verdict="not_met", source="device", text=f"{table}: no such row")


def check_front(expectation: Front, fact: Fact) -> Evidence:
    """Which app is in front."""
    front = fact.package if isinstance(fact, FrontApp) else ""
    if not front:
        return Evidence(verdict="unknown", source="device", text="the app in front is not known")
    good = front == expectation.app
    return Evidence(verdict="met" if good else "not_met", source="device", text=f"in front: {front}")

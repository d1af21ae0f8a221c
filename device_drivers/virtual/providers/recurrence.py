"""RRULE, the recurrence rules of RFC 5545, as far as calendars use them; pure."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


@dataclass(frozen=True)
class Rule:
    """`frequency` is empty for what does not repeat; `days` are weekdays, 0 for Monday."""

    frequency: str = ""
    interval: int = 1
    days: tuple[int, ...] = ()
    count: int = 0  # 0: without an end
    until: datetime | None = None

    def __str__(self) -> str:
        """As the column `rrule` holds it; empty for what does not repeat."""
        if not self.frequency:
            return ""
        parts = [f"FREQ={self.frequency}"]
        if self.until is not None:
            parts.append(f"UNTIL={self.until.astimezone(timezone.utc):%Y%m%dT%H%M%SZ}")
        if self.count:
            parts.append(f"COUNT={self.count}")
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.days:
            parts.append("BYDAY=" + ",".join(DAYS[day] for day in self.days))
        return ";".join(parts)


def parse(text: str) -> Rule:
    """A rule; what is not understood is left out."""
    parts = dict(part.split("=", 1) for part in text.upper().split(";") if "=" in part)
    frequency = parts.get("FREQ", "")
    named = parts.get("BYDAY", "").split(",") if frequency == "WEEKLY" else []
    return Rule(
        frequency if frequency in FREQUENCIES else "",
        max(1, _number(parts.get("INTERVAL", "1"))),
        tuple(day for day, name in enumerate(DAYS) if name in named),
        _number(parts.get("COUNT", "")),
        _until(parts.get("UNTIL", "")),
    )


def occurrences(text: str, start: datetime, high: datetime) -> Iterator[datetime]:
    """The starts of a repeating event up to a moment, in order."""
    rule = parse(text)
    last = high if rule.until is None else min(high, rule.until)
    for made, begin in enumerate(_candidates(rule, start)):
        if begin > last or (rule.count and made >= rule.count):
            return
        yield begin


def _candidates(rule: Rule, start: datetime) -> Iterator[datetime]:
    if rule.frequency == "DAILY":
        yield from _every(start, timedelta(days=rule.interval))
    elif rule.frequency == "WEEKLY":
        monday = start - timedelta(days=start.weekday())
        days = rule.days or (start.weekday(),)
        for week in _every(monday, timedelta(weeks=rule.interval)):
            yield from (begin for day in days if (begin := week + timedelta(days=day)) >= start)
    elif rule.frequency:
        yield from _months(start, rule.interval * (12 if rule.frequency == "YEARLY" else 1))
    else:
        yield start


def _every(start: datetime, step: timedelta) -> Iterator[datetime]:
    while True:
        yield start
        start += step


def _months(start: datetime, step: int) -> Iterator[datetime]:
    """The same day of every month that has it."""
    place = start.year * 12 + start.month - 1
    while True:
        year, month = place // 12, place % 12 + 1
        if start.day <= calendar.monthrange(year, month)[1]:
            yield start.replace(year=year, month=month)
        place += step


def _number(text: str) -> int:
    return min(int(text), 10_000) if text.isdecimal() else 0


def _until(text: str) -> datetime | None:
    """The end of a date counts whole."""
    for form, more in (("%Y%m%dT%H%M%SZ", 0), ("%Y%m%dT%H%M%S", 0), ("%Y%m%d", 86_399)):
        try:
            return datetime.strptime(text, form).replace(tzinfo=timezone.utc) + timedelta(seconds=more)
        except ValueError:
            continue
    return None

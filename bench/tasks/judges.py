"""Judges: small functions over the phone's state before and after."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from device_drivers.virtual.locales import ENGLISH, locale_of

from .state import Row, State, digits
from .tables import TABLES
from .task import Before, Judge

Test = Callable[[str, Before], bool]
Want = str | Test  # a text with {placeholders}, or a test of the value
Diff = tuple[list[Row], list[Row]]

# What Android itself changes while somebody works.
_RESTLESS = re.compile(
    r"system\.(user_rotation|next_alarm_formatted|volume_\w+)|secure\.(default_input_method|enabled_input_methods|"
    r"selected_input_method_subtype|show_ime_with_hard_keyboard)|global\.(wifi_saved_state|development_\w+)"
)


_DAY = re.compile(r"([A-Z][a-z]{2}, )?([A-Z][a-z]{2}) (\d{1,2})(?:, (\d{4}))?")


def squeeze(text: str) -> str:
    """Without case, outer space and the last full stop: what a person would not mind."""
    return " ".join(text.split()).casefold().rstrip(".!")


# Tests of a value
def holds(text: str) -> Test:
    """The text is in it."""
    return lambda value, before: squeeze(text.format(**before.params)) in squeeze(value)


def number(text: str) -> Test:
    """It has the same digits."""
    return lambda value, before: digits(value) == digits(text.format(**before.params))


def one_of(*texts: str) -> Test:
    """It is one of them."""
    return lambda value, before: value in [text.format(**before.params) for text in texts]


def anything(value: str, before: Before) -> bool:
    """Whatever it is."""
    return True


def moment(text: str) -> Test:
    """Milliseconds of the epoch at that time, ISO with its zone."""
    return lambda value, before: value == str(_ms(text.format(**before.params)))


def on_day(text: str) -> Test:
    """Milliseconds of the epoch on that day of the phone's own zone; the day as ISO with its zone."""

    def test(value: str, before: Before) -> bool:
        day = datetime.fromisoformat(text.format(**before.params))
        return value.isdigit() and datetime.fromtimestamp(int(value) / 1000, day.tzinfo).date() == day.date()

    return test


def ident(table: str, **where: str) -> Test:
    """It is the _id of the row that was so at the start."""

    def test(value: str, before: Before) -> bool:
        wanted = {name: text.format(**before.params) for name, text in where.items()}
        return any(row["_id"] == value for row in before.state.rows(table, **wanted))

    return test


def _ms(iso: str) -> int:
    return int(datetime.fromisoformat(iso).timestamp() * 1000)


def fits(row: Row, wanted: Mapping[str, Want], before: Before) -> bool:
    """Every wanted column is as wanted; texts as a person compares them."""
    for name, want in wanted.items():
        if isinstance(want, str):
            if squeeze(row[name]) != squeeze(want.format(**before.params)):
                return False
        elif not want(row[name], before):
            return False
    return True


def difference(table: str, after: State, before: Before) -> Diff:
    """The rows that went and the rows that came, whatever their _id."""

    def counted(state: State) -> Counter[tuple[tuple[str, str], ...]]:
        return Counter(
            tuple((name, value) for name, value in row.items() if name != "_id")
            for row in state.tables[table]
        )

    old, new = counted(before.state), counted(after)
    return [dict(r) for r in (old - new).elements()], [dict(r) for r in (new - old).elements()]


unchanged = Judge(lambda after, before: True)


# Judges of tables
def added(table: str, columns: Mapping[str, Want], times: int = 1) -> Judge:
    """Exactly so many new rows, all of them so, and nothing else is different there."""

    def check(after: State, before: Before) -> bool:
        went, came = difference(table, after, before)
        return not went and len(came) == times and all(fits(row, columns, before) for row in came)

    return Judge(check, frozenset({table}))


def removed(table: str, where: Mapping[str, Want]) -> Judge:
    """All rows that were so are gone (there were some), and nothing else is different there."""

    def check(after: State, before: Before) -> bool:
        went, came = difference(table, after, before)
        meant = [row for row in before.state.tables[table] if fits(row, where, before)]
        return (
            bool(meant) and not came and len(went) == len(meant) and all(fits(r, where, before) for r in went)
        )

    return Judge(check, frozenset({table}))


def changed(table: str, where: Mapping[str, Want], to: Mapping[str, Want]) -> Judge:
    """All rows that were `where` are `to` now and otherwise as before; nothing else is different there."""

    def check(after: State, before: Before) -> bool:
        went, came = difference(table, after, before)
        meant = [r for r in before.state.tables[table] if fits(r, where, before)]
        still = [r for r in meant if not fits(r, to, before)]

        def rest(row: Row) -> tuple[tuple[str, str], ...]:
            return tuple((name, value) for name, value in row.items() if name not in to and name != "_id")

        return (
            bool(still)
            and all(fits(row, where, before) for row in went)
            and all(fits(row, to, before) for row in came)
            and Counter(map(rest, went)) == Counter(map(rest, came)) == Counter(map(rest, still))
        )

    return Judge(check, frozenset({table}))


def has(table: str, columns: Mapping[str, Want], times: int = 1) -> Judge:
    """So many rows are so in the end, and the others are as they were."""

    def check(after: State, before: Before) -> bool:
        went, came = difference(table, after, before)
        found = [row for row in after.tables[table] if fits(row, columns, before)]
        return len(found) == times and all(fits(row, columns, before) for row in [*went, *came])

    return Judge(check, frozenset({table}))


def contains(table: str, columns: Mapping[str, Want], times: int = 1) -> Judge:
    """So many rows are so in the end, whatever else is there."""
    return Judge(
        lambda after, before: sum(fits(row, columns, before) for row in after.tables[table]) == times,
        frozenset({table}),
    )


def blind(table: str, column: str, judge: Judge = unchanged) -> Judge:
    """The judge, and no difference of the table but in a column that merely looking may change."""

    def without(state: State) -> State:
        rows = tuple({n: v for n, v in row.items() if n != column} for row in state.tables[table])
        return replace(state, tables={**state.tables, table: rows})

    def check(after: State, before: Before) -> bool:
        seen, known = without(after), Before(before.params, without(before.state))
        same = table in judge.touches or not any(difference(table, seen, known))
        return same and judge.check(seen, known)

    return Judge(check, judge.touches | {table})


def may_change(*parts: str) -> Judge:
    """Tables and other parts that the task leaves open."""
    return Judge(lambda after, before: True, frozenset(parts))


# Judges of everything else
def setting(key: str, *values: str) -> Judge:
    """A setting has one of the values; key: namespace.name."""

    def check(after: State, before: Before) -> bool:
        return after.settings.get(key, "") in [value.format(**before.params) for value in values]

    return Judge(check, frozenset({key}))


def volume(stream: str, test: Callable[[int, int], bool]) -> Judge:
    """A stream's volume passes the test of (after, before)."""
    return Judge(
        lambda after, before: test(after.volumes[stream], before.state.volumes[stream]),
        frozenset({"volumes"}),
    )


def playing(package: str) -> Judge:
    """The app's media session plays; with nothing, none does."""
    return Judge(lambda after, before: after.playing == package)


def installed(package: str, *, gone: bool = False) -> Judge:
    """The package is there, or is gone, and the others are as they were."""

    def check(after: State, before: Before) -> bool:
        name = package.format(**before.params)
        return after.packages ^ before.state.packages == {name} and (name in after.packages) != gone

    return Judge(check, frozenset({"packages"}))


def front(part: str, *texts: str) -> Judge:
    """The window in front has this in its name, and these texts (or numbers) can be read on it; of a text
    with bars, one of its parts. Labels are read in the phone's language."""

    def check(after: State, before: Before) -> bool:
        shown = squeeze(" | ".join(after.shown))

        def readable(text: str) -> bool:
            return squeeze(text) in shown or (len(digits(text)) >= 7 and digits(text) in digits(shown))

        wanted = [text.format(**before.params).split("|") for text in texts]
        wanted = [[*ways, *(as_shown(way, after) for way in ways)] for ways in wanted]
        right = part.casefold() in after.front.casefold()
        return right and all(any(map(readable, ways)) for ways in wanted)

    return Judge(check)


def as_shown(text: str, state: State) -> str:
    """A label, a time of the day or a day, as the phone's language has it."""
    language = locale_of(state.settings.get("system.system_locales", ENGLISH.tag))
    head, _, half = text.rpartition(" ")
    day = _DAY.fullmatch(text)
    if day is not None:
        then = datetime.strptime(f"{day[2]} {day[3]} {day[4] or 2024}", "%b %d %Y")
        return language.date(then, ("y" if day[4] else "") + ("MMMEd" if day[1] else "MMMd"))
    half = half.upper()
    return f"{head} {language.say(half)}" if half in ("AM", "PM") else language.say(text)


def every(*judges: Judge) -> Judge:
    """All of them."""
    return Judge(
        lambda after, before: all(judge.check(after, before) for judge in judges),
        frozenset().union(*(judge.touches for judge in judges)),
    )


def either(*judges: Judge) -> Judge:
    """One of them, where there are several right ends."""
    return Judge(
        lambda after, before: any(passes(judge, after, before) for judge in judges),
        frozenset().union(*(judge.touches for judge in judges)),
    )


def passes(judge: Judge, after: State, before: Before) -> bool:
    """It is as asked, and nothing that nobody asked for is different."""
    return judge.check(after, before) and not harm(judge, after, before)


def harm(judge: Judge, after: State, before: Before) -> list[str]:
    """What is different and should not be: tables, settings (namespace.name), volumes, packages."""
    then = before.state
    found = [
        name
        for name, table in TABLES.items()
        if table.own and name not in judge.touches and any(difference(name, after, before))
    ]
    keys = set(after.settings) | set(then.settings)
    found += sorted(
        key
        for key in keys
        if key not in judge.touches
        and not _RESTLESS.fullmatch(key)
        and after.settings.get(key) != then.settings.get(key)
    )
    if "texts" not in judge.touches:
        both = set(after.texts) & set(then.texts)
        found += sorted(path for path in both if after.texts[path] != then.texts[path])
    found += ["volumes"] if "volumes" not in judge.touches and after.volumes != then.volumes else []
    found += ["packages"] if "packages" not in judge.touches and after.packages != then.packages else []
    return found

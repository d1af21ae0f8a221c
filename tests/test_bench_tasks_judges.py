"""Judges over states: exactly what was asked, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bench.tasks.judges import (
    added,
    changed,
    either,
    every,
    front,
    harm,
    has,
    holds,
    ident,
    installed,
    may_change,
    moment,
    number,
    on_day,
    passes,
    playing,
    removed,
    setting,
    unchanged,
    volume,
)
from bench.tasks.state import Row, State
from bench.tasks.tables import TABLES
from bench.tasks.task import Before, Judge

NOTE = {"_id": "1", "pinned": "0", "title": "Books", "body": "A long list"}
OTHER = {"_id": "2", "pinned": "0", "title": "Car", "body": "Tyres"}
NEW = {"_id": "7", "pinned": "0", "title": "Rent", "body": "Ask about the lease."}
PARAMS = {"title": "rent", "old": "books", "number": "+1 (555) 010-2030"}


def state(notes: tuple[Row, ...] = (NOTE, OTHER), **parts: object) -> State:
    tables: dict[str, tuple[Row, ...]] = {**dict.fromkeys(TABLES, ()), "notes": notes}
    first = State(
        tables=tables,
        settings={"global.wifi_on": "1"},
        volumes={"music": 5},
        packages=frozenset({"a.b"}),
        notices=(),
        folders=frozenset(),
        texts={},
        playing="",
        front="com.x/.Main",
        shown=("Hello", "555 0102030"),
    )
    return replace(first, **parts)  # type: ignore[arg-type]


def judged(judge: Judge, after: State, params: Mapping[str, str] = PARAMS) -> bool:
    return passes(judge, after, Before(params, state()))


RENAMED = {**NOTE, "title": "Rent"}
PINNED = {**NOTE, "pinned": "1"}


@pytest.mark.parametrize(
    ("judge", "after", "right"),
    [
        (added("notes", {"title": "{title}"}), (NOTE, OTHER, NEW), True),
        (added("notes", {"title": "{title}"}), (NOTE, OTHER), False),
        (added("notes", {"title": "{title}"}), (NOTE, OTHER, NEW, {**NEW, "_id": "8"}), False),
        (added("notes", {"title": "{title}"}, 2), (NOTE, OTHER, NEW, {**NEW, "_id": "8"}), True),
        (added("notes", {"title": "{title}"}), (NOTE, NEW), False),
        (added("notes", {"body": "ask about  the lease"}), (NOTE, OTHER, NEW), True),
        (added("notes", {"body": holds("LEASE")}), (NOTE, OTHER, NEW), True),
        (removed("notes", {"title": "{old}"}), (OTHER,), True),
        (removed("notes", {"title": "{old}"}), (NOTE, OTHER), False),
        (removed("notes", {"title": "{old}"}), (), False),
        (removed("notes", {"title": "nothing"}), (NOTE, OTHER), False),
        (changed("notes", {"title": "{old}"}, {"title": "{title}"}), (RENAMED, OTHER), True),
        (changed("notes", {"title": "{old}"}, {"title": "{title}"}), ({**RENAMED, "_id": "9"}, OTHER), True),
        (changed("notes", {"title": "{old}"}, {"title": "{title}"}), ({**RENAMED, "body": ""}, OTHER), False),
        (changed("notes", {"title": "{old}"}, {"title": "{title}"}), (NOTE, OTHER), False),
        (changed("notes", {"title": "{old}"}, {"pinned": "1"}), (PINNED, OTHER), True),
        (changed("notes", {"title": "{old}"}, {"pinned": "1"}), (PINNED, {**OTHER, "pinned": "1"}), False),
        (has("notes", {"title": "{title}"}), (RENAMED, OTHER), False),
        (has("notes", {"title": "{title}"}), (NOTE, OTHER, NEW), True),
        (unchanged, (NOTE, OTHER), True),
        (unchanged, (NOTE,), False),
        (may_change("notes"), (), True),
        (either(removed("notes", {"title": "Car"}), removed("notes", {"title": "Books"})), (OTHER,), True),
        (either(removed("notes", {"title": "Car"}), removed("notes", {"title": "Books"})), (), False),
    ],
)  # fmt: skip
def test_tables(judge: Judge, after: tuple[Row, ...], right: bool) -> None:
    assert judged(judge, state(after)) == right


def test_what_nobody_asked_for_spoils_it() -> None:
    judge = setting("global.wifi_on", "0")
    off = state(settings={"global.wifi_on": "0"})
    assert judged(judge, off)
    assert not judged(judge, replace(off, tables={**off.tables, "notes": (NOTE,)}))
    louder = replace(off, volumes={"music": 9})
    assert harm(judge, louder, Before(PARAMS, state())) == ["volumes"]
    assert judged(every(judge, volume("music", lambda now, then: now > then)), louder)
    other = replace(off, settings={"global.wifi_on": "0", "system.font_scale": "2.0"})
    assert harm(judge, other, Before(PARAMS, state())) == ["system.font_scale"]


def test_what_changes_by_itself_does_not() -> None:
    after = state(settings={"global.wifi_on": "1", "secure.default_input_method": "x/.Y"})
    assert judged(unchanged, after)
    searched = {**state().tables, "history": ({"url": "https://a", "title": "A"},)}
    assert judged(unchanged, state(tables=searched))


def test_what_is_in_front_can_be_read() -> None:
    assert judged(front("com.x", "hello"), state())
    assert judged(front("com.x", "Bye|Hello"), state())
    assert judged(front("com.x", "1 555 010-2030"), state(shown=("+1 555 010 2030",)))
    assert not judged(front("com.y", "hello"), state())
    assert not judged(front("com.x", "Bye"), state())


def test_packages_and_players() -> None:
    assert judged(installed("c.d"), state(packages=frozenset({"a.b", "c.d"})))
    assert judged(installed("a.b", gone=True), state(packages=frozenset()))
    assert not judged(installed("c.d"), state(packages=frozenset({"c.d"})))
    assert judged(playing("com.music"), state(playing="com.music"))
    assert not judged(playing("com.music"), state())


def test_values_are_tested() -> None:
    before = Before({**PARAMS, "when": "2026-03-05T10:00:00+01:00"}, state())
    assert number("{number}")("15550102030", before)
    assert not number("{number}")("15550102031", before)
    assert moment("{when}")("1772701200000", before)
    assert not moment("{when}")("1772701260000", before)
    assert on_day("{when}")("1772750000000", before)
    assert not on_day("{when}")("1772755300000", before)
    assert not on_day("{when}")("", before)
    assert ident("notes", title="Books")("1", before)
    assert not ident("notes", title="Books")("2", before)

"""What the tasks about recordings share: what they draw, how it is done, and what is checked."""

from __future__ import annotations

from typing import Any

from bench.tasks.catalogue._notes import NOTES, new_note, old_note, write_note
from bench.tasks.hand import Hand
from bench.tasks.judges import (
    Want,
    added,
    difference,
    may_change,
    removed,
    squeeze,
)
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params
from bench.tasks.world import World
from device_drivers.virtual.stocks.recorder import Recording

RECORDER = "com.android.soundrecorder"
_TITLES = (
    "Bass line", "Sermon", "Standup", "Rain on the roof", "Podcast draft", "Speech", "Bedtime story",
    "Harmonies", "Complaint", "Frogs", "Site visit", "Toast", "Seminar", "Doorbell", "Waves",
)  # fmt: skip
FILE = may_change("files")  # a recording is a file, too


# Draws
def title(world: World) -> str:
    """A title that no recording has."""
    return world.choose(*_TITLES)


def old_recording(world: World, **fields: Any) -> Recording:
    """One that is there."""
    fields = {"title": title(world), "seconds": world.rng.randrange(70, 900), **fields}
    return world.add("recordings", Recording(**fields))


def draw_one(world: World) -> dict[str, str]:
    return {"recording": old_recording(world).title, "to": title(world)}


def draw_new(world: World) -> dict[str, str]:
    return {"recording": title(world), "second": title(world)}


def draw_asked(world: World) -> dict[str, str]:
    one = old_recording(world)
    return {"recording": one.title, "answer": f"{one.seconds // 60}:{one.seconds % 60:02}"}


def draw_longest(world: World) -> dict[str, str]:
    """One is longer than all others."""
    most = max([one.seconds for one in world.things("recordings")], default=60)
    return {"recording": old_recording(world, seconds=most + 200).title, "to": title(world)}


def draw_short(world: World) -> dict[str, str]:
    """Some are shorter than a minute."""
    for seconds in (12, 37, 51):
        old_recording(world, seconds=seconds)
    for seconds in (75, 640):
        old_recording(world, seconds=seconds)
    return {}


def draw_perhaps(world: World) -> dict[str, str]:
    here = world.rng.random() < 0.5
    name = old_recording(world).title if here else title(world)
    return {"recording": name, "here": "yes" if here else ""}


def draw_few(world: World) -> dict[str, str]:
    """These and no others, and a title for a note."""
    world.put("recordings", [])
    names = [old_recording(world).title for _ in range(4)]
    return {"names": "\n".join(names), "title": world.title()}


def draw_course(world: World) -> dict[str, str]:
    """Eight of one course, by age."""
    world.put("recordings", [])
    names = [old_recording(world, minutes_ago=9000 - 1000 * n).title for n in range(8)]
    return {"names": "\n".join(names), "word": world.choose("Lecture", "Session", "Episode")}


def draw_note_or_not(world: World) -> dict[str, str]:
    here = world.rng.random() < 0.5
    note = old_note(world) if here else new_note(world)
    return {
        "title": note["title"],
        "body": note["body"],
        "here": "yes" if here else "",
        "recording": title(world),
    }


# By hand
def start_recording(hand: Hand) -> None:
    """The app, recording."""
    hand.open(RECORDER)
    hand.menu("Record")


def save_recording(hand: Hand, name: str) -> None:
    """End what is being recorded, and name it."""
    hand.tap("Stop recording")
    hand.fill("Recording name", name)
    hand.tap("Save")


def do_start(hand: Hand, p: Params) -> None:
    start_recording(hand)


def do_pause(hand: Hand, p: Params) -> None:
    start_recording(hand)
    hand.tap("Pause recording")


def do_memo(hand: Hand, p: Params) -> None:
    start_recording(hand)
    save_recording(hand, p["recording"])


def do_two_memos(hand: Hand, p: Params) -> None:
    do_memo(hand, p)
    hand.menu("Record")
    save_recording(hand, p["second"])


def rename_recording(hand: Hand, name: str, to: str) -> None:
    """In the list that is open."""
    hand.hold(name)
    hand.tap("Rename")
    hand.fill("Recording name", to)
    hand.tap("Rename")


def do_rename(hand: Hand, p: Params) -> None:
    hand.open(RECORDER)
    rename_recording(hand, p["recording"], p["to"])


def do_delete(hand: Hand, p: Params) -> None:
    hand.open(RECORDER)
    hand.hold(p["recording"])
    hand.tap("Delete")


def do_play(hand: Hand, p: Params) -> None:
    hand.open(RECORDER)
    hand.tap_text(p["recording"])


def do_look(hand: Hand, p: Params) -> None:
    hand.open(RECORDER)
    hand.read(p["recording"])


def _rows(hand: Hand) -> list[list[str]]:
    """The recordings in sight: the lines of each."""
    rows = [e.text.split("\n") for e in hand.screen.elements if e.state.long_clickable and e.text]
    return [row for row in rows if len(row) >= 3 and ":" in row[-1]]


def do_delete_short(hand: Hand, p: Params) -> None:
    hand.open(RECORDER)
    while short := [row[0] for row in _rows(hand) if row[-1].startswith("0:")]:
        hand.wipe(short[0])


def do_delete_all(hand: Hand, p: Params) -> None:
    hand.open(RECORDER)
    while rows := _rows(hand):
        hand.wipe(rows[0][0])


def do_delete_or_record(hand: Hand, p: Params) -> None:
    if p["here"]:
        do_delete(hand, p)
    else:
        do_memo(hand, p)


def do_list_in_note(hand: Hand, p: Params) -> None:
    hand.open(RECORDER)
    write_note(hand, p["title"], p["names"])


def do_number(hand: Hand, p: Params) -> None:
    hand.open(RECORDER)
    for place, name in enumerate(p["names"].split("\n"), 1):
        rename_recording(hand, name, f"{p['word']} {place}")


def do_note_or_record(hand: Hand, p: Params) -> None:
    hand.open(NOTES)
    if p["here"]:
        hand.hold(p["title"])
        hand.tap("Delete")
    else:
        do_memo(hand, p)


# Judges
THIS: dict[str, Want] = {"title": "{recording}", "is_recording": "1"}


def is_played(name: str = "recording") -> Judge:
    """The recording of that title plays. name: the value that holds the title."""

    def check(after: State, before: Before) -> bool:
        idents = {row["audio_id"] for row in after.tables["recorder_queue"]}
        found = {row["_id"] for row in after.rows("songs", title=before.params[name])}
        return idents == found and after.playing == RECORDER

    return Judge(check)


def is_briefer(value: str, before: Before) -> bool:
    return value.isdigit() and int(value) < 60_000


def check_none_left(after: State, before: Before) -> bool:
    kept = [dict(row) for row in before.state.tables["songs"] if row["is_recording"] != "1"]
    return kept == [dict(row) for row in after.tables["songs"]]


def check_recorded_or_deleted(after: State, before: Before) -> bool:
    return (removed if before.params["here"] else added)("songs", THIS).check(after, before)


def check_noted_or_recorded(after: State, before: Before) -> bool:
    there = removed("notes", {"title": "{title}"})
    return (there if before.params["here"] else added("songs", THIS)).check(after, before)


def check_both(after: State, before: Before) -> bool:
    went, came = difference("songs", after, before)
    wanted = sorted(squeeze(before.params[name]) for name in ("recording", "second"))
    return not went and wanted == sorted(squeeze(row["title"]) for row in came)


def is_all_named(value: str, before: Before) -> bool:
    """A line for each, in any order."""
    said = sorted(squeeze(line) for line in value.splitlines() if line.strip())
    return said == sorted(map(squeeze, before.params["names"].split("\n")))


def check_counted(after: State, before: Before) -> bool:
    """Every recording has the number of its age, and nothing else is different."""
    p = before.params
    names = {name: f"{p['word']} {place}" for place, name in enumerate(p["names"].split("\n"), 1)}
    wanted = [{**row, "title": names.get(row["title"], row["title"])} for row in before.state.tables["songs"]]
    return wanted == [{**row, "title": row["title"].strip()} for row in after.tables["songs"]]

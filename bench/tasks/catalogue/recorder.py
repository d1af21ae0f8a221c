"""Recorder: sound recordings."""

from __future__ import annotations

from typing import Any

from bench.tasks.catalogue.notes import NOTES, new_note, old_note, write_note
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import (
    Want,
    added,
    changed,
    difference,
    every,
    front,
    may_change,
    removed,
    squeeze,
    unchanged,
)
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.stocks.recorder import Recording

RECORDER = "com.android.soundrecorder"
_TITLES = (
    "Bass line", "Sermon", "Standup", "Rain on the roof", "Podcast draft", "Speech", "Bedtime story",
    "Harmonies", "Complaint", "Frogs", "Site visit", "Toast", "Seminar", "Doorbell", "Waves",
)  # fmt: skip
_FILE = may_change("files")  # a recording is a file, too


# Draws
def title(world: World) -> str:
    """A title that no recording has."""
    return world.choose(*_TITLES)


def old_recording(world: World, **fields: Any) -> Recording:
    """One that is there."""
    fields = {"title": title(world), "seconds": world.rng.randrange(70, 900), **fields}
    return world.add("recordings", Recording(**fields))


def _one(world: World) -> dict[str, str]:
    return {"recording": old_recording(world).title, "to": title(world)}


def _new(world: World) -> dict[str, str]:
    return {"recording": title(world), "second": title(world)}


def _asked(world: World) -> dict[str, str]:
    one = old_recording(world)
    return {"recording": one.title, "answer": f"{one.seconds // 60}:{one.seconds % 60:02}"}


def _longest(world: World) -> dict[str, str]:
    """One is longer than all others."""
    most = max([one.seconds for one in world.things("recordings")], default=60)
    return {"recording": old_recording(world, seconds=most + 200).title, "to": title(world)}


def _short(world: World) -> dict[str, str]:
    """Some are shorter than a minute."""
    for seconds in (12, 37, 51):
        old_recording(world, seconds=seconds)
    for seconds in (75, 640):
        old_recording(world, seconds=seconds)
    return {}


def _perhaps(world: World) -> dict[str, str]:
    here = world.rng.random() < 0.5
    name = old_recording(world).title if here else title(world)
    return {"recording": name, "here": "yes" if here else ""}


def _few(world: World) -> dict[str, str]:
    """These and no others, and a title for a note."""
    world.put("recordings", [])
    names = [old_recording(world).title for _ in range(4)]
    return {"names": "\n".join(names), "title": world.title()}


def _course(world: World) -> dict[str, str]:
    """Eight of one course, by age."""
    world.put("recordings", [])
    names = [old_recording(world, minutes_ago=9000 - 1000 * n).title for n in range(8)]
    return {"names": "\n".join(names), "word": world.choose("Lecture", "Session", "Episode")}


def _note_or_not(world: World) -> dict[str, str]:
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


def _start(hand: Hand, p: Params) -> None:
    start_recording(hand)


def _pause(hand: Hand, p: Params) -> None:
    start_recording(hand)
    hand.tap("Pause recording")


def _memo(hand: Hand, p: Params) -> None:
    start_recording(hand)
    save_recording(hand, p["recording"])


def _two_memos(hand: Hand, p: Params) -> None:
    _memo(hand, p)
    hand.menu("Record")
    save_recording(hand, p["second"])


def rename_recording(hand: Hand, name: str, to: str) -> None:
    """In the list that is open."""
    hand.hold(name)
    hand.tap("Rename")
    hand.fill("Recording name", to)
    hand.tap("Rename")


def _rename(hand: Hand, p: Params) -> None:
    hand.open(RECORDER)
    rename_recording(hand, p["recording"], p["to"])


def _delete(hand: Hand, p: Params) -> None:
    hand.open(RECORDER)
    hand.hold(p["recording"])
    hand.tap("Delete")


def _play(hand: Hand, p: Params) -> None:
    hand.open(RECORDER)
    hand.tap_text(p["recording"])


def _look(hand: Hand, p: Params) -> None:
    hand.open(RECORDER)
    hand.find(p["recording"])


def _rows(hand: Hand) -> list[list[str]]:
    """The recordings in sight: the lines of each."""
    rows = [e.text.split("\n") for e in hand.screen.elements if e.state.long_clickable and e.text]
    return [row for row in rows if len(row) >= 3 and ":" in row[-1]]


def _delete_short(hand: Hand, p: Params) -> None:
    hand.open(RECORDER)
    while short := [row[0] for row in _rows(hand) if row[-1].startswith("0:")]:
        hand.wipe(short[0])


def _delete_all(hand: Hand, p: Params) -> None:
    hand.open(RECORDER)
    while rows := _rows(hand):
        hand.wipe(rows[0][0])


def _delete_or_record(hand: Hand, p: Params) -> None:
    if p["here"]:
        _delete(hand, p)
    else:
        _memo(hand, p)


def _list_in_note(hand: Hand, p: Params) -> None:
    hand.open(RECORDER)
    write_note(hand, p["title"], p["names"])


def _number(hand: Hand, p: Params) -> None:
    hand.open(RECORDER)
    for place, name in enumerate(p["names"].split("\n"), 1):
        rename_recording(hand, name, f"{p['word']} {place}")


def _note_or_record(hand: Hand, p: Params) -> None:
    hand.open(NOTES)
    if p["here"]:
        hand.hold(p["title"])
        hand.tap("Delete")
    else:
        _memo(hand, p)


# Judges
_THIS: dict[str, Want] = {"title": "{recording}", "is_recording": "1"}


def is_played(name: str = "recording") -> Judge:
    """The recording of that title plays. name: the value that holds the title."""

    def check(after: State, before: Before) -> bool:
        idents = {row["audio_id"] for row in after.tables["recorder_queue"]}
        found = {row["_id"] for row in after.rows("songs", title=before.params[name])}
        return idents == found and after.playing == RECORDER

    return Judge(check)


def _briefer(value: str, before: Before) -> bool:
    return value.isdigit() and int(value) < 60_000


def _none_left(after: State, before: Before) -> bool:
    kept = [dict(row) for row in before.state.tables["songs"] if row["is_recording"] != "1"]
    return kept == [dict(row) for row in after.tables["songs"]]


def _recorded_or_deleted(after: State, before: Before) -> bool:
    return (removed if before.params["here"] else added)("songs", _THIS).check(after, before)


def _noted_or_recorded(after: State, before: Before) -> bool:
    there = removed("notes", {"title": "{title}"})
    return (there if before.params["here"] else added("songs", _THIS)).check(after, before)


def _both(after: State, before: Before) -> bool:
    went, came = difference("songs", after, before)
    wanted = sorted(squeeze(before.params[name]) for name in ("recording", "second"))
    return not went and wanted == sorted(squeeze(row["title"]) for row in came)


def _all_named(value: str, before: Before) -> bool:
    """A line for each, in any order."""
    said = sorted(squeeze(line) for line in value.splitlines() if line.strip())
    return said == sorted(map(squeeze, before.params["names"].split("\n")))


def _counted(after: State, before: Before) -> bool:
    """Every recording has the number of its age, and nothing else is different."""
    p = before.params
    names = {name: f"{p['word']} {place}" for place, name in enumerate(p["names"].split("\n"), 1)}
    wanted = [{**row, "title": names.get(row["title"], row["title"])} for row in before.state.tables["songs"]]
    return wanted == [{**row, "title": row["title"].strip()} for row in after.tables["songs"]]


TASKS = (
    Task(
        "recorder-start",
        1,
        (
            "Start a sound recording",
            "start recording in the Recorder app",
            "record what is being said from now on",
            "open the voice recorder and begin to record",
            "I want the phone to record sound, start it",
            "turn on the recorder and let it run",
        ),
        ("mic on, tape rolling", "listen in and keep what you hear, I'll stop it myself"),
        lambda world: {},
        changed("recorder", {"state": "0"}, {"state": "1"}),
        _start,
    ),
    Task(
        "recorder-pause",
        1,
        (
            "Start a sound recording and pause it",
            "begin to record in Recorder, then pause",
            "open the recorder, start recording and put it on pause right away",
            "I want a recording that is started but paused",
            "start recording sound and then pause the recording, don't stop it",
            "in Recorder, record and pause",
        ),
        ("tape rolling, then hold it, I'll go on later", "have a recording ready on pause"),
        lambda world: {},
        changed("recorder", {"state": "0"}, {"state": "2"}),
        _pause,
    ),
    Task(
        "recorder-memo",
        2,
        (
            "Record a short voice memo and save it as {recording}",
            "make a sound recording called {recording}, a few seconds are enough",
            "start the recorder, stop it again and name the recording {recording}",
            "I need a brief recording with the name {recording}",
            "record something and save it under the title {recording}",
            "new recording in Recorder: {recording}, just a moment long",
        ),
        ("catch this sound, a second of it, file it under {recording}", "{recording}, on tape, short"),
        _new,
        every(added("songs", _THIS), _FILE),
        _memo,
    ),
    Task(
        "recorder-rename",
        2,
        (
            "Rename the recording {recording} to {to}",
            "change the name of my recording {recording} to {to}",
            "the recording {recording} should be called {to}",
            "in Recorder, give {recording} the name {to}",
            "call the voice memo {recording} {to} instead",
            "I want my recording {recording} to have the title {to}",
        ),
        ("{recording}, the tape, is really {to}", "relabel {recording}: {to}"),
        _one,
        every(changed("songs", _THIS, {"title": "{to}"}), _FILE),
        _rename,
    ),
    Task(
        "recorder-delete",
        1,
        (
            "Delete the recording {recording}",
            "remove my recording {recording}",
            "get rid of {recording} in Recorder",
            "I don't need the voice memo {recording} any more, delete it",
            "erase the sound recording {recording}",
            "the recording {recording} can be thrown away",
        ),
        ("nobody has to hear {recording} again, wipe it", "{recording}, off the recorder"),
        _one,
        every(removed("songs", _THIS), _FILE),
        _delete,
    ),
    Task(
        "recorder-play",
        1,
        (
            "Play the recording {recording}",
            "let me hear my recording {recording}",
            "open {recording} in Recorder and play it",
            "I want to listen to the voice memo {recording}",
            "start playback of the recording {recording}",
            "play back {recording}, it's in the recorder",
        ),
        ("what did {recording} sound like, on tape", "{recording}, out loud, from my recordings"),
        _one,
        is_played(),
        _play,
    ),
    Task(
        "recorder-length",
        1,
        (
            "How long is the recording {recording}?",
            "what is the length of my recording {recording}",
            "(tell|show) me how many minutes {recording} has in Recorder",
            "look up the duration of the voice memo {recording}",
            "I'd like to know how long {recording} is, it's a recording",
            "check the length of {recording} in the recorder",
        ),
        ("{recording}, minutes and seconds, please", "is {recording} a long tape? how long"),
        _asked,
        front(RECORDER, "{recording}", "{answer}"),
        _look,
        kind="ask",
    ),
    Task(
        "recorder-longest",
        2,
        (
            "Rename my longest recording to {to}",
            "give the longest of my recordings the name {to}",
            "find the recording that lasts longest and call it {to}",
            "the longest voice memo should be named {to}",
            "in Recorder, rename whichever recording is the longest to {to}",
            "which of my recordings is longest? that one gets the title {to}",
        ),
        ("the tape that goes on and on, name it {to}", "{to} is what the longest recording should be called"),
        _longest,
        every(changed("songs", _THIS, {"title": "{to}"}), _FILE),
        _rename,
    ),
    Task(
        "recorder-short",
        2,
        (
            "Delete all recordings that are shorter than a minute",
            "remove every recording under one minute",
            "clean up Recorder: whatever lasts less than a minute can go",
            "get rid of the voice memos that are shorter than 1:00",
            "I don't need recordings of less than a minute, delete them all",
            "in Recorder, delete each recording that doesn't reach a minute",
        ),
        (
            "a recording that isn't even a minute long is no use to me, none of them",
            "only tapes of a minute and up may stay",
        ),
        _short,
        every(removed("songs", {"is_recording": "1", "duration": _briefer}), _FILE),
        _delete_short,
    ),
    Task(
        "recorder-two",
        3,
        (
            "Make two short recordings, {recording} and {second}",
            "record something and save it as {recording}, then record again and save that as {second}",
            "I need two brief voice memos, the first called {recording}, the second {second}",
            "two recordings please, each a moment long, named {recording} and {second}",
            "in Recorder, record twice: {recording} first, then {second}",
            "start and stop the recorder two times and name the results {recording} and {second}",
        ),
        (
            "take one: {recording}. take two: {second}. a second each",
            "{recording} and {second}, both on tape, short",
        ),
        _new,
        every(Judge(_both, frozenset({"songs"})), _FILE),
        _two_memos,
        parts=2,
    ),
    Task(
        "recorder-delete-or-record",
        2,
        (
            "If there is a recording {recording}, delete it, otherwise make a short one with that name",
            "look for {recording} in Recorder: there? delete it. not there? record a moment and save it as "
            "{recording}",
            "delete my recording {recording}, or if it does not exist, record a brief one called {recording}",
            "should I have a recording {recording}, get rid of it, else make one of that name, just a second",
            "check the recorder for {recording}. remove it if it exists, and record it, briefly, if it "
            "doesn't",
            "a short recording {recording}, please, unless there is one by that name, then delete that",
        ),
        (
            "{recording} on the recorder: wiped if there, taped if not, a second is enough",
            "no {recording}? tape one, short. there is a {recording}? wipe it",
        ),
        _perhaps,
        every(Judge(_recorded_or_deleted, frozenset({"songs"})), _FILE),
        _delete_or_record,
    ),
    Task(
        "recorder-note-titles",
        2,
        (
            "Write a note {title} with the names of all my recordings, one per line",
            "make a note called {title} that lists every recording I have, a line for each",
            "which recordings are in Recorder? put their names into a note {title}, each on its own line",
            "copy the titles of my recordings into a new note {title}, one on a line",
            "I want a list of my voice memos as a note titled {title}, one name a line",
            "note {title}: all names from the Recorder app, line by line",
        ),
        (
            "an index of my tapes, in Notes, headed {title}, a line each",
            "{title}, a note, is to name each recording on a line of its own",
        ),
        _few,
        added("notes", {"title": "{title}", "body": _all_named}),
        _list_in_note,
        apps=(RECORDER, NOTES),
    ),
    Task(
        "recorder-note-or-record",
        2,
        (
            "If I have a note {title}, delete that note, otherwise record a short memo called {recording}",
            "look for a note {title}. If there's one, remove it. If there isn't, make a brief recording "
            "{recording}",
            "is there a note titled {title}? delete it then, or else record something and save it as "
            "{recording}",
            "delete the note {title}, and if there is no such note, make a short sound recording named "
            "{recording}",
            "a short recording {recording}, but if a note {title} exists, just delete the note instead",
            "should Notes have {title}, throw that away, should it not, record a moment and call it "
            "{recording}",
        ),
        (
            "{title} in Notes? away with it. no {title}? then {recording} on tape, briefly",
            "note {title} gone, or, lacking that note, a recording {recording}, a second long",
        ),
        _note_or_not,
        every(Judge(_noted_or_recorded, frozenset({"songs", "notes"})), _FILE),
        _note_or_record,
        apps=(NOTES, RECORDER),
    ),
    Task(
        "recorder-number",
        5,
        (
            "Rename all my recordings to {word} 1, {word} 2 and so on, the oldest first",
            "number the recordings by age: the oldest is {word} 1, the newest {word} 8",
            "in Recorder, give every recording the name {word} and a number, counting from the oldest",
            "my recordings should be called {word} 1 to {word} 8, from the oldest to the newest",
            "go through the recordings from the oldest on and name them {word} 1, {word} 2, up to {word} 8",
            "I want my eight voice memos renamed in the order they were made: {word} 1, {word} 2, {word} 3 "
            "...",
        ),
        (
            "{word} 1 is the first tape I made, {word} 8 the last, label them all like that",
            "proper labels on my recordings: {word} plus number, old to new",
        ),
        _course,
        every(Judge(_counted, frozenset({"songs"})), _FILE),
        _number,
    ),
    Task(
        "recorder-transcribe",
        1,
        (
            "Write down what is said in the recording {recording}",
            "transcribe my recording {recording} into a note",
            "turn the voice memo {recording} into text",
            "translate the recording {recording} into French",
            "remove the background noise from the recording {recording}",
            "cut the first ten seconds off the recording {recording}",
        ),
        ("I need {recording} as words on paper", "{recording} should be louder, boost it"),
        _one,
        unchanged,
        nothing,
        kind="impossible",
    ),
    Task(
        "recorder-delete-all",
        2,
        (
            "Delete all my recordings",
            "remove every recording from Recorder",
            "empty the recorder completely",
            "I want none of my voice memos to be left, delete them all",
            "erase everything I ever recorded",
            "in Recorder, delete all there is",
        ),
        ("blank tapes, all of them", "not one recording should remain on this phone"),
        lambda world: {"recording": old_recording(world).title, "to": old_recording(world).title},
        every(Judge(_none_left, frozenset({"songs"})), _FILE),
        _delete_all,
        kind="risky",
    ),
)

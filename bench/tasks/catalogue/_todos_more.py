"""What the tasks about whole to-do lists share: what they draw, how it is done, and what is checked."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from bench.tasks.catalogue._notes import open_note, thing
from bench.tasks.catalogue._people import send_message
from bench.tasks.catalogue._todos import (
    TODOS,
    add_task,
    dated,
    due_on,
    errand,
    new_list,
    old_task,
    open_list,
    open_task,
    set_due,
    set_rank,
)
from bench.tasks.hand import Hand
from bench.tasks.judges import changed, difference, fits, ident, removed, squeeze
from bench.tasks.state import Row, State
from bench.tasks.task import Before, Params
from bench.tasks.world import World
from device_drivers.virtual.fixture import Note
from device_drivers.virtual.stocks.tasks import Task as Todo

MESSAGES, NOTES = "com.android.messaging", "com.android.notes"
ITS = frozenset({"todos"})


# Draws
def draw_shopping(world: World) -> dict[str, str]:
    """Four things to buy."""
    return {name: thing(world) for name in "abcd"}


def draw_overdue(world: World) -> dict[str, str]:
    """Work has some that are late, some that are not, and a late one that is done."""
    world.drop("tasks", lambda task: task.list == "Work")
    for ahead, done in ((-1, False), (-3, False), (-6, False), (4, False), (None, False), (-2, True)):
        world.add("tasks", Todo(title=errand(world), list="Work", due=ahead, done=done))
    return {"today": world.now.replace(hour=0, minute=0).isoformat()}


def draw_finished(world: World) -> dict[str, str]:
    """A list with done and open tasks."""
    name = world.choose("Work", "Shopping")
    for _ in range(2):
        world.add("tasks", Todo(title=errand(world), list=name, done=True))
    world.add("tasks", Todo(title=errand(world), list=name))
    return {"list": name}


def draw_perhaps_done(world: World) -> dict[str, str]:
    done = world.rng.random() < 0.5
    return {**old_task(world, done=done), "done": "yes" if done else ""}


def draw_noted(world: World) -> dict[str, str]:
    """A note with jobs, and a list for them that is not there."""
    title, jobs = world.title(), [errand(world) for _ in range(9)]
    world.add("notes", Note(title=title, body="\n".join(jobs)))
    return {
        "title": title,
        "body": "\n".join(jobs),
        "list": world.choose("Spring clean", "Saturday jobs", "Cabin"),
    }


def draw_project(world: World) -> dict[str, str]:
    """A new list with four tasks, each with a date and a priority."""
    p = {"list": world.choose("Greenhouse", "Jubilee", "Inspection"), "today": world.now.isoformat()}
    for name, ahead in (("a", (1, 2)), ("b", (3, 3)), ("c", (4, 5)), ("d", (6, 6))):
        when = dated(world, *ahead)
        p |= {name: errand(world), f"{name}_day": when["day"], f"{name}_due": when["due"]}
    return p


def draw_with_person(world: World) -> dict[str, str]:
    person = world.contact()
    ahead = world.rng.randrange(2, 9)
    p = old_task(world, due=ahead, notes=world.phrase())
    details = world.things("tasks")[-1].notes
    return {**p, "details": details, "name": person.name, "number": person.phone}


def draw_work_count(world: World) -> dict[str, str]:
    """A list of its own with some that are due today."""
    world.drop("tasks", lambda task: task.list == "Work")
    late = [errand(world) for _ in range(2)]
    for title in late:
        world.add("tasks", Todo(title=title, list="Work", due=0))
    for ahead in (2, None, 5):
        world.add("tasks", Todo(title=errand(world), list="Work", due=ahead))
    return {"a": late[0], "b": late[1]}


# By hand
def do_enter(hand: Hand, p: Params) -> None:
    open_list(hand, "Shopping")
    for name in "abcd":
        add_task(hand, p[name])


def do_tick_overdue(hand: Hand, p: Params) -> None:
    open_list(hand, "Work")
    hand.menu("Filter", "Overdue")
    words = f"{hand.t('Mark completed')}: "
    while boxes := [e for e in hand.screen.elements if e.label.startswith(words)]:
        hand.tap_element(boxes[0])


def do_clear(hand: Hand, p: Params) -> None:
    open_list(hand, p["list"])
    hand.menu("Clear completed")
    hand.tap("Delete")


def do_delete_or_rank(hand: Hand, p: Params) -> None:
    if p["done"]:
        hand.open(TODOS)
        hand.hold(p["task"])
        hand.tap("Delete")
        return
    open_task(hand, p["task"])
    set_rank(hand, "high")
    hand.menu("Save")


def do_from_note(hand: Hand, p: Params) -> None:
    open_note(hand, p["title"])
    new_list(hand, p["list"])
    for job in p["body"].split("\n"):
        add_task(hand, job)


def do_set_up(hand: Hand, p: Params) -> None:
    new_list(hand, p["list"])
    today = datetime.fromisoformat(p["today"]).date()
    for name in "abcd":
        hand.menu("New task")
        hand.fill("Task title", p[name])
        set_due(hand, p[f"{name}_due"], today)
        set_rank(hand, "high")
        hand.menu("Save")


def do_text_details(hand: Hand, p: Params) -> None:
    open_task(hand, p["task"])
    send_message(hand, p["name"], p["details"])


def do_show_today(hand: Hand, p: Params) -> None:
    open_list(hand, "Work")
    hand.menu("Filter", "Due today")


def do_drop_list(hand: Hand, p: Params) -> None:
    open_list(hand, "Work")
    hand.menu("Delete list")
    hand.tap("Delete")


# Judges
def _late(row: Row, before: Before) -> bool:
    today = int(datetime.fromisoformat(before.params["today"]).timestamp() * 1000)
    mine = ident("task_lists", title="Work")(row["list_id"], before)
    return (
        mine
        and row["completed"] == "0"
        and row["due"] != ""
        and int(row["due"]) < today
        and not row["parent_id"]
    )


def check_caught_up(after: State, before: Before) -> bool:
    """The late ones of Work are done, and nothing else is different."""
    then = {row["_id"]: row for row in before.state.tables["todos"]}
    wanted = [{**row, "completed": "1"} if _late(row, before) else dict(row) for row in then.values()]
    return sorted(map(str, wanted)) == sorted(str(dict(row)) for row in after.tables["todos"])


def check_cleared(after: State, before: Before) -> bool:
    mine = ident("task_lists", title="{list}")
    gone = {
        row["_id"]
        for row in before.state.tables["todos"]
        if mine(row["list_id"], before) and row["completed"] == "1" and not row["parent_id"]
    }
    kept = [r for r in before.state.tables["todos"] if r["_id"] not in gone and r["parent_id"] not in gone]
    return bool(gone) and sorted(map(str, map(dict, kept))) == sorted(
        map(str, map(dict, after.tables["todos"]))
    )


def check_done_or_not(after: State, before: Before) -> bool:
    which = {"title": "{task}", "parent_id": ""}
    judge = removed("todos", which) if before.params["done"] else changed("todos", which, {"priority": "3"})
    return judge.check(after, before)


def _new_ones(after: State, before: Before) -> list[Row]:
    """What is new in the new list; nothing when there is no such list, or more is different."""
    went, came = difference("todos", after, before)
    name = squeeze(before.params["list"])
    lists = [row["_id"] for row in after.tables["task_lists"] if squeeze(row["title"]) == name]
    if went or len(lists) != 1 or difference("task_lists", after, before)[0]:
        return []
    if len(after.tables["task_lists"]) != len(before.state.tables["task_lists"]) + 1:
        return []
    return came if all(row["list_id"] == lists[0] and not row["parent_id"] for row in came) else []


def check_taken_over(after: State, before: Before) -> bool:
    found = [squeeze(row["title"]) for row in _new_ones(after, before)]
    return Counter(found) == Counter(map(squeeze, before.params["body"].split("\n")))


def check_planned(after: State, before: Before) -> bool:
    new = _new_ones(after, before)
    return len(new) == 4 and all(
        any(
            fits(row, {"title": f"{{{name}}}", "due": due_on(f"{name}_due"), "priority": "3"}, before)
            for row in new
        )
        for name in "abcd"
    )


def check_shopped(after: State, before: Before) -> bool:
    went, came = difference("todos", after, before)
    mine = ident("task_lists", title="Shopping")
    wanted = sorted(squeeze(before.params[name]) for name in "abcd")
    found = sorted(squeeze(row["title"]) for row in came)
    return not went and found == wanted and all(mine(row["list_id"], before) for row in came)


def check_without_list(after: State, before: Before) -> bool:
    mine = ident("task_lists", title="Work")
    kept = [dict(row) for row in before.state.tables["todos"] if not mine(row["list_id"], before)]
    gone = removed("task_lists", {"title": "Work"}).check(after, before)
    return gone and sorted(map(str, kept)) == sorted(str(dict(row)) for row in after.tables["todos"])

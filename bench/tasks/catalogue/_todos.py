"""What the tasks about to-do lists share: what they draw, how it is done, and what is checked."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from bench.tasks.hand import Hand
from bench.tasks.judges import (
    Want,
    difference,
    fits,
    squeeze,
)
from bench.tasks.state import State
from bench.tasks.task import Before, Params
from bench.tasks.world import World, weekday
from device_drivers.virtual.stocks.tasks import Task as Todo

TODOS = "com.android.tasks"
_ERRANDS = (
    "Oil the gate", "Descale the kettle", "Wash the curtains", "Sharpen the knives", "Sort the photos",
    "Rotate the mattress", "Bleed the radiators", "Empty the compost", "Polish the boots", "Mend the tent",
    "Label the jars", "Prune the roses", "Frame the map", "Test the smoke alarm", "Wax the skis",
)  # fmt: skip
_BARE: dict[str, Want] = {"parent_id": "", "due": "", "priority": "0", "notes": ""}
ITS = frozenset({"todos"})
_RANKS = {"low": "1", "medium": "2", "high": "3"}


# Draws
def errand(world: World) -> str:
    """Something to do that is in no list yet."""
    return world.choose(*_ERRANDS)


def new_task(world: World) -> dict[str, str]:
    """Something to do, in the list that is open first."""
    return {"task": errand(world)}


def old_task(world: World, **fields: Any) -> dict[str, str]:
    """A task that is there, in the first list."""
    p = new_task(world)
    world.add("tasks", Todo(title=p["task"], **{"list": "My tasks", **fields}))
    return p


def draw_plain(world: World) -> dict[str, str]:
    return old_task(world)


def draw_done(world: World) -> dict[str, str]:
    return old_task(world, done=True)


def _rank(world: World) -> dict[str, str]:
    word = world.choose(*_RANKS)
    return {"rank": word, "rank_value": _RANKS[word]}


def draw_ranked(world: World) -> dict[str, str]:
    return {**old_task(world), **_rank(world)}


def dated(world: World, first: int = 1, last: int = 6) -> dict[str, str]:
    """A coming day as people name it, and as forms do."""
    day = world.day(first, last)
    return {"day": f"{weekday(day)}, {day:%B} {day.day}", "due": day.isoformat(), "weekday": weekday(day)}


def draw_new_dated(world: World) -> dict[str, str]:
    return {**new_task(world), **dated(world), **_rank(world), "today": world.now.isoformat()}


def draw_old_dated(world: World) -> dict[str, str]:
    """A task with a date, and the date it is to get."""
    ahead = world.rng.randrange(7, 9)
    p = old_task(world, due=ahead)
    return {**p, **dated(world), "before": (world.now + timedelta(days=ahead)).isoformat()}


def draw_asked(world: World) -> dict[str, str]:
    ahead = world.rng.randrange(3, 9)
    p = old_task(world, due=ahead)
    day = world.now + timedelta(days=ahead)
    return {**p, "answer": f"{day:%a, %b} {day.day}, {day.year}"}


def draw_with_steps(world: World) -> dict[str, str]:
    return {"task": errand(world), "a": errand(world), "b": errand(world), "c": errand(world)}


def draw_listed(world: World) -> dict[str, str]:
    """The name of a list that is not there."""
    return {"list": world.choose("Garden", "Wedding", "Renovation", "Holiday", "Allotment", "Choir")}


def draw_moving(world: World) -> dict[str, str]:
    return {**old_task(world), "list": world.choose("Work", "Shopping")}


# By hand
def open_list(hand: Hand, name: str) -> None:
    """A list by its name; the first one is open already."""
    hand.open(TODOS)
    if not hand.sees(name):
        hand.tap("Change list")
        hand.tap_text(name)


def add_task(hand: Hand, title: str) -> None:
    """A new task in the list that is open."""
    hand.menu("New task")
    hand.fill("Task title", title)
    hand.menu("Save")


def open_task(hand: Hand, title: str) -> None:
    """The form of a task in the first list."""
    hand.open(TODOS)
    hand.tap_text(title)


def set_due(hand: Hand, due: str, opened: date) -> None:
    """Give the open form a due date. opened: what the picker first shows."""
    hand.tap("Due date")
    hand.date(datetime.fromisoformat(due).date(), opened)


def set_rank(hand: Hand, rank: str) -> None:
    """Give the open form a priority."""
    hand.tap("Priority")
    hand.tap(rank.capitalize())


def do_add(hand: Hand, p: Params) -> None:
    hand.open(TODOS)
    add_task(hand, p["task"])


def do_tick(hand: Hand, p: Params) -> None:
    hand.open(TODOS)
    hand.tap_element(hand.find(f"{hand.t('Mark completed')}: {p['task']}"))


def do_untick(hand: Hand, p: Params) -> None:
    hand.open(TODOS)
    hand.tap_element(hand.find(f"{hand.t('Mark uncompleted')}: {p['task']}"))


def do_delete(hand: Hand, p: Params) -> None:
    hand.open(TODOS)
    hand.hold(p["task"])
    hand.tap("Delete")


def do_look(hand: Hand, p: Params) -> None:
    hand.open(TODOS)
    hand.read(p["task"])


def do_prioritise(hand: Hand, p: Params) -> None:
    open_task(hand, p["task"])
    set_rank(hand, p["rank"])
    hand.menu("Save")


def do_add_dated(hand: Hand, p: Params) -> None:
    hand.open(TODOS)
    hand.menu("New task")
    hand.fill("Task title", p["task"])
    set_due(hand, p["due"], datetime.fromisoformat(p["today"]).date())
    set_rank(hand, p["rank"])
    hand.menu("Save")


def do_postpone(hand: Hand, p: Params) -> None:
    open_task(hand, p["task"])
    set_due(hand, p["due"], datetime.fromisoformat(p["before"]).date())
    hand.menu("Save")


def do_add_steps(hand: Hand, p: Params) -> None:
    hand.open(TODOS)
    hand.menu("New task")
    hand.fill("Task title", p["task"])
    for step in ("a", "b", "c"):
        hand.fill("Add subtask", p[step])
        hand.tap("Add")
    hand.menu("Save")


def new_list(hand: Hand, name: str) -> None:
    """Another list, which is open then."""
    hand.open(TODOS)
    hand.tap("Change list")
    hand.tap("New list")
    hand.fill("List title", name)
    hand.tap("Create")


def do_new_list(hand: Hand, p: Params) -> None:
    new_list(hand, p["list"])


def do_move(hand: Hand, p: Params) -> None:
    open_task(hand, p["task"])
    hand.tap("List")
    hand.tap_text(p["list"])
    hand.menu("Save")


def do_rename(hand: Hand, p: Params) -> None:
    open_task(hand, p["task"])
    hand.fill("Task title", p["to"])
    hand.menu("Save")


def do_detail(hand: Hand, p: Params) -> None:
    open_task(hand, p["task"])
    hand.fill("Details", p["details"])
    hand.menu("Save")


# Judges
def due_on(name: str = "due") -> Want:
    """The due date is that day. name: the value that holds the day, ISO with its zone."""
    return lambda value, before: (
        value == str(int(datetime.fromisoformat(before.params[name]).timestamp() * 1000))
    )


def check_stepped(after: State, before: Before) -> bool:
    """The task and its three subtasks, and nothing else."""
    known = {row["_id"] for row in before.state.tables["todos"]}
    new = [row for row in after.tables["todos"] if row["_id"] not in known]
    tops = [row for row in new if not row["parent_id"]]
    if len(new) != 4 or len(tops) != 1 or difference("todos", after, before)[0]:
        return False
    steps = [squeeze(row["title"]) for row in new if row["parent_id"] == tops[0]["_id"]]
    wanted = [squeeze(before.params[step]) for step in ("a", "b", "c")]
    return steps == wanted and fits(tops[0], {"title": "{task}", "completed": "0"}, before)


TOP: dict[str, Want] = {"title": "{task}", "completed": "0", **_BARE}
WHICH: dict[str, Want] = {"title": "{task}", "parent_id": ""}

"""Tasks, the app: things to do, with dates, priorities, subtasks and lists."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import (
    Want,
    added,
    changed,
    difference,
    fits,
    front,
    ident,
    removed,
    squeeze,
    unchanged,
)
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World, weekday
from device_drivers.virtual.stocks.tasks import Task as Todo

TODOS = "com.android.tasks"
_ERRANDS = (
    "Oil the gate", "Descale the kettle", "Wash the curtains", "Sharpen the knives", "Sort the photos",
    "Rotate the mattress", "Bleed the radiators", "Empty the compost", "Polish the boots", "Mend the tent",
    "Label the jars", "Prune the roses", "Frame the map", "Test the smoke alarm", "Wax the skis",
)  # fmt: skip
_BARE: dict[str, Want] = {"parent_id": "", "due": "", "priority": "0", "notes": ""}
_ITS = frozenset({"todos"})
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


def _plain(world: World) -> dict[str, str]:
    return old_task(world)


def _done(world: World) -> dict[str, str]:
    return old_task(world, done=True)


def _rank(world: World) -> dict[str, str]:
    word = world.choose(*_RANKS)
    return {"rank": word, "rank_value": _RANKS[word]}


def _ranked(world: World) -> dict[str, str]:
    return {**old_task(world), **_rank(world)}


def dated(world: World, first: int = 1, last: int = 6) -> dict[str, str]:
    """A coming day as people name it, and as forms do."""
    day = world.day(first, last)
    return {"day": f"{weekday(day)}, {day:%B} {day.day}", "due": day.isoformat(), "weekday": weekday(day)}


def _new_dated(world: World) -> dict[str, str]:
    return {**new_task(world), **dated(world), **_rank(world), "today": world.now.isoformat()}


def _old_dated(world: World) -> dict[str, str]:
    """A task with a date, and the date it is to get."""
    ahead = world.rng.randrange(7, 9)
    p = old_task(world, due=ahead)
    return {**p, **dated(world), "before": (world.now + timedelta(days=ahead)).isoformat()}


def _asked(world: World) -> dict[str, str]:
    ahead = world.rng.randrange(3, 9)
    p = old_task(world, due=ahead)
    day = world.now + timedelta(days=ahead)
    return {**p, "answer": f"{day:%a, %b} {day.day}, {day.year}"}


def _with_steps(world: World) -> dict[str, str]:
    return {"task": errand(world), "a": errand(world), "b": errand(world), "c": errand(world)}


def _listed(world: World) -> dict[str, str]:
    """The name of a list that is not there."""
    return {"list": world.choose("Garden", "Wedding", "Renovation", "Holiday", "Allotment", "Choir")}


def _moving(world: World) -> dict[str, str]:
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


def _add(hand: Hand, p: Params) -> None:
    hand.open(TODOS)
    add_task(hand, p["task"])


def _tick(hand: Hand, p: Params) -> None:
    hand.open(TODOS)
    hand.tap_element(hand.find(f"{hand.t('Mark completed')}: {p['task']}"))


def _untick(hand: Hand, p: Params) -> None:
    hand.open(TODOS)
    hand.tap_element(hand.find(f"{hand.t('Mark uncompleted')}: {p['task']}"))


def _delete(hand: Hand, p: Params) -> None:
    hand.open(TODOS)
    hand.hold(p["task"])
    hand.tap("Delete")


def _look(hand: Hand, p: Params) -> None:
    hand.open(TODOS)
    hand.find(p["task"])


def _prioritise(hand: Hand, p: Params) -> None:
    open_task(hand, p["task"])
    set_rank(hand, p["rank"])
    hand.menu("Save")


def _add_dated(hand: Hand, p: Params) -> None:
    hand.open(TODOS)
    hand.menu("New task")
    hand.fill("Task title", p["task"])
    set_due(hand, p["due"], datetime.fromisoformat(p["today"]).date())
    set_rank(hand, p["rank"])
    hand.menu("Save")


def _postpone(hand: Hand, p: Params) -> None:
    open_task(hand, p["task"])
    set_due(hand, p["due"], datetime.fromisoformat(p["before"]).date())
    hand.menu("Save")


def _add_steps(hand: Hand, p: Params) -> None:
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


def _new_list(hand: Hand, p: Params) -> None:
    new_list(hand, p["list"])


def _move(hand: Hand, p: Params) -> None:
    open_task(hand, p["task"])
    hand.tap("List")
    hand.tap_text(p["list"])
    hand.menu("Save")


def _rename(hand: Hand, p: Params) -> None:
    open_task(hand, p["task"])
    hand.fill("Task title", p["to"])
    hand.menu("Save")


def _detail(hand: Hand, p: Params) -> None:
    open_task(hand, p["task"])
    hand.fill("Details", p["details"])
    hand.menu("Save")


# Judges
def due_on(name: str = "due") -> Want:
    """The due date is that day. name: the value that holds the day, ISO with its zone."""
    return lambda value, before: (
        value == str(int(datetime.fromisoformat(before.params[name]).timestamp() * 1000))
    )


def _stepped(after: State, before: Before) -> bool:
    """The task and its three subtasks, and nothing else."""
    known = {row["_id"] for row in before.state.tables["todos"]}
    new = [row for row in after.tables["todos"] if row["_id"] not in known]
    tops = [row for row in new if not row["parent_id"]]
    if len(new) != 4 or len(tops) != 1 or difference("todos", after, before)[0]:
        return False
    steps = [squeeze(row["title"]) for row in new if row["parent_id"] == tops[0]["_id"]]
    wanted = [squeeze(before.params[step]) for step in ("a", "b", "c")]
    return steps == wanted and fits(tops[0], {"title": "{task}", "completed": "0"}, before)


_TOP: dict[str, Want] = {"title": "{task}", "completed": "0", **_BARE}
_WHICH: dict[str, Want] = {"title": "{task}", "parent_id": ""}

TASKS = (
    Task(
        "todos-add",
        2,
        (
            "Add the task {task} to my to-do list",
            '(create|make) a task "{task}"',
            "new task: {task}",
            "put {task} on my list in Tasks",
            "I have to {task}, add that to my tasks",
            "(write down|note) {task} as something to do in the Tasks app",
        ),
        ("don't let me forget, {task}, into Tasks with it", "one more job for My tasks: {task}"),
        new_task,
        added("todos", {**_TOP, "list_id": ident("task_lists", title="My tasks")}),
        _add,
    ),
    Task(
        "todos-complete",
        1,
        (
            "Mark the task {task} as done",
            "tick off {task} in my tasks",
            "I have finished {task}, check it off",
            "complete the to-do {task}",
            "{task} is done, mark it in the Tasks app",
            "set the task {task} to completed",
        ),
        ("that's {task} out of the way, let Tasks know", "{task}, did it, cross it off"),
        _plain,
        changed("todos", _WHICH, {"completed": "1"}),
        _tick,
    ),
    Task(
        "todos-reopen",
        1,
        (
            "Mark the task {task} as not done",
            "untick {task} in my tasks",
            "I haven't finished {task} after all, set it back to open",
            "reopen the completed task {task}",
            "{task} is not done yet, take the tick away in Tasks",
            "the to-do {task} should be open again",
        ),
        ("{task} was ticked too early, undo that", "back to work on {task}, uncheck it"),
        _done,
        changed("todos", _WHICH, {"completed": "0"}),
        _untick,
    ),
    Task(
        "todos-done-already",
        1,
        (
            "Make sure the task {task} is marked as done",
            "check that {task} is ticked off in my tasks, and tick it if it isn't",
            "the to-do {task} has to be completed in Tasks, see to that",
            "is {task} marked as done? if not, do it",
            "I want to be certain that {task} is checked off",
            "see that the task {task} counts as completed",
        ),
        (
            "{task} is off the list, right? if it isn't, tick it",
            "{task}: done in Tasks as well? otherwise mark it",
        ),
        _done,
        unchanged,
        _look,
        kind="already",
    ),
    Task(
        "todos-delete",
        1,
        (
            "Delete the task {task}",
            "remove {task} from my to-do list",
            "I don't have to {task} any more, delete the task",
            "get rid of the to-do {task}",
            "(erase|drop) {task} in the Tasks app",
            "the task {task} can go",
        ),
        ("scrap {task}, it won't happen", "{task} shouldn't even be listed in Tasks any longer"),
        _plain,
        removed("todos", _WHICH),
        _delete,
    ),
    Task(
        "todos-priority",
        2,
        (
            "Give the task {task} {rank} priority",
            "set the priority of {task} to {rank} in my tasks",
            "{task} should have {rank} priority",
            "change the to-do {task} to {rank} priority",
            "in Tasks, make {task} a {rank} priority task",
            "flag the task {task} as {rank} priority",
        ),
        ("how urgent is {task}? {rank}, put that in", "{task}, priority {rank}"),
        _ranked,
        changed("todos", _WHICH, {"priority": "{rank_value}"}),
        _prioritise,
    ),
    Task(
        "todos-add-dated",
        3,
        (
            "Add a task {task}, due on {day}, with {rank} priority",
            "create the to-do {task} for {day}, priority {rank}",
            "new {rank} priority task: {task}, to be done by {day}",
            "I have to {task} by {day}, put it in my tasks with {rank} priority",
            "put {task} on my list in Tasks, the due date is {day} and the priority {rank}",
            "{day} is the deadline for {task}, add it as a task of {rank} priority",
        ),
        (
            "{task}. until {day}. {rank} priority. that's one for Tasks",
            "Tasks should know about {task}, {day} at the latest, how important? {rank}",
        ),
        _new_dated,
        added("todos", {**_TOP, "due": due_on(), "priority": "{rank_value}"}),
        _add_dated,
        parts=3,
    ),
    Task(
        "todos-due-change",
        2,
        (
            "Change the due date of the task {task} to {day}",
            "move the deadline of {task} to {day}",
            "{task} is due on {day} instead, correct that in my tasks",
            "set {task} in Tasks to be due on {day}",
            "reschedule the to-do {task} for {day}",
            "I need {task} done by {day}, change its date",
        ),
        ("{task} earlier please, {day}", "pull {task} forward to {day} in Tasks"),
        _old_dated,
        changed("todos", _WHICH, {"due": due_on()}),
        _postpone,
    ),
    Task(
        "todos-due-ask",
        1,
        (
            "When is the task {task} due?",
            "what is the due date of {task} in my tasks",
            "by when do I have to {task}? look it up in Tasks",
            "(show|tell) me the deadline for the to-do {task}",
            "which day have I set for {task}",
            "until when is there time for {task}, it's in my tasks",
        ),
        ("{task}, how long have I got", "{task} had a date in Tasks, which one was it"),
        _asked,
        front(TODOS, "{task}", "{answer}"),
        _look,
        kind="ask",
    ),
    Task(
        "todos-subtasks",
        3,
        (
            "Add a task {task} with the subtasks {a}, {b} and {c}",
            "create the to-do {task} and give it three subtasks: {a}, {b}, {c}",
            "new task {task}; its steps are {a}, then {b}, then {c}",
            "I have to {task}. Put it in my tasks, with {a}, {b} and {c} as subtasks",
            "make a task called {task} that has {a}, {b} and {c} under it as subtasks",
            "put {task} into Tasks, split into the subtasks {a}, {b} and {c}",
        ),
        (
            "{task} comes in three bits, {a}, {b}, {c}: set that up in Tasks as one task",
            "Tasks: {task}, below it {a} / {b} / {c}",
        ),
        _with_steps,
        Judge(_stepped, _ITS),
        _add_steps,
        parts=4,
    ),
    Task(
        "todos-list-new",
        2,
        (
            "Create a new list called {list} in Tasks",
            "make a to-do list named {list}",
            "I need another list in my tasks, {list}",
            "add a list {list} to the Tasks app",
            "start a new task list with the name {list}",
            "in Tasks, set up a list for {list}",
        ),
        ("{list} deserves its own list among my tasks", "Tasks is missing a list by the name of {list}"),
        _listed,
        added("task_lists", {"title": "{list}"}),
        _new_list,
    ),
    Task(
        "todos-move",
        2,
        (
            "Move the task {task} to the list {list}",
            "{task} belongs on my {list} list in Tasks, move it there",
            "put the to-do {task} into the {list} list instead",
            "transfer {task} from My tasks to {list}",
            "change the list of the task {task} to {list}",
            "the task {task} is on the wrong list, it should be on {list}",
        ),
        ("{task} over to {list}", "wrong place for {task}, in Tasks it goes under {list}"),
        _moving,
        changed("todos", _WHICH, {"list_id": ident("task_lists", title="{list}")}),
        _move,
    ),
    Task(
        "todos-rename",
        2,
        (
            "Rename the task {task} to {to}",
            "change the title of my task {task} to {to}",
            "the to-do {task} should say {to} instead",
            "in Tasks, {task} ought to be {to}",
            "edit the task {task}: call it {to}",
            "correct my task {task}, it is {to}",
        ),
        ("not {task} but {to}, in my tasks", "{task}? I meant {to}, change the wording in Tasks"),
        lambda world: {**old_task(world), "to": errand(world)},
        changed("todos", _WHICH, {"title": "{to}"}),
        _rename,
    ),
    Task(
        "todos-details",
        2,
        (
            "Add the details {details} to the task {task}",
            "write {details} into the details of my task {task}",
            "the task {task} needs a description: {details}",
            "note {details} with the to-do {task}",
            "put {details} as the note of the task {task}",
            "in Tasks, open {task} and write under its details that {details}",
        ),
        ("about {task} in Tasks: {details}, add that to it", "{task}, remark: {details}"),
        lambda world: {**old_task(world), "details": world.phrase()},
        changed("todos", _WHICH, {"notes": "{details}"}),
        _detail,
    ),
    Task(
        "todos-share-list",
        1,
        (
            "Invite {name} to my list Work in Tasks",
            "let {name} edit my Work task list too",
            "share ownership of the list Work in the Tasks app with {name}",
            "add {name} as a collaborator to my Work list",
            "assign the task {task} to {name}",
            "make {name} responsible for the task {task} in Tasks",
        ),
        (
            "{name} and I should both be able to tick things off on Work",
            "delegate {task} to {name} inside Tasks",
        ),
        lambda world: {**old_task(world), "name": world.contact().name},
        unchanged,
        nothing,
        kind="impossible",
    ),
)

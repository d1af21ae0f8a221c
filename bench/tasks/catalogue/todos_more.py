"""Tasks, the app: whole lists, rules, conditions, and together with other apps."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from bench.tasks.catalogue.notes import open_note, thing
from bench.tasks.catalogue.notes_more import text_to
from bench.tasks.catalogue.todos import (
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
from bench.tasks.judges import added, changed, difference, fits, front, ident, number, removed, squeeze
from bench.tasks.state import Row, State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.fixture import Note
from device_drivers.virtual.stocks.tasks import Task as Todo

_MESSAGES, _NOTES = "com.android.messaging", "com.android.notes"
_ITS = frozenset({"todos"})


# Draws
def _shopping(world: World) -> dict[str, str]:
    """Four things to buy."""
    return {name: thing(world) for name in "abcd"}


def _overdue(world: World) -> dict[str, str]:
    """Work has some that are late, some that are not, and a late one that is done."""
    world.drop("tasks", lambda task: task.list == "Work")
    for ahead, done in ((-1, False), (-3, False), (-6, False), (4, False), (None, False), (-2, True)):
        world.add("tasks", Todo(title=errand(world), list="Work", due=ahead, done=done))
    return {"today": world.now.replace(hour=0, minute=0).isoformat()}


def _finished(world: World) -> dict[str, str]:
    """A list with done and open tasks."""
    name = world.choose("Work", "Shopping")
    for _ in range(2):
        world.add("tasks", Todo(title=errand(world), list=name, done=True))
    world.add("tasks", Todo(title=errand(world), list=name))
    return {"list": name}


def _perhaps_done(world: World) -> dict[str, str]:
    done = world.rng.random() < 0.5
    return {**old_task(world, done=done), "done": "yes" if done else ""}


def _noted(world: World) -> dict[str, str]:
    """A note with jobs, and a list for them that is not there."""
    title, jobs = world.title(), [errand(world) for _ in range(9)]
    world.add("notes", Note(title=title, body="\n".join(jobs)))
    return {
        "title": title,
        "body": "\n".join(jobs),
        "list": world.choose("Spring clean", "Saturday jobs", "Cabin"),
    }


def _project(world: World) -> dict[str, str]:
    """A new list with four tasks, each with a date and a priority."""
    p = {"list": world.choose("Greenhouse", "Jubilee", "Inspection"), "today": world.now.isoformat()}
    for name, ahead in (("a", (1, 2)), ("b", (3, 3)), ("c", (4, 5)), ("d", (6, 6))):
        when = dated(world, *ahead)
        p |= {name: errand(world), f"{name}_day": when["day"], f"{name}_due": when["due"]}
    return p


def _with_person(world: World) -> dict[str, str]:
    person = world.contact()
    ahead = world.rng.randrange(2, 9)
    p = old_task(world, due=ahead, notes=world.phrase())
    details = world.things("tasks")[-1].notes
    return {**p, "details": details, "name": person.name, "number": person.phone}


def _work_count(world: World) -> dict[str, str]:
    """A list of its own with some that are due today."""
    world.drop("tasks", lambda task: task.list == "Work")
    late = [errand(world) for _ in range(2)]
    for title in late:
        world.add("tasks", Todo(title=title, list="Work", due=0))
    for ahead in (2, None, 5):
        world.add("tasks", Todo(title=errand(world), list="Work", due=ahead))
    return {"a": late[0], "b": late[1]}


# By hand
def _enter(hand: Hand, p: Params) -> None:
    open_list(hand, "Shopping")
    for name in "abcd":
        add_task(hand, p[name])


def _tick_overdue(hand: Hand, p: Params) -> None:
    open_list(hand, "Work")
    hand.menu("Filter", "Overdue")
    words = f"{hand.t('Mark completed')}: "
    while boxes := [e for e in hand.screen.elements if e.label.startswith(words)]:
        hand.tap_element(boxes[0])


def _clear(hand: Hand, p: Params) -> None:
    open_list(hand, p["list"])
    hand.menu("Clear completed")
    hand.tap("Delete")


def _delete_or_rank(hand: Hand, p: Params) -> None:
    if p["done"]:
        hand.open(TODOS)
        hand.hold(p["task"])
        hand.tap("Delete")
        return
    open_task(hand, p["task"])
    set_rank(hand, "high")
    hand.menu("Save")


def _from_note(hand: Hand, p: Params) -> None:
    open_note(hand, p["title"])
    new_list(hand, p["list"])
    for job in p["body"].split("\n"):
        add_task(hand, job)


def _set_up(hand: Hand, p: Params) -> None:
    new_list(hand, p["list"])
    today = datetime.fromisoformat(p["today"]).date()
    for name in "abcd":
        hand.menu("New task")
        hand.fill("Task title", p[name])
        set_due(hand, p[f"{name}_due"], today)
        set_rank(hand, "high")
        hand.menu("Save")


def _text_details(hand: Hand, p: Params) -> None:
    open_task(hand, p["task"])
    text_to(hand, p["name"], p["details"])


def _show_today(hand: Hand, p: Params) -> None:
    open_list(hand, "Work")
    hand.menu("Filter", "Due today")


def _drop_list(hand: Hand, p: Params) -> None:
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


def _caught_up(after: State, before: Before) -> bool:
    """The late ones of Work are done, and nothing else is different."""
    then = {row["_id"]: row for row in before.state.tables["todos"]}
    wanted = [{**row, "completed": "1"} if _late(row, before) else dict(row) for row in then.values()]
    return sorted(map(str, wanted)) == sorted(str(dict(row)) for row in after.tables["todos"])


def _cleared(after: State, before: Before) -> bool:
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


def _done_or_not(after: State, before: Before) -> bool:
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


def _taken_over(after: State, before: Before) -> bool:
    found = [squeeze(row["title"]) for row in _new_ones(after, before)]
    return Counter(found) == Counter(map(squeeze, before.params["body"].split("\n")))


def _planned(after: State, before: Before) -> bool:
    new = _new_ones(after, before)
    return len(new) == 4 and all(
        any(
            fits(row, {"title": f"{{{name}}}", "due": due_on(f"{name}_due"), "priority": "3"}, before)
            for row in new
        )
        for name in "abcd"
    )


def _shopped(after: State, before: Before) -> bool:
    went, came = difference("todos", after, before)
    mine = ident("task_lists", title="Shopping")
    wanted = sorted(squeeze(before.params[name]) for name in "abcd")
    found = sorted(squeeze(row["title"]) for row in came)
    return not went and found == wanted and all(mine(row["list_id"], before) for row in came)


def _without_list(after: State, before: Before) -> bool:
    mine = ident("task_lists", title="Work")
    kept = [dict(row) for row in before.state.tables["todos"] if not mine(row["list_id"], before)]
    gone = removed("task_lists", {"title": "Work"}).check(after, before)
    return gone and sorted(map(str, kept)) == sorted(str(dict(row)) for row in after.tables["todos"])


TASKS = (
    Task(
        "todos-shopping",
        4,
        (
            "Add {a}, {b}, {c} and {d} to my Shopping list in Tasks",
            "put four things on the Shopping list in the Tasks app: {a}, {b}, {c}, {d}",
            "I need to buy {a}, {b}, {c} and {d}, make each one a task on the list Shopping",
            "in Tasks, the list Shopping needs four more entries, {a}, {b}, {c} and {d}",
            "new tasks on Shopping: {a}; {b}; {c}; {d}",
            "go to the Shopping list in my tasks and enter {a}, then {b}, {c} and {d}, one task each",
        ),
        (
            "we're out of {a}, {b}, {c} and {d}, and Tasks has a list for that",
            "Shopping, the one in Tasks, lacks {a}, {b}, {c}, {d}",
        ),
        _shopping,
        Judge(_shopped, _ITS),
        _enter,
        parts=4,
    ),
    Task(
        "todos-overdue",
        2,
        (
            "Mark all overdue tasks on my Work list as done",
            "tick off everything that is overdue on the list Work in Tasks",
            "I have done all the tasks on Work whose date has passed, complete them",
            "every open task of the Work list that is past its due date is finished, mark it so",
            "in Tasks, complete each overdue item of Work and leave the others open",
            "check off what is late on my Work list",
        ),
        (
            "whatever should have been done by yesterday on Work is done now, tell Tasks",
            "Work in Tasks: the late ones, all of them ticked please, no others",
        ),
        _overdue,
        Judge(_caught_up, _ITS),
        _tick_overdue,
    ),
    Task(
        "todos-clear-done",
        2,
        (
            "Delete all completed tasks from the list {list}",
            "clear the finished tasks off my {list} list in Tasks",
            "what is ticked off on {list} can be deleted, in the Tasks app",
            "remove every done task on the {list} list, keep the open ones",
            "tidy up {list} in Tasks, I don't want to see completed tasks there any more, delete them",
            "throw away the completed ones on my to-do list {list}",
        ),
        (
            "{list} in Tasks without the things I've already done",
            "sweep the ticked ones off {list}, for good",
        ),
        _finished,
        Judge(_cleared, _ITS),
        _clear,
    ),
    Task(
        "todos-done-or-urgent",
        2,
        (
            "If the task {task} is done, delete it, otherwise give it high priority",
            "check the to-do {task}: completed? then remove it. still open? then set its priority to high",
            "is {task} ticked off in my tasks? if it is, delete it, and if it isn't, make it high priority",
            "delete {task} from Tasks in case it is completed, else change its priority to high",
            "look at {task} in my tasks, remove it if it's finished or mark it as high priority if it is not",
            "should {task} still be open, set it to high priority; should it be done, get rid of the task",
        ),
        (
            "{task}: gone if it's done, urgent if it's not",
            "either {task} is finished, then I don't want it listed, or it is of high priority, have Tasks "
            "show that",
        ),
        _perhaps_done,
        Judge(_done_or_not, _ITS),
        _delete_or_rank,
    ),
    Task(
        "todos-from-note",
        5,
        (
            "Make a new list {list} in Tasks and add every line of my note {title} as a task to it",
            "turn the note {title} into a task list called {list}, one task for each line",
            "create a to-do list {list} and enter all the jobs from the note {title} there",
            "the jobs in my note {title} should be tasks: set up a list {list} in Tasks and put each in",
            "copy the lines of the note {title} into a new list named {list} in the Tasks app, a task per "
            "line",
            "start a list {list} in Tasks; it gets one task for each entry of my note {title}",
        ),
        (
            "what's in {title} among my notes ought to be tickable, as {list} in Tasks",
            "from note to tasks: {title} line by line under a new list {list}",
        ),
        _noted,
        Judge(_taken_over, frozenset({"todos", "task_lists"})),
        _from_note,
        apps=(_NOTES, TODOS),
    ),
    Task(
        "todos-project",
        5,
        (
            "Set up a list {list} in Tasks with four high priority tasks: {a} due {a_day}, {b} due {b_day}, "
            "{c} due {c_day} and {d} due {d_day}",
            "make a new task list called {list}. On it: {a} by {a_day}, {b} by {b_day}, {c} by {c_day}, "
            "{d} by "
            "{d_day}, all with high priority",
            "I need a to-do list {list}: {a} for {a_day}, {b} for {b_day}, {c} for {c_day}, {d} for "
            "{d_day}, each of "
            "high priority and with that due date",
            "create the list {list} in the Tasks app and add these to it with their due dates and priority "
            "high: "
            "{a}, {a_day}; {b}, {b_day}; {c}, {c_day}; {d}, {d_day}",
            "plan {list} for me in Tasks as a list of its own. {a} is due on {a_day}, {b} on {b_day}, {c} on "
            "{c_day} and {d} on {d_day}. Everything has high priority",
            "new list {list}, four tasks, high priority all of them: {a} until {a_day}, {b} until {b_day}, "
            "{c} "
            "until {c_day}, {d} until {d_day}",
        ),
        (
            "{list} is coming up. In Tasks, under that name, high priority throughout: {a_day} {a}, "
            "{b_day} {b}, "
            "{c_day} {c}, {d_day} {d}",
            "give {list} a list in Tasks. deadlines: {a_day} for {a}, {b_day} for {b}, {c_day} for {c}, "
            "{d_day} for "
            "{d}; urgent ones, so priority high",
        ),
        _project,
        Judge(_planned, frozenset({"todos", "task_lists"})),
        _set_up,
        parts=5,
    ),
    Task(
        "todos-text-details",
        3,
        (
            "Text {name} the details of my task {task}",
            "send {name} a message with what is in the details of the to-do {task}",
            "look up the details of {task} in Tasks and text exactly those to {name}",
            "{name} needs the details I noted with the task {task}, send a text message with them",
            "message {name} with the note that is attached to my task {task}, nothing else",
            "open {task} in my tasks and send its details by text to {name}",
        ),
        (
            "what did I write with {task}? {name} should have it by SMS, word for word",
            "{name} asks about {task}, text over what Tasks has as its details",
        ),
        _with_person,
        added("sms", {"type": "2", "address": number("{number}"), "body": "{details}"}),
        _text_details,
        apps=(TODOS, _MESSAGES),
    ),
    Task(
        "todos-today",
        2,
        (
            "What is due today on my Work list?",
            "(show|tell) me the tasks on Work that are due today",
            "which tasks of the list Work do I have to do today",
            "I want to see today's tasks on the Work list",
            "go through my Work list in Tasks and show me what is due today",
            "is there anything for today on Work in the Tasks app? let me see",
        ),
        ("today at work, according to Tasks?", "Work, due today, on the screen please"),
        _work_count,
        front(TODOS, "{a}", "{b}"),
        _show_today,
        kind="ask",
    ),
    Task(
        "todos-list-delete",
        2,
        (
            "Delete my Work list with all its tasks",
            "remove the list Work from Tasks, tasks and all",
            "I don't need the Work list any more, delete it completely",
            "get rid of the whole list Work in the Tasks app",
            "throw away the to-do list Work together with everything on it",
            "in Tasks, delete the list called Work",
        ),
        ("no more Work in Tasks, the list and what is on it", "Work can be wiped off my tasks as a list"),
        lambda world: {},
        Judge(_without_list, frozenset({"todos", "task_lists"})),
        _drop_list,
        kind="risky",
    ),
)

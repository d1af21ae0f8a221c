"""Tasks, the app: whole lists, rules, conditions, and together with other apps."""

from __future__ import annotations

from bench.tasks.catalogue._todos import (
    TODOS,
)
from bench.tasks.catalogue._todos_more import (
    ITS,
    check_caught_up,
    check_cleared,
    check_done_or_not,
    check_planned,
    check_shopped,
    check_taken_over,
    check_without_list,
    do_clear,
    do_delete_or_rank,
    do_drop_list,
    do_enter,
    do_from_note,
    do_set_up,
    do_show_today,
    do_text_details,
    do_tick_overdue,
    draw_finished,
    draw_noted,
    draw_overdue,
    draw_perhaps_done,
    draw_project,
    draw_shopping,
    draw_with_person,
    draw_work_count,
)
from bench.tasks.judges import added, front, number
from bench.tasks.task import Judge, Task

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
        draw_shopping,
        Judge(check_shopped, ITS),
        do_enter,
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
        draw_overdue,
        Judge(check_caught_up, ITS),
        do_tick_overdue,
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
        draw_finished,
        Judge(check_cleared, ITS),
        do_clear,
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
        draw_perhaps_done,
        Judge(check_done_or_not, ITS),
        do_delete_or_rank,
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
        draw_noted,
        Judge(check_taken_over, frozenset({"todos", "task_lists"})),
        do_from_note,
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
        draw_project,
        Judge(check_planned, frozenset({"todos", "task_lists"})),
        do_set_up,
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
        draw_with_person,
        added("sms", {"type": "2", "address": number("{number}"), "body": "{details}"}),
        do_text_details,
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
        draw_work_count,
        front(TODOS, "{a}", "{b}"),
        do_show_today,
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
        Judge(check_without_list, frozenset({"todos", "task_lists"})),
        do_drop_list,
        kind="risky",
    ),
)

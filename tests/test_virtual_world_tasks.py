"""Tasks: what is noted and done by hand is what the provider says."""

from __future__ import annotations

from datetime import datetime

import pytest

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.skins import NAMED
from tests.virtual_world import BACK, column, find, hold, make_phone, overlapping, tap, texts, word, write

TODO = "com.android.tasks"
LISTS, TASKS = "content://com.android.tasks/lists", "content://com.android.tasks/tasks"
HOUSE = {
    "tasks": [
        {"title": "Water plants", "due": 0, "priority": "low"},
        {"title": "Pay bill", "due": -2, "priority": "high", "notes": "Electricity"},
        {"title": "Old thing", "done": True},
        {"title": "Fix bike", "steps": ["Tube", "Chain"]},
        {"title": "Rice", "list": "Shopping"},
    ]
}


def phone_with_tasks(skin: str = "plain") -> Phone:
    phone = make_phone(skin=skin, fixture=HOUSE)
    phone.launch(TODO)
    return phone


def shown(phone: Phone) -> list[str]:
    """The tasks on the screen, in order."""
    titles = column(phone, TASKS, "title")
    return [words for words in texts(phone) if words in titles]


def menu(phone: Phone, label: str) -> None:
    """An action of the toolbar, wherever the skin keeps it."""
    if word(phone, label) not in texts(phone):
        tap(phone, word(phone, "More options"))
    tap(phone, word(phone, label))


@pytest.mark.parametrize("skin", ["plain", "noir", "ember", "harbor"])
def test_a_task_is_made(skin: str) -> None:
    phone = phone_with_tasks(skin)
    tap(phone, word(phone, "New task"))
    write(phone, word(phone, "Task title"), "Buy stamps")
    phone.press_key(BACK)
    tap(phone, word(phone, "Priority"), "High", word(phone, "Due date"), word(phone, "OK"))
    write(phone, word(phone, "Add subtask"), "Find the letter")
    phone.press_key(BACK)
    tap(phone, word(phone, "Save"))
    row = phone.content.row(TASKS, "title='Buy stamps'")
    assert row is not None
    assert (row.number("priority"), row.number("completed"), row.number("list_id")) == (3, 0, 1)
    due = datetime.fromtimestamp(row.number("due") / 1000, phone.now().tzinfo)
    assert (due.date(), due.hour) == (phone.now().date(), 0)
    assert column(phone, TASKS, "title", f"parent_id={row.number('_id')}") == ["Find the letter"]
    assert "Buy stamps" in texts(phone)


def test_a_task_is_changed_and_deleted() -> None:
    phone = phone_with_tasks()
    tap(phone, "Fix bike")
    write(phone, "title", " now")
    phone.press_key(BACK)
    tap(phone, "Tube", "List", "Shopping", "Save")
    row = phone.content.row(TASKS, "title='Fix bike now'")
    assert row is not None
    assert row.number("list_id") == 2
    assert column(phone, TASKS, "completed", f"parent_id={row.number('_id')}") == ["1", "0"]
    assert "Fix bike now" not in texts(phone)
    tap(phone, "Change list", "Shopping", "Fix bike now", "More options", "Delete", "Cancel")
    tap(phone, "More options", "Delete", "Delete")
    assert not phone.content.rows(TASKS, "title IN ('Fix bike now', 'Tube', 'Chain')")


@pytest.mark.parametrize("skin", ["plain", "atlas"])
def test_done_and_not_done_again(skin: str) -> None:
    phone = phone_with_tasks(skin)
    tap(phone, f"{word(phone, 'Mark completed')}: Pay bill")
    row = phone.content.row(TASKS, "title='Pay bill'")
    assert row is not None
    assert (row.number("completed"), row.number("completed_at")) == (1, phone.now_ms())
    assert shown(phone)[-2:] == ["Pay bill", "Old thing"]
    tap(phone, word(phone, "Undo"))
    assert column(phone, TASKS, "completed", "title='Pay bill'") == ["0"]
    hold(phone, "Old thing")
    tap(phone, word(phone, "Mark uncompleted"))
    assert not column(phone, TASKS, "_id", "completed=1")


def test_a_deleted_task_comes_back_with_its_steps() -> None:
    phone = phone_with_tasks()
    hold(phone, "Fix bike")
    tap(phone, "Delete")
    assert not phone.content.rows(TASKS, "title IN ('Fix bike', 'Tube')")
    tap(phone, "Undo")
    assert len(phone.content.rows(TASKS, "title IN ('Fix bike', 'Tube', 'Chain')")) == 3


def test_completed_tasks_are_cleared_after_a_question() -> None:
    phone = phone_with_tasks()
    menu(phone, "Clear completed")
    tap(phone, "Cancel")
    assert "Old thing" in texts(phone)
    menu(phone, "Clear completed")
    tap(phone, "Delete")
    assert not phone.content.rows(TASKS, "completed=1")


@pytest.mark.parametrize("skin", ["plain", "bare"])
def test_sorting_and_filtering(skin: str) -> None:
    phone = phone_with_tasks(skin)
    assert shown(phone) == ["Water plants", "Pay bill", "Fix bike", "Old thing"]
    menu(phone, "Sort by")
    tap(phone, "Priority")
    assert shown(phone) == ["Pay bill", "Water plants", "Fix bike", "Old thing"]
    menu(phone, "Sort by")
    tap(phone, "Title")
    assert shown(phone)[0] == "Fix bike"
    for name, wanted in (
        ("Overdue", ["Pay bill"]),
        ("Due today", ["Water plants"]),
        ("Completed tasks", ["Old thing"]),
    ):
        menu(phone, "Filter")
        tap(phone, name)
        assert shown(phone) == wanted


def test_searching_goes_through_all_lists() -> None:
    phone = phone_with_tasks()
    tap(phone, "Search")
    phone.type_text("ri")
    assert shown(phone) == ["Pay bill", "Rice"]  # Electricity has it too
    tap(phone, "Clear")
    write(phone, "search_src_text", "electric")
    assert shown(phone) == ["Pay bill"]


def test_lists_are_made_renamed_and_deleted() -> None:
    phone = phone_with_tasks()
    tap(phone, "Change list", "New list")
    write(phone, "List title", "Garden")
    tap(phone, "Create")
    assert column(phone, LISTS, "title") == ["My tasks", "Shopping", "Garden"]
    assert "No tasks yet" in texts(phone)
    menu(phone, "Rename list")
    phone.set_text(find(phone, "edit"), "Yard")
    tap(phone, "OK")
    assert column(phone, LISTS, "title")[2] == "Yard"
    tap(phone, "Change list", "Shopping")
    menu(phone, "Delete list")
    tap(phone, "Delete")
    assert column(phone, LISTS, "title") == ["My tasks", "Yard"]
    assert "Rice" not in column(phone, TASKS, "title")
    assert "Water plants" in texts(phone)


def test_changes_are_not_lost_by_accident() -> None:
    phone = phone_with_tasks()
    tap(phone, "Pay bill")
    write(phone, "notes", " and gas")
    phone.press_key(BACK)
    phone.press_key(BACK)
    tap(phone, "Keep editing", "Save")
    assert column(phone, TASKS, "notes", "title='Pay bill'") == ["Electricity and gas"]


def test_intents_make_and_open_tasks() -> None:
    phone = phone_with_tasks()
    extras = {"android.intent.extra.TEXT": "Read this\nhttps://example.org"}
    share = Intent("android.intent.action.SEND", type="text/plain", package=TODO, extras=extras)
    assert phone.start_activity(share).ok
    tap(phone, "Save")
    assert column(phone, TASKS, "notes", "title='Read this'") == ["https://example.org"]
    assert phone.start_activity(Intent("android.intent.action.VIEW", data=f"{TASKS}/1")).ok
    assert find(phone, "title").text == "Water plants"


def test_a_task_can_be_shared() -> None:
    phone = phone_with_tasks()
    hold(phone, "Pay bill")
    tap(phone, "Share", "Messages")
    assert phone.stack[-1].package == "com.android.messaging"


@pytest.mark.parametrize("skin", sorted(NAMED))
def test_nothing_lies_on_each_other(skin: str) -> None:
    phone = phone_with_tasks(skin)
    assert overlapping(phone) == []
    phone.start_activity(Intent("android.intent.action.VIEW", data=f"{TASKS}/4"))
    assert overlapping(phone) == []

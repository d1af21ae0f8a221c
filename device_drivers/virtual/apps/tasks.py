"""Tasks: lists of things to do, with due dates, priorities and subtasks."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from device_drivers.virtual.apps._tasks_editor import LISTS, TASKS, EditorPage
from device_drivers.virtual.apps._tasks_list import ListPage
from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.intents import DEFAULT, INSERT, LAUNCHER, MAIN, SEND, VIEW, Filter, Intent
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.providers.resolver import (
    Route,
    Row,
    Tables,
    Value,
    Values,
    delete_rows,
    insert_row,
)

SCHEMA = """
CREATE TABLE task_lists (_id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT);
CREATE TABLE todos (_id INTEGER PRIMARY KEY AUTOINCREMENT, list_id INTEGER, parent_id INTEGER, title TEXT,
  notes TEXT DEFAULT '', due INTEGER, priority INTEGER DEFAULT 0, completed INTEGER DEFAULT 0,
  completed_at INTEGER, created INTEGER, modified INTEGER);
"""
_FIRST_LIST = "My tasks"
_ITEM = "vnd.android.cursor.item/vnd.tasks.task"


class Program(App):
    package = "com.android.tasks"
    label = "Tasks"
    icon = "task"
    launcher = ".MainActivity"
    activities = {
        ".MainActivity": (Filter((MAIN,), (LAUNCHER, DEFAULT)),),
        ".TaskActivity": (
            Filter((SEND,), types=("text/plain",)),
            Filter((INSERT,), types=("vnd.android.cursor.dir/vnd.tasks.task",)),
            Filter((VIEW,), types=(_ITEM,), schemes=("content",), hosts=("com.android.tasks/tasks",)),
        ),
    }
    version = ("5.1", 510)

    def __init__(self, system: System) -> None:
        super().__init__(system)
        routes = {
            "lists": Route("task_lists", delete=self._delete_lists),
            "tasks": Route("todos", insert=self._insert, delete=self._delete_tasks),
        }
        system.content.add(Tables(self.package, routes), SCHEMA)

    def _insert(self, values: dict[str, Value]) -> int:
        now = self.system.now_ms()
        full = {"list_id": self.first_list(), "created": now, "modified": now, **values}
        return insert_row(self.content.db, "todos", full)

    def _delete_tasks(self, idents: list[int]) -> None:
        """Subtasks go with their task."""
        delete_rows(self.content.db, "todos", idents, "parent_id")
        delete_rows(self.content.db, "todos", idents)

    def _delete_lists(self, idents: list[int]) -> None:
        delete_rows(self.content.db, "todos", idents, "list_id")
        delete_rows(self.content.db, "task_lists", idents)

    def fill(self, fixture: Fixture) -> None:
        lists = {_FIRST_LIST: self.first_list()}
        today = self.system.now().date()
        for task in fixture.tasks:
            if task.list not in lists:
                lists[task.list] = int(self.content.insert(LISTS, {"title": task.list}).rsplit("/", 1)[1])
            due = today + timedelta(days=task.due) if task.due is not None else None
            values: dict[str, Value] = {
                "list_id": lists[task.list],
                "title": task.title,
                "notes": task.notes,
                "due": self.due_ms(due),
                "priority": ("none", "low", "medium", "high").index(task.priority),
            }
            ident = self.save(None, values, [(step, False) for step in task.steps])
            if task.done:
                self.complete(ident, True)

    def clear(self) -> None:
        self.content.delete(LISTS)

    def page(self, activity: str, intent: Intent) -> Page:
        if activity != ".TaskActivity":
            return ListPage(self)
        last = intent.data.rstrip("/").rsplit("/", 1)[-1]
        if intent.action == VIEW and last.isdecimal():
            return EditorPage(self, self.first_list(), int(last))
        text, title = (
            intent.string("android.intent.extra.TEXT"),
            intent.string("android.intent.extra.SUBJECT"),
        )
        title = title or intent.string("title")
        first, _, rest = text.partition("\n")
        notes = intent.string("notes") or (text if title else rest)
        return EditorPage(self, self.first_list(), None, title or first, notes)

    def first_list(self) -> int:
        """There is always a list."""
        row = next(iter(self.content.rows(LISTS)), None)
        if row is not None:
            return row.number("_id")
        return int(self.content.insert(LISTS, {"title": _FIRST_LIST}).rsplit("/", 1)[1])

    def list_name(self, ident: int) -> str:
        row = self.content.row(f"{LISTS}/{ident}")
        return row.text("title") if row is not None else ""

    def steps(self, ident: int) -> list[Row]:
        return self.content.rows(TASKS, f"parent_id={ident}")

    def due_ms(self, day: date | None) -> int | None:
        """A due date as it is kept: its local midnight."""
        if day is None:
            return None
        zone = self.system.now().tzinfo
        return int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp() * 1000)

    def due_day(self, row: Row) -> date | None:
        if row["due"] is None:
            return None
        seconds = min(max(row.number("due") / 1000, 0), 4_000_000_000)
        return datetime.fromtimestamp(seconds, self.system.now().tzinfo).date()

    def save(self, ident: int | None, values: Values, steps: list[tuple[str, bool]]) -> int:
        """Write a task and its subtasks; the task's _id."""
        if ident is None:
            ident = int(self.content.insert(TASKS, values).rsplit("/", 1)[1])
        else:
            self.content.update(f"{TASKS}/{ident}", {**values, "modified": self.system.now_ms()})
        self.content.delete(TASKS, f"parent_id={ident}")
        for title, done in steps:
            step = {"parent_id": ident, "list_id": values["list_id"], "title": title, "completed": int(done)}
            self.content.insert(TASKS, step)
        return ident

    def complete(self, ident: int, done: bool) -> None:
        when = self.system.now_ms() if done else None
        self.content.update(f"{TASKS}/{ident}", {"completed": int(done), "completed_at": when})

    def delete(self, where: str) -> partial[None]:
        """Delete tasks; what puts them and their subtasks back."""
        names, rows = self.content.query(TASKS, None, where)
        idents = ", ".join(str(row[names.index("_id")]) for row in rows)
        rows = rows + self.content.query(TASKS, None, f"parent_id IN ({idents})")[1]
        self.content.delete(TASKS, where)
        return partial(self._restore, [dict(zip(names, row, strict=True)) for row in rows])

    def _restore(self, rows: list[dict[str, Value]]) -> None:
        for row in rows:
            self.content.insert(TASKS, row)

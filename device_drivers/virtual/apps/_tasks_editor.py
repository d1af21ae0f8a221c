"""The form of a task."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.resolver import Row, Value
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import Act, style
from device_drivers.virtual.window.dates import date_picker
from device_drivers.virtual.window.dialogs import alert, choose
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.tasks import Program

LISTS, TASKS = "content://com.android.tasks/lists", "content://com.android.tasks/tasks"
PRIORITIES = ("No priority", "Low", "Medium", "High")


class EditorPage(Page):
    cls = ".TaskActivity"

    def __init__(
        self, app: Program, where: int, task: int | None = None, title: str = "", notes: str = ""
    ) -> None:
        super().__init__(app)
        self.tasks = app
        self.task = task
        self.where, self.priority = where, 0
        self.due: date | None = None
        self.steps: list[tuple[str, bool]] = []  # subtasks and whether they are done
        row = self.content.row(f"{TASKS}/{task}") if task is not None else None
        if row is not None:
            title, notes = row.text("title"), row.text("notes")
            self.where, self.priority = row.number("list_id"), row.number("priority")
            self.due = app.due_day(row)
            self.steps = [
                (step.text("title"), step.number("completed") == 1) for step in app.steps(row.number("_id"))
            ]
        self.state.fields.update(title=title, notes=notes, step="")
        if task is None and not title:
            self.state.focus, self.state.keyboard = "title", True
        self._before = self._now()

    def _now(self) -> object:
        """All that can be changed, to compare."""
        fields = self.state.fields
        return fields["title"], fields["notes"], self.where, self.priority, self.due, [*self.steps]

    def view(self, ui: Kit) -> View:
        row = self.content.row(f"{TASKS}/{self.task}") if self.task is not None else None
        title = ui.field("title", "Task title", box=False, look=style(size=24, lines=1))
        notes = ui.field("notes", "Details", lines=0, weight=1)
        parts = [
            ui.column([title], pad=(16, 4, 16, 4)),
            ui.line([ui.icon("note"), notes], gap=16, pad=(16, 6, 16, 6)),
            self._due_row(ui),
            self._choice(ui, "Priority", "flag", ui.t(PRIORITIES[self.priority]), self._pick_priority),
            self._choice(ui, "List", "list", self.tasks.list_name(self.where), self._pick_list),
            ui.header("Subtasks"),
            *(self._step(ui, place) for place in range(len(self.steps))),
            self._new_step(ui),
        ]
        body = ui.scroll(parts, "edit_task_scroll", pad=(0, 0, 0, 32))
        return scaffold(
            ui,
            "New task" if self.task is None else "Edit task",
            body,
            up=self.up,
            close=True,
            actions=[Action("Save", self._save, "check", "action_save"), *self._more(row)],
        )

    def _more(self, row: Row | None) -> list[Action]:
        if row is None:
            return []
        done = row.number("completed") == 1
        flip = partial(self._set_done, not done)
        return [
            Action("Mark uncompleted" if done else "Mark completed", flip, main=False),
            Action("Delete", self._ask, "delete", "action_delete", main=False),
        ]

    def _choice(self, ui: Kit, label: str, icon: str, value: str, act: Act) -> View:
        name = label.lower()
        ids = (f"{name}_label", f"{name}_value")
        return ui.row(ui.t(label), value, act, icon=ui.icon(icon), ids=ids)

    def _due_row(self, ui: Kit) -> View:
        value = ui.day(self.due, "yMMMEd") if self.due is not None else ui.t("No due date")
        clear = ui.icon_button("Clear due date", "close", partial(setattr, self, "due", None), "clear_due")
        return ui.row(
            ui.t("Due date"),
            value,
            self._pick_due,
            icon=ui.icon("calendar"),
            trailing=[clear] if self.due is not None else [],
            ids=("due_label", "due_value"),
        )

    def _step(self, ui: Kit, place: int) -> View:
        title, done = self.steps[place]
        box = ui.check(done, partial(self._flip_step, place), "step_check", desc=title)
        words = ui.text(title, "step_title", style(fg="muted" if done else "text"), weight=1)
        remove = ui.icon_button("Remove subtask", "close", partial(self.steps.pop, place))
        return ui.line([box, words, remove], "step_row", gap=8, pad=(8, 0, 4, 0))

    def _new_step(self, ui: Kit) -> View:
        field = ui.field("step", "Add subtask", weight=1, on_submit=self._add_step)
        add = ui.icon_button("Add", "add", self._add_step, "add_step")
        return ui.line([field, add], "new_step_row", gap=8, pad=(16, 4, 4, 4))

    def _add_step(self) -> None:
        title = self.state.fields["step"].strip()
        if title:
            self.steps.append((title, False))
        self.state.fields["step"] = ""

    def _flip_step(self, place: int) -> None:
        title, done = self.steps[place]
        self.steps[place] = (title, not done)

    def _pick_due(self) -> None:
        day = self.due or self.system.now().date()
        self.show(date_picker(day, partial(setattr, self, "due"), mode=self.system.skin.picker))

    def _pick_priority(self) -> None:
        self.show(choose("Priority", PRIORITIES, self.priority, partial(setattr, self, "priority")))

    def _pick_list(self) -> None:
        rows = self.content.rows(LISTS)
        idents = [row.number("_id") for row in rows]

        def pick(place: int) -> None:
            self.where = idents[place]

        at = idents.index(self.where) if self.where in idents else -1
        self.show(choose("List", [row.text("title") for row in rows], at, pick, plain=True))

    def back(self) -> bool:
        if self._now() == self._before:
            return False
        self.show(alert("", "Discard your changes?", (("Keep editing", None), ("Discard", self.close))))
        return True

    def _save(self) -> None:
        self._add_step()
        title = self.state.fields["title"].strip()
        if not title:
            self.toast("Enter a title")
            return
        values: dict[str, Value] = {
            "list_id": self.where,
            "title": title,
            "notes": self.state.fields["notes"].strip(),
            "priority": self.priority,
            "due": self.tasks.due_ms(self.due),
        }
        self.tasks.save(self.task, values, self.steps)
        self._leave()
        self.toast("Task saved")

    def _leave(self) -> None:
        """To the list, also where another app opened the editor."""
        if self.system.task.pages[-2:][0].cls == self.tasks.launcher:
            self.close()
        else:
            self.replace(self.tasks.page(self.tasks.launcher, Intent()))

    def _set_done(self, done: bool) -> None:
        if self.task is not None:
            self.tasks.complete(self.task, done)
        self.close()

    def _ask(self) -> None:
        self.show(alert("", "Delete this task?", (("Cancel", None), ("Delete", self._delete))))

    def _delete(self) -> None:
        if self.task is not None:
            self.content.delete(f"{TASKS}/{self.task}")
        self.close()
        self.toast("Task deleted")

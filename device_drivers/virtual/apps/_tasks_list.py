"""The lists of tasks: order, filter, search, and what a touch does."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.apps._share import share
from device_drivers.virtual.apps._tasks_editor import LISTS, PRIORITIES, TASKS, EditorPage
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert, choose, items, prompt
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.tasks import Program

_FLAGS = {1: "muted", 2: "hue4", 3: "hue3"}  # the colour of a priority
_SORTS = (
    ("Date added", "_id"),
    ("Due date", "due IS NULL, due, _id"),
    ("Priority", "priority DESC, due IS NULL, due, _id"),
    ("Title", "title COLLATE NOCASE"),
)
_FILTERS = ("All tasks", "Open tasks", "Completed tasks", "Due today", "Overdue")


class ListPage(Page):
    cls = ".MainActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.tasks = app
        self.list = app.first_list()
        self.sort = self.filter = 0
        self.searching = False

    def view(self, ui: Kit) -> View:
        if self.searching:
            return scaffold(ui, "", self._found(ui), bar=self._search_bar(ui))
        if self.content.row(f"{LISTS}/{self.list}") is None:
            self.list = self.tasks.first_list()
        column = ui.column([self._list_bar(ui), self._body(ui)])
        actions = [
            Action("Search", self._search, "search", "action_search"),
            Action("Sort by", self._sort_menu, "sort", "action_sort"),
            Action("Filter", self._filter_menu, "filter", "action_filter"),
            Action("Rename list", self._rename, main=False),
            Action("Delete list", self._ask_list, main=False),
            Action("Clear completed", self._ask_clear, main=False),
        ]
        add = Action("New task", lambda: self.open(EditorPage(self.tasks, self.list)), "add", "fab_new_task")
        return scaffold(ui, "Tasks", column, actions=actions, add=add)

    def _list_bar(self, ui: Kit) -> View:
        name = self.tasks.list_name(self.list)
        text = ui.text(name, "list_name", style(size=17, bold=True, lines=1), weight=1)
        parts = [ui.icon("list"), text, ui.icon("down", desc=ui.t("Change list"))]
        bar = ui.line(parts, "list_switcher", gap=12, pad=(16, 10, 16, 10), bg="surface")
        bar.on_click, bar.clickable, bar.focusable = self._lists_menu, True, True
        return bar

    def _where(self) -> str:
        today = self.system.now().date()
        low, high = self.tasks.due_ms(today), self.tasks.due_ms(today + timedelta(days=1))
        more = ("", "completed=0", "completed=1", f"due>={low} AND due<{high}", f"due<{low} AND completed=0")
        part = more[self.filter]
        return f"parent_id IS NULL AND list_id={self.list}" + (f" AND {part}" if part else "")

    def _body(self, ui: Kit) -> View:
        rows = self.content.rows(TASKS, self._where(), _SORTS[self.sort][1])
        if not rows:
            return ui.empty("No tasks found" if self.filter else "No tasks yet", "task")
        open_rows = [self._row(ui, row) for row in rows if not row.number("completed")]
        done_rows = [self._row(ui, row) for row in rows if row.number("completed")]
        head = [ui.header("Completed", "completed_header")] if done_rows else []
        name = [ui.header(_FILTERS[self.filter], "filter_header")] if self.filter else []
        return ui.list([*name, *open_rows, *head, *done_rows], "tasks_list", weight=1, pad=(0, 0, 0, 96))

    def _row(self, ui: Kit, row: Row) -> View:
        ident, done = row.number("_id"), row.number("completed") == 1
        title, priority = row.text("title"), row.number("priority")
        label = "Mark uncompleted" if done else "Mark completed"
        box = ui.check(done, partial(self._complete, row), "task_check", desc=f"{ui.t(label)}: {title}")
        ends = []
        if priority:
            word = ui.t(PRIORITIES[min(priority, 3)])
            ends.append(ui.icon("flag", "task_priority", desc=word, size=20, fg=_FLAGS.get(priority, "hue3")))
        view = ui.row(
            title,
            self._summary(ui, row),
            partial(self._open, ident),
            icon=box,
            trailing=ends,
            on_long=partial(self._menu, row),
            on_swipe=partial(self._swiped, ident),
            ids=("task_title", "task_summary"),
        )
        view.pad = (8, 0, 16, 0)
        return view

    def _summary(self, ui: Kit, row: Row) -> str:
        day, today = self.tasks.due_day(row), self.system.now().date()
        parts = []
        if day is not None:
            near = {-1: "Yesterday", 0: "Today", 1: "Tomorrow"}.get((day - today).days)
            parts.append(ui.t(near) if near else ui.day(day, "yMMMEd"))
        steps = self.tasks.steps(row.number("_id"))
        if steps:
            parts.append(f"{sum(step.number('completed') for step in steps)}/{len(steps)}")
        notes = row.text("notes")
        return " \u00b7 ".join([*parts, *([notes.splitlines()[0]] if notes.strip() else [])])

    def _open(self, ident: int) -> None:
        self.open(EditorPage(self.tasks, self.list, ident))

    def _complete(self, row: Row) -> None:
        ident, done = row.number("_id"), row.number("completed") == 1
        self.tasks.complete(ident, not done)
        words = self.t("Task marked uncompleted" if done else "Task completed")
        self.snack(words, "Undo", partial(self.tasks.complete, ident, done))

    def _swiped(self, ident: int, way: str) -> None:
        if way in ("left", "right"):
            self._delete(ident)

    def _menu(self, row: Row) -> None:
        ident = row.number("_id")
        done = row.number("completed") == 1
        options = (
            ("Edit", partial(self._open, ident)),
            ("Mark uncompleted" if done else "Mark completed", partial(self._complete, row)),
            ("Share", partial(self._share, row)),
            ("Delete", partial(self._delete, ident)),
        )
        self.show(items(row.text("title"), options, plain=True))

    def _share(self, row: Row) -> None:
        text = "\n".join(part for part in (row.text("title"), row.text("notes")) if part)
        share(self, text)

    def _delete(self, ident: int) -> None:
        undo = self.tasks.delete(f"_id={ident}")
        self.snack(self.t("Task deleted"), "Undo", undo)

    # search
    def _found(self, ui: Kit) -> View:
        wanted = self.state.fields.get("search_src_text", "").strip().lower()
        rows = self.content.rows(TASKS, "parent_id IS NULL", "completed, _id") if wanted else []
        found = [row for row in rows if wanted in f"{row.text('title')}\n{row.text('notes')}".lower()]
        if wanted and not found:
            return ui.empty("No tasks found", "search")
        return ui.list([self._row(ui, row) for row in found], "search_results")

    def _search_bar(self, ui: Kit) -> View:
        look = style(size=18, lines=1)
        field = ui.field("search_src_text", "Search tasks", box=False, weight=1, look=look)
        clear = ui.icon_button("Clear", "close", self._clear_search, "search_close_btn")
        back = ui.icon_button("Navigate up", "back", self.up)
        return ui.line([back, field, clear], "toolbar", h=60, pad=(4, 0, 4, 0))

    def _clear_search(self) -> None:
        self.state.fields.pop("search_src_text", None)

    def _search(self) -> None:
        self.searching = True
        self.state.focus, self.state.keyboard = "search_src_text", True

    def back(self) -> bool:
        used, self.searching = self.searching, False
        self._clear_search()
        return used

    # lists, order and filter
    def _lists_menu(self) -> None:
        rows = self.content.rows(LISTS)
        names = [row.text("title") for row in rows]
        idents = [row.number("_id") for row in rows]

        def pick(place: int) -> None:
            if place == len(idents):
                self._new_list()
            else:
                self.list = idents[place]

        at = idents.index(self.list) if self.list in idents else -1
        self.show(choose("Lists", [*names, self.t("New list")], at, pick, plain=True))

    def _new_list(self) -> None:
        def add(text: str) -> None:
            if text.strip():
                uri = self.content.insert(LISTS, {"title": text.strip()})
                self.list = int(uri.rsplit("/", 1)[1])

        self.state.fields["list_title"] = ""
        self.show(prompt("New list", "list_title", "List title", add, ok="Create"))

    def _rename(self) -> None:
        def rename(text: str) -> None:
            if text.strip():
                self.content.update(f"{LISTS}/{self.list}", {"title": text.strip()})

        self.state.fields["list_title"] = self.tasks.list_name(self.list)
        self.show(prompt("Rename list", "list_title", "List title", rename))

    def _ask_list(self) -> None:
        if len(self.content.rows(LISTS)) == 1:
            self.toast("The last list can't be deleted")
            return
        delete = partial(self.content.delete, f"{LISTS}/{self.list}")
        message = "All tasks of this list will be deleted too."
        self.show(alert("Delete list?", message, (("Cancel", None), ("Delete", delete))))

    def _sort_menu(self) -> None:
        self.show(
            choose("Sort by", [label for label, _ in _SORTS], self.sort, partial(setattr, self, "sort"))
        )

    def _filter_menu(self) -> None:
        self.show(choose("Filter", _FILTERS, self.filter, partial(setattr, self, "filter")))

    def _ask_clear(self) -> None:
        clear = partial(self.tasks.delete, f"parent_id IS NULL AND list_id={self.list} AND completed=1")
        message = "All completed tasks of this list will be deleted."
        self.show(alert("Clear completed tasks?", message, (("Cancel", None), ("Delete", clear))))

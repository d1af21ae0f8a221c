"""What an app from the store looks like inside: a list of things to tick off."""

from __future__ import annotations

from functools import partial
from typing import cast

from device_drivers.virtual.apps._search import Searching
from device_drivers.virtual.intents import DEFAULT, LAUNCHER, MAIN, Filter, Intent
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.providers.resolver import Route, Row, Tables
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.dialogs import items, prompt
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import View


class Made(App):
    """An app of the store; `made` gives it its name and package."""

    launcher = ".MainActivity"
    icon = "check"
    activities = {".MainActivity": (Filter((MAIN,), (LAUNCHER, DEFAULT)),)}

    def __init__(self, system: System) -> None:
        super().__init__(system)
        table = "made_" + self.package.replace(".", "_")
        schema = f"""CREATE TABLE IF NOT EXISTS {table} (_id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT,
            done INTEGER DEFAULT 0, created INTEGER);"""
        routes = {"entries": Route(table)}
        system.content.db.execute(schema)
        system.content.add(Tables(self.package, routes))

    @property
    def uri(self) -> str:
        return f"content://{self.package}/entries"

    def add(self, title: str) -> None:
        if title.strip():
            self.content.insert(self.uri, {"title": title.strip(), "created": self.system.now_ms()})

    def clear(self) -> None:
        self.content.delete(self.uri)

    def page(self, activity: str, intent: Intent) -> Page:
        return EntriesPage(self)


def made(package: str, title: str, version: tuple[str, int], permissions: tuple[str, ...]) -> type[Made]:
    """The class of an app."""
    parts = {"package": package, "label": title, "version": version, "permissions": permissions}
    return cast("type[Made]", type("Program", (Made,), parts))


class EntriesPage(Searching):
    def __init__(self, app: Made) -> None:
        super().__init__(app)
        self.made = app

    def view(self, ui: Kit) -> View:
        wanted = self.wanted()
        found = [row for row in self.content.rows(self.made.uri) if wanted in row.text("title").lower()]
        rows = [self._row(ui, row) for row in found]
        body = (
            ui.list(rows, "entry_list", pad=(0, 4, 0, 96)) if rows else ui.empty("Nothing here yet", "check")
        )
        if self.searching:
            return scaffold(ui, "", body, bar=self.search_bar(ui, "Search"))
        actions = [
            Action("Search", self.search, "search", "action_search"),
            Action("Delete finished", self._sweep, main=False),
        ]
        add = Action("Add entry", self._new, "add", "fab_add")
        return scaffold(ui, self.made.label, body, actions=actions, add=add, plain=True)

    def _row(self, ui: Kit, row: Row) -> View:
        done = row.number("done") == 1
        uri = f"{self.made.uri}/{row.number('_id')}"
        return ui.row(
            row.text("title"),
            "",
            partial(self.content.update, uri, {"done": int(not done)}),
            trailing=[ui.check(done, None, "entry_check")],
            on_long=partial(self._menu, row, uri),
            ids=("entry_title", ""),
        )

    def _new(self) -> None:
        self.state.fields["entry_title"] = ""
        self.show(prompt("Add entry", "entry_title", "Entry name", self.made.add, ok="Save"))

    def _menu(self, row: Row, uri: str) -> None:
        def rename(text: str) -> None:
            if text.strip():
                self.content.update(uri, {"title": text.strip()})

        def edit() -> None:
            self.state.fields["entry_title"] = row.text("title")
            self.show(prompt("Edit", "entry_title", "Entry name", rename, ok="Save"))

        def delete() -> None:
            old = {name: row[name] for name in ("_id", "title", "done", "created")}
            self.content.delete(uri)
            self.snack(self.t("Entry deleted"), "Undo", lambda: self.content.insert(self.made.uri, old))

        self.show(items(row.text("title"), (("Edit", edit), ("Delete", delete)), plain=True))

    def _sweep(self) -> None:
        gone = self.content.delete(self.made.uri, "done=1")
        self.toast(self.t("Finished entries deleted") if gone else self.t("Nothing is finished"))

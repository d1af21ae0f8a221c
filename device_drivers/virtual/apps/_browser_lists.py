"""The browser's other screens: open tabs, bookmarks with their editor, and history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.apps._media_kit import SEARCH, day, search_bar
from device_drivers.virtual.apps._share import share
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import Act, style
from device_drivers.virtual.window.dialogs import alert, choose, items
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.browser import Program

TABS = "content://com.android.browser/tabs"
BOOKMARKS = "content://com.android.browser/bookmarks"
HISTORY = "content://com.android.browser/history"
_SORTS = (("Date added", "created DESC, _id DESC"), ("A to Z", "title COLLATE NOCASE"))
_RANGES = (("Last hour", 3_600_000), ("Last 24 hours", 86_400_000), ("All time", 0))


class TabsPage(Page):
    cls = ".TabsActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.browser = app

    def view(self, ui: Kit) -> View:
        rows = []
        for row in self.content.rows(TABS):
            close = ui.icon_button("Close tab", "close", partial(self._close, row), "close_tab")
            name = row.text("title") or ui.t("Empty tab")
            private = row.number("incognito") == 1
            view = ui.row(
                name,
                row.text("url"),
                partial(self._choose, row.number("_id")),
                icon=ui.icon("lock" if private else "globe", desc=ui.t("Private") if private else ""),
                trailing=[close],
                bold=row.number("active") == 1,
                on_swipe=partial(self._swiped, row),
            )
            view.selected = row.number("active") == 1
            rows.append(view)
        body = ui.list(rows, "tab_list") if rows else ui.empty("No open tabs", "tabs")
        actions = [
            Action("New private tab", partial(self._new, True), "lock", main=False),
            Action("Close all tabs", self._close_all, "delete", main=False),
        ]
        add = Action("New tab", self._new, "add", "new_tab")
        return scaffold(ui, "Tabs", body, up=self.up, actions=actions, add=add)

    def _choose(self, ident: int) -> None:
        self.browser.choose(ident)
        self.close()

    def _new(self, private: bool = False) -> None:
        self.browser.new_tab(private=private)
        self.close()

    def _swiped(self, row: Row, way: str) -> None:
        if way in ("left", "right"):
            self._close(row)

    def _close(self, row: Row) -> None:
        old = self.browser.close_tab(row.number("_id"))
        self.snack(self.t("Tab closed"), "Undo", lambda: self.content.insert(TABS, old))

    def _close_all(self) -> None:
        self.content.delete(TABS)


class BookmarksPage(Page):
    cls = ".BookmarksActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.browser = app
        self.searching = False
        self.sort = 0

    def view(self, ui: Kit) -> View:
        wanted = self.state.fields.get(SEARCH, "").strip().lower() if self.searching else ""
        rows: list[View] = []
        folder = ""
        for row in self.content.rows(BOOKMARKS, sort=f"folder COLLATE NOCASE, {_SORTS[self.sort][1]}"):
            if wanted not in f"{row.text('title')} {row.text('url')}".lower():
                continue
            if row.text("folder") != folder:
                folder = row.text("folder")
                look = style(fg="primary", size=14, bold=True)
                rows.append(ui.text(folder, "folder", look, pad=(16, 18, 16, 8)))
            rows.append(self._row(ui, row))
        body = (
            ui.list(rows, "bookmark_list")
            if rows
            else ui.empty("No results" if wanted else "No bookmarks yet", "bookmark")
        )
        if self.searching:
            return scaffold(ui, "", body, bar=search_bar(ui, "Search bookmarks", self.up))
        actions = [
            Action("Search", self._search, "search", "action_search"),
            Action("Sort by", self._sort_menu, main=False),
        ]
        return scaffold(ui, "Bookmarks", body, up=self.up, actions=actions)

    def _row(self, ui: Kit, row: Row) -> View:
        menu = partial(self._menu, row)
        more = ui.icon_button("Bookmark options", "more", menu, "more")
        return ui.row(
            row.text("title"),
            row.text("url"),
            partial(self._go, row.text("url")),
            icon=ui.avatar(row.text("title"), "favicon"),
            trailing=[more],
            on_long=menu,
        )

    def _go(self, url: str) -> None:
        self.close()
        self.browser.go(url)

    def _menu(self, row: Row) -> None:
        url = row.text("url")
        options = (
            ("Open in new tab", partial(self._go_new, url)),
            ("Edit", lambda: self.open(BookmarkPage(self.browser, row.number("_id")))),
            ("Share", partial(share, self, url, row.text("title"))),
            ("Delete", partial(self._delete, row)),
        )
        self.show(items(row.text("title"), options, plain=True))

    def _go_new(self, url: str) -> None:
        self.close()
        self.browser.new_tab(url)

    def _delete(self, row: Row) -> None:
        names, rows = self.content.query(f"{BOOKMARKS}/{row.number('_id')}")
        self.content.delete(f"{BOOKMARKS}/{row.number('_id')}")
        old = dict(zip(names, rows[0], strict=True))
        self.snack(self.t("Bookmark deleted"), "Undo", lambda: self.content.insert(BOOKMARKS, old))

    def back(self) -> bool:
        used, self.searching = self.searching, False
        self.state.fields.pop(SEARCH, None)
        return used

    def _search(self) -> None:
        self.searching = True
        self.state.edit(SEARCH)

    def _sort_menu(self) -> None:
        def pick(place: int) -> None:
            self.sort = place

        self.show(choose("Sort by", [label for label, _ in _SORTS], self.sort, pick))


class BookmarkPage(Page):
    """The editor of one bookmark."""

    cls = ".BookmarkEditActivity"

    def __init__(self, app: Program, ident: int) -> None:
        super().__init__(app)
        self.browser = app
        self.bookmark = ident
        row = app.content.row(f"{BOOKMARKS}/{ident}")
        for name in ("title", "url", "folder"):
            self.state.fields[f"bookmark_{name}"] = row.text(name) if row is not None else ""

    def view(self, ui: Kit) -> View:
        parts = []
        for name, label in (("title", "Page name"), ("url", "Address"), ("folder", "Folder")):
            parts.append(ui.label(label, "", style(fg="muted", size=14)))
            parts.append(ui.field(f"bookmark_{name}", label))
        actions = [
            Action("Save", self._save, "check", "save"),
            Action("Delete", self._delete, "delete", "delete"),
        ]
        body = ui.scroll(parts, "bookmark_form", pad=(16, 8, 16, 24), gap=8)
        return scaffold(ui, "Edit bookmark", body, up=self.up, actions=actions)

    def _save(self) -> None:
        values = {name: self.state.fields[f"bookmark_{name}"].strip() for name in ("title", "url", "folder")}
        if not values["title"] or not values["url"]:
            self.toast(self.t("Name and address are needed"))
            return
        self.content.update(f"{BOOKMARKS}/{self.bookmark}", values)
        self.close()
        self.toast(self.t("Bookmark saved"))

    def _delete(self) -> None:
        self.content.delete(f"{BOOKMARKS}/{self.bookmark}")
        self.close()
        self.toast(self.t("Bookmark deleted"))


class HistoryPage(Page):
    cls = ".HistoryActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.browser = app
        self.searching = False

    def view(self, ui: Kit) -> View:
        wanted = self.state.fields.get(SEARCH, "").strip().lower() if self.searching else ""
        rows: list[View] = []
        last = ""
        for row in self.content.rows(HISTORY):
            if wanted not in f"{row.text('title')} {row.text('url')}".lower():
                continue
            when = day(self.system, row.number("date"))
            if when != last:
                rows.append(ui.header(when, "date"))
                last = when
            drop = ui.icon_button("Remove from history", "close", partial(self._drop, row), "remove")
            rows.append(
                ui.row(
                    row.text("title") or row.text("url"),
                    row.text("url"),
                    partial(self._go, row.text("url")),
                    icon=ui.avatar(row.text("title"), "favicon"),
                    trailing=[drop],
                )
            )
        body = (
            ui.list(rows, "history_list")
            if rows
            else ui.empty("No results" if wanted else "No history yet", "clock")
        )
        if self.searching:
            return scaffold(ui, "", body, bar=search_bar(ui, "Search history", self.up))
        actions = [
            Action("Search", self._search, "search", "action_search"),
            Action("Clear browsing data", self._ask_clear, "delete", "clear_data"),
        ]
        return scaffold(ui, "History", body, up=self.up, actions=actions)

    def _go(self, url: str) -> None:
        self.close()
        self.browser.go(url)

    def _drop(self, row: Row) -> None:
        self.content.delete(f"{HISTORY}/{row.number('_id')}")

    def back(self) -> bool:
        used, self.searching = self.searching, False
        self.state.fields.pop(SEARCH, None)
        return used

    def _search(self) -> None:
        self.searching = True
        self.state.edit(SEARCH)

    def _ask_clear(self) -> None:
        def ask(place: int) -> None:
            label, span = _RANGES[place]
            after = self.system.now_ms() - span if span else 0

            def clear() -> None:
                self.content.delete(HISTORY, f"date>={after}")
                self.content.delete("content://com.android.browser/form_data", f"date>={after}")
                self.toast(self.t("Browsing data cleared"))

            buttons: tuple[tuple[str, Act | None], ...] = (("Cancel", None), ("Clear data", clear))
            self.show(alert("Clear browsing data?", label, buttons))

        self.show(choose("Time range", [label for label, _ in _RANGES], 2, ask))

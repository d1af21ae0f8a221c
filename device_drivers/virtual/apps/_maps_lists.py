"""Maps' lists: what is saved, what was found, and the areas kept for when there is no network."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.apps._maps_pages import LISTS, SAVED, PlacePage, place_rows
from device_drivers.virtual.apps._media_kit import SEARCH, search_bar
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.resolver import Row, Value
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.dialogs import alert, choose, items, prompt
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.maps import Program

SEARCHES = "content://com.android.maps/searches"
AREAS = "content://com.android.maps/offline_areas"
_REGIONS = (("Maplewood center", 48), ("Maplewood and around", 164), ("The coast", 310), ("The hills", 127))
_SORTS = (("Distance", "distance"), ("Rating", "rating"), ("A to Z", "name"))


def list_menu(page: Page, row: Row) -> None:
    """What can be done with a list."""
    uri = f"{LISTS}/{row.number('_id')}"

    def rename() -> None:
        def done(name: str) -> None:
            if name.strip():
                page.content.update(uri, {"name": name.strip()})

        page.state.fields["list_name"] = row.text("name")
        page.show(prompt("Rename list", "list_name", "List name", done, ok="Rename"))
        page.state.edit("list_name")
        page.state.selected = True

    ask = alert(
        "Delete list?",
        f"“{row.text('name')}”",
        (("Cancel", None), ("Delete", lambda: page.content.delete(uri))),
    )
    page.show(items(row.text("name"), (("Rename", rename), ("Delete", lambda: page.show(ask))), plain=True))


class ListPage(Page):
    """The places of one list."""

    cls = ".ListActivity"

    def __init__(self, app: Program, ident: int) -> None:
        super().__init__(app)
        self.maps = app
        self.list = ident

    def view(self, ui: Kit) -> View:
        row = self.content.row(f"{LISTS}/{self.list}")
        rows = []
        for saved in self.content.rows(SAVED, f"list_id={self.list}"):
            place = saved.number("place_id")
            drop = ui.icon_button("Remove from list", "close", partial(self._drop, place), "remove")
            rows.append(
                ui.row(
                    saved.text("name"), "", partial(self._show, place), icon=ui.icon("pin"), trailing=[drop]
                )
            )
        body = ui.list(rows, "list_places") if rows else ui.empty("No places on this list", "bookmark")
        return scaffold(ui, row.text("name") if row is not None else "", body, up=self.up, plain=True)

    def _show(self, ident: int) -> None:
        self.open(PlacePage(self.maps, ident))

    def _drop(self, place: int) -> None:
        self.maps.keep(self.list, place, False)
        self.snack(self.t("Place removed"), "Undo", partial(self.maps.keep, self.list, place, True))


class SearchPage(Page):
    cls = ".SearchActivity"

    def __init__(self, app: Program, words: str = "") -> None:
        super().__init__(app)
        self.maps = app
        self.sort = 0
        self.open_only = False
        self.state.fields[SEARCH] = words
        if not words:
            self.state.edit(SEARCH)

    def view(self, ui: Kit) -> View:
        words = self.state.fields.get(SEARCH, "").strip()
        if not words:
            rows = [self._recent(ui, row) for row in self.content.rows(SEARCHES)]
            body = ui.list([*([ui.header("Recent searches")] if rows else []), *rows], "recent_searches")
            return scaffold(ui, "", body, bar=self._bar(ui))
        found = self.maps.found(words, _SORTS[self.sort][1])
        if self.open_only:
            found = [row for row in found if self.maps.open_now(row)]
        order = f"{ui.t('Sort by')}: {ui.t(_SORTS[self.sort][0])}"
        chips = [
            ui.button(order, self._sort_menu, "sort", kind="tonal", plain=True, weight=1),
            ui.button(
                "Open now", self._flip, "open_now", kind="filled" if self.open_only else "tonal", weight=1
            ),
        ]
        chips[1].selected = self.open_only
        rows = place_rows(ui, self, self.maps, found)
        results = ui.list(rows, "results", weight=1) if rows else ui.empty("No results", "search")
        body = ui.column([ui.line(chips, "filters", gap=8, pad=(16, 4, 16, 8)), results])
        return scaffold(ui, "", body, bar=self._bar(ui))

    def _bar(self, ui: Kit) -> View:
        return search_bar(ui, "Search here", self.up, self._entered)

    def _recent(self, ui: Kit, row: Row) -> View:
        words, uri = row.text("query"), f"{SEARCHES}/{row.number('_id')}"
        drop = ui.icon_button("Remove search", "close", partial(self.content.delete, uri), "remove_search")
        return ui.row(words, "", partial(self._again, words), icon=ui.icon("clock"), trailing=[drop])

    def _entered(self) -> None:
        self.state.focus = ""
        self.maps.remember(self.state.fields.get(SEARCH, "").strip())

    def paused(self) -> None:
        self.maps.remember(self.state.fields.get(SEARCH, "").strip())

    def _again(self, words: str) -> None:
        self.state.fields[SEARCH], self.state.focus = words, ""

    def _flip(self) -> None:
        self.open_only = not self.open_only

    def _sort_menu(self) -> None:
        def pick(place: int) -> None:
            self.sort = place

        self.show(choose("Sort by", [label for label, _ in _SORTS], self.sort, pick))


class OfflinePage(Page):
    cls = ".OfflineActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.maps = app

    def view(self, ui: Kit) -> View:
        rows = []
        for row in self.content.rows(AREAS):
            until = datetime.fromtimestamp(row.number("expires") / 1000, self.system.now().tzinfo)
            about = f"{row.text('size_mb')} MB • {ui.t('Expires')} {ui.day(until, 'MMMd')}"
            menu = partial(self._menu, row)
            more = ui.icon_button("Area options", "more", menu, "more")
            rows.append(ui.row(row.text("name"), about, menu, icon=ui.icon("download"), trailing=[more]))
        body = ui.list(rows, "areas") if rows else ui.empty("No offline maps", "download")
        add = Action("Download area", self._pick, "add", "download_area")
        return scaffold(ui, "Offline maps", body, up=self.up, add=add)

    def _pick(self) -> None:
        known = {row.text("name") for row in self.content.rows(AREAS)}
        left = [region for region in _REGIONS if region[0] not in known]
        if not left:
            self.toast(self.t("Everything is downloaded"))
            return
        names = [f"{name} ({size} MB)" for name, size in left]
        self.show(choose("Download area", names, -1, lambda place: self._download(*left[place]), plain=True))

    def _download(self, name: str, size: int) -> None:
        now = self.system.now()
        if not self.system.settings.on("global", "wifi_on"):
            self.toast(self.t("Connect to Wi-Fi to download"))
            return
        expires = int((now + timedelta(days=365)).timestamp() * 1000)
        values: dict[str, Value] = {
            "name": name, "size_mb": size, "downloaded": self.system.now_ms(), "expires": expires,
        }  # fmt: skip
        self.content.insert(AREAS, values)
        self.toast(self.t("Area downloaded"))

    def _menu(self, row: Row) -> None:
        uri = f"{AREAS}/{row.number('_id')}"

        def update() -> None:
            now = self.system.now()
            expires = int((now + timedelta(days=365)).timestamp() * 1000)
            self.content.update(uri, {"downloaded": self.system.now_ms(), "expires": expires})
            self.toast(self.t("Area updated"))

        def rename() -> None:
            self.state.fields["area_name"] = row.text("name")
            self.show(prompt("Rename area", "area_name", "Area name", done, ok="Rename"))
            self.state.edit("area_name")
            self.state.selected = True

        def done(name: str) -> None:
            if name.strip():
                self.content.update(uri, {"name": name.strip()})

        gone = (("Cancel", None), ("Delete", lambda: self.content.delete(uri)))
        ask = alert("Delete offline map?", f"“{row.text('name')}”", gone)
        options = (("Update", update), ("Rename", rename), ("Delete", lambda: self.show(ask)))
        self.show(items(row.text("name"), options, plain=True))

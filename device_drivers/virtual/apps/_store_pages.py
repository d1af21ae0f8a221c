"""The store's places: apps to find, what is installed, and an app's page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.apps._search import KEY, Searching
from device_drivers.virtual.apps._share import share
from device_drivers.virtual.intents import LAUNCHER, MAIN, Component, Intent
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.services.permissions import group_of
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert, choose
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.nav import Tab, Tabs
from device_drivers.virtual.window.view import View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.store import Program

APPS = "content://com.android.vending/apps"
_TABS = (Tab("Discover", "apps", "tab_apps"), Tab("My apps", "download", "tab_installed"))
_SORTS = (("Name", "title COLLATE NOCASE"), ("Rating", "rating DESC"), ("Size", "size DESC"))
_MUTED = style(fg="muted", size=14, lines=2)


def outdated(row: Row) -> bool:
    return 0 < row.number("installed_code") < row.number("version_code")


def _row(ui: Kit, store: Program, row: Row, trailing: list[View]) -> View:
    return ui.row(
        row.text("title"),
        _state(ui, row) or f"{row.text('category')} · {row.text('rating')} ★ · {row.text('size')} MB",
        lambda: store.system.push(AppPage(store, row.text("package"))),
        icon=ui.avatar(row.text("title"), "app_icon"),
        trailing=trailing,
        ids=("app_title", "app_details"),
    )


def _state(ui: Kit, row: Row) -> str:
    if row.number("downloading"):
        return ui.t("Downloading…")
    if outdated(row):
        return f"{ui.t('Update available')} · {row.text('size')} MB"
    return ui.t("Installed") if row.number("installed_code") else ""


class HomePage(Searching):
    cls = ".MainActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.store = app
        self.tab = 0
        self.sort = 0
        self.category = ""

    def live(self) -> bool:
        return bool(self.content.rows(APPS, "downloading = 1"))

    def look_for(self, text: str) -> None:
        self.state.fields[KEY] = text

    def view(self, ui: Kit) -> View:
        if self.searching:
            return self._results(ui)
        actions = [
            Action("Search", self.search, "search", "action_search"),
            Action("Sort by", self._sort, "sort", "action_sort"),
        ]
        if self.tab == 0:
            actions.append(Action("Category", self._categories, "filter", "action_category"))
        body = self._installed(ui) if self.tab else self._catalogue(ui)
        tabs = Tabs(_TABS, self.tab, partial(setattr, self, "tab"))
        return scaffold(ui, "Store", body, actions=actions, tabs=tabs)

    def _rows(self, where: str = "") -> list[Row]:
        return self.content.rows(APPS, where, _SORTS[self.sort][1])

    def _catalogue(self, ui: Kit) -> View:
        found = [row for row in self._rows() if self.category in ("", row.text("category"))]
        if not found:
            return ui.empty("No apps found", "apps")
        title = ui.text(
            self.category, "category", style(fg="primary", size=14, bold=True), pad=(16, 18, 16, 8)
        )
        head = title if self.category else ui.header("All apps")
        rows = ui.collection([_row(ui, self.store, row, []) for row in found])
        return ui.list([head, *rows], "app_list")

    def _installed(self, ui: Kit) -> View:
        rows = self._rows("installed_code > 0")
        old = [row for row in rows if outdated(row)]
        views = []
        if old:
            words = ui.text(
                f"{ui.t('Updates available')} ({len(old)})",
                "update_count",
                style(fg="primary", size=14, bold=True, lines=1),
                weight=1,
            )
            button = ui.button("Update all", self.store.update_all, "update_all", kind="tonal")
            views.append(ui.line([words, button], pad=(16, 12, 16, 8), gap=12))
        for row in old:
            busy = row.number("downloading") == 1
            update = ui.button("Update", partial(self.store.download, row), "update_button", enabled=not busy)
            views.append(_row(ui, self.store, row, [update]))
        fresh = [row for row in rows if not outdated(row)]
        if fresh:
            views.append(ui.header("Up to date"))
        views += ui.collection([_row(ui, self.store, row, []) for row in fresh])
        return ui.list(views, "installed_list") if views else ui.empty("No apps installed", "download")

    def _results(self, ui: Kit) -> View:
        wanted = self.wanted()
        found = [
            row
            for row in self._rows()
            if wanted
            and wanted in f"{row.text('title')}\n{row.text('developer')}\n{row.text('category')}".lower()
        ]
        rows = ui.collection([_row(ui, self.store, row, []) for row in found])
        body = ui.list(rows, "search_results") if rows or not wanted else ui.empty("No apps found", "search")
        return scaffold(ui, "", body, bar=self.search_bar(ui, "Search apps"))

    def _sort(self) -> None:
        self.show(
            choose("Sort by", [label for label, _ in _SORTS], self.sort, partial(setattr, self, "sort"))
        )

    def _categories(self) -> None:
        names = ["", *sorted({row.text("category") for row in self.content.rows(APPS)})]

        def pick(place: int) -> None:
            self.category = names[place]

        labels = [name or "All categories" for name in names]
        self.show(choose("Category", labels, names.index(self.category), pick))


class AppPage(Page):
    cls = ".DetailsActivity"

    def __init__(self, app: Program, package: str) -> None:
        super().__init__(app)
        self.store = app
        self.package = package

    def live(self) -> bool:
        row = self.store.app(self.package)
        return row is not None and row.number("downloading") == 1

    def view(self, ui: Kit) -> View:
        row = self.store.app(self.package)
        if row is None:
            return scaffold(ui, "Store", ui.empty("No apps found", "apps"), up=self.up)
        many = f"{row.number('downloads'):,}+ {ui.t('downloads')}"
        facts = f"{row.text('rating')} ★ · {many} · {row.text('size')} MB"
        words = [
            ui.text(row.text("title"), "app_title", style(size=22, bold=True, lines=2)),
            ui.text(row.text("developer"), "app_developer", style(fg="primary", size=14, lines=1)),
        ]
        head = ui.line(
            [ui.avatar(row.text("title"), "app_icon", size=64), ui.column(words, weight=1)],
            gap=16,
            pad=(16, 12, 16, 8),
        )
        rows = [head, ui.text(facts, "app_facts", _MUTED, pad=(16, 0, 16, 8)), self._buttons(ui, row)]
        if outdated(row):
            rows += [ui.header("What's new"), ui.text(row.text("news"), "app_news", pad=(16, 0, 16, 8))]
        rows += [
            ui.header("About this app"),
            ui.text(row.text("description"), "app_description", pad=(16, 0, 16, 8)),
            ui.pref("Category", row.text("category")),
            ui.pref("Version", row.text("version")),
            ui.pref("App permissions", self._permissions(row), self._show_permissions),
        ]
        actions = [Action("Share", partial(self._share, row), "share", "action_share")]
        return scaffold(ui, "Store", ui.scroll(rows, "details_scroll"), up=self.up, actions=actions)

    def _buttons(self, ui: Kit, row: Row) -> View:
        there = row.number("installed_code") > 0
        if row.number("downloading"):
            said = ui.label("Downloading…", "download_state", style(fg="muted", lines=1), weight=1)
            parts = [said, ui.button("Cancel", partial(self.store.stop, row), "cancel_button", kind="tonal")]
            return ui.line(parts, "buttons", gap=8, pad=(16, 4, 16, 8))
        buttons = []
        if there:
            buttons.append(
                ui.button("Uninstall", self._ask_remove, "uninstall_button", kind="tonal", weight=1)
            )
        if outdated(row):
            act = partial(self.store.download, row)
            buttons.append(ui.button("Update", act, "update_button", kind="filled", weight=1))
        elif there:
            buttons.append(ui.button("Open", self._open, "open_button", kind="filled", weight=1))
        else:
            act = partial(self._install, row)
            buttons.append(ui.button("Install", act, "install_button", kind="filled", weight=1))
        return ui.line(buttons, "buttons", gap=8, pad=(16, 4, 16, 8))

    def _names(self, row: Row) -> list[str]:
        return [group_of(name).label for name in row.text("permissions").split("|") if name]

    def _permissions(self, row: Row) -> str:
        return ", ".join(map(self.t, self._names(row))) or self.t("No special permissions")

    def _show_permissions(self) -> None:
        row = self.store.app(self.package)
        if row is not None:
            self.show(alert("App permissions", self._permissions(row)))

    def _install(self, row: Row) -> None:
        """What the app may ask for is said first."""
        if not self._names(row):
            self.store.download(row)
            return
        text = f"{row.text('title')}: {self._permissions(row)}"
        buttons = (("Cancel", None), ("Accept", partial(self.store.download, row)))
        self.show(alert("This app needs access to", text, buttons))

    def _ask_remove(self) -> None:
        def remove() -> None:
            self.store.uninstall(self.package)
            self.toast(self.t("App uninstalled"))

        text = self.t("The app and its data will be deleted.")
        self.show(alert("Uninstall this app?", text, (("Cancel", None), ("Uninstall", remove))))

    def _open(self) -> None:
        entry = self.system.packages.get(self.package)
        if entry is not None and entry.launcher:
            component = Component(self.package, entry.launcher)
            self.system.start(Intent(MAIN, (LAUNCHER,), component=component))

    def _share(self, row: Row) -> None:
        share(self, f"{row.text('title')} - market://details?id={self.package}", row.text("title"))

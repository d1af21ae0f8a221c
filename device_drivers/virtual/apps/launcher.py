"""The home screen: favourites, dock, app drawer with search, and the recent apps."""

from __future__ import annotations

from functools import partial

from device_drivers.virtual.intents import DEFAULT, HOME, LAUNCHER, MAIN, Component, Filter, Intent
from device_drivers.virtual.kernel import App, Page
from device_drivers.virtual.window.boxes import FRAME, GROUP, TEXT, style
from device_drivers.virtual.window.dialogs import items
from device_drivers.virtual.window.kit import BUTTON, CLICKABLE, Kit
from device_drivers.virtual.window.view import FILL, WRAP, View

_DOCK = ("com.android.messaging", "com.android.contacts", "com.android.deskclock")
_HOME = ("com.android.settings", "com.android.notes", "com.android.deskclock", "com.android.messaging")
_ICON, _GAP = 104, 16  # dp: the height of an icon's cell, and between two lines of them
_AROUND, _CLOCK, _SEARCH = 430, 160, 70  # dp: what bars, dock, clock and search take; the last two of it
RECENTS = "com.android.systemui.action.RECENTS"


class Home(Page):
    cls = ".Launcher"

    def __init__(self, app: App, drawer: bool = False) -> None:
        super().__init__(app)
        self.drawer = drawer
        self.recents = False
        self.sheet = 0  # which page of the home screen is shown

    def view(self, ui: Kit) -> View:
        if self.recents:
            return self._recents(ui)
        return self._apps(ui) if self.drawer else self._workspace(ui)

    def back(self) -> bool:
        self.drawer = self.recents = False
        self.state.focus = ""
        self.state.fields.clear()
        return True

    def _icons(self, ui: Kit, packages: list[str]) -> list[View]:
        return [self._icon(ui, package) for package in packages if package in self.system.apps]

    def _icon(self, ui: Kit, package: str) -> View:
        app = self.system.apps[package]
        look = style(
            widget="app",
            icon=app.icon,
            bg=f"hue{list(self.system.apps).index(package) % 6}",
            size=13,
            align="center",
            fg="on_wallpaper" if not self.drawer else "text",
        )
        return View(
            TEXT,
            app.shown_name,
            app.shown_name,
            rid=ui.rid("icon"),
            h=_ICON,
            style=look,
            long_clickable=True,
            on_click=partial(self._launch, package),
            on_long=partial(self._menu, package),
            **CLICKABLE,
        )

    def _launch(self, package: str) -> None:
        app = self.system.apps[package]
        self.system.start(Intent(MAIN, (LAUNCHER,), component=Component(package, app.full(app.launcher))))
        self.system.pair()

    def _menu(self, package: str) -> None:
        info = Intent("android.settings.APPLICATION_DETAILS_SETTINGS", data=f"package:{package}")
        self.show(
            items(
                self.system.apps[package].shown_name,
                ((self.t("App info"), lambda: self.system.start(info)),),
                plain=True,
            )
        )

    def _workspace(self, ui: Kit) -> View:
        now = self.system.now()
        clock = ui.column(
            [
                ui.text(
                    self.system.time_text(now.hour, now.minute),
                    "clock",
                    style(size=44, fg="on_wallpaper", lines=1),
                ),
                ui.text(ui.day(now, "MMMMEEEEd"), "date", style(size=16, fg="on_wallpaper")),
            ],
            "smartspace",
            cls=GROUP,
            pad=(24, 40, 24, 24),
        )
        columns, low = self._columns(ui), ui.room.low
        pages = self._pages(ui, columns)
        self.sheet = min(self.sheet, len(pages) - 1)
        cells = ui.grid(self._icons(ui, pages[self.sheet]), columns, "", gap=_GAP, pad=(8, 0, 8, 0))
        inside = [ui.column([cells], weight=1)]
        if not low:
            inside.insert(0, clock)
        workspace = ui.column(inside, "workspace", cls="android.widget.ScrollView", weight=1)
        workspace.on_swipe = partial(self._swiped, len(pages))
        words = f"Page {self.sheet + 1} of {len(pages)}"
        handle = View("android.view.View", desc=words, rid=ui.rid("page_indicator"), h=20)
        dock = ui.line(
            [ui.frame([icon], h=WRAP, weight=1) for icon in self._icons(ui, list(_DOCK))], "layout", cls=GROUP
        )
        parts = [handle, dock, self._search_bar(ui)]
        if low:
            dock.weight = parts[2].weight = 1
            parts = [handle, ui.line(parts[1:], cls=GROUP, gap=16)]
        if ui.skin.home == "drawer":
            parts.insert(1, self._drawer_button(ui))
        hotseat = ui.column(parts, "hotseat", cls=GROUP, pad=(12, 0, 12, 12), gap=4)
        return ui.column([workspace, hotseat], "launcher", cls=FRAME, h=FILL, bg="wallpaper")

    def _columns(self, ui: Kit) -> int:
        return max(4, int(ui.room.width / 130))

    def _pages(self, ui: Kit, columns: int) -> list[list[str]]:
        """The home screen's pages: a few favourites, or in skins without a drawer all apps."""
        if ui.skin.home == "drawer":
            return [ui.ordered(_HOME, "home")]
        apps = self.system.apps
        known = [package for package, app in apps.items() if app.launcher and app.shown]
        names = ui.ordered(sorted(known, key=lambda package: apps[package].shown_name), "home")
        around = _AROUND - (_SEARCH + _CLOCK if ui.room.low else 0)
        lines = int((ui.room.height - around) / (_ICON + _GAP))
        size = columns * max(1, lines)
        return [names[start : start + size] for start in range(0, len(names), size)]

    def _swiped(self, pages: int, way: str) -> None:
        if way == "up":
            self.drawer = True
        elif way in ("left", "right"):
            self.sheet = min(max(0, self.sheet + (1 if way == "left" else -1)), pages - 1)

    def _drawer_button(self, ui: Kit) -> View:
        button = ui.icon_button(
            "Apps list",
            "apps",
            lambda: setattr(self, "drawer", True),
            "all_apps_button",
            fg="on_wallpaper",
            cls="android.widget.ImageView",
        )
        button.gravity = "center"
        return button

    def _search_bar(self, ui: Kit) -> View:
        words = ui.label("Search apps", "", style(fg="muted"), weight=1)
        return View(
            FRAME,
            desc=ui.t("Search"),
            rid=ui.rid("search_container_hotseat"),
            axis="h",
            gap=12,
            children=[ui.icon("search"), words],
            pad=(20, 14, 20, 14),
            style=style(bg="surface", shape="pill"),
            on_click=self._search,
            **CLICKABLE,
        )

    def _search(self) -> None:
        self.drawer = True
        self.state.focus, self.state.keyboard = "search", True

    def _apps(self, ui: Kit) -> View:
        wanted = self.state.fields.get("search", "").strip().lower()
        found = sorted(
            (app.shown_name, package)
            for package, app in self.system.apps.items()
            if app.launcher and app.shown
        )
        packages = [package for label, package in found if wanted in label.lower()]
        field = ui.field(
            "search", "Search apps", "fallback_search_view", on_submit=partial(self._first, packages)
        )
        rows: list[View] = []
        icons = self._icons(ui, packages)
        columns = self._columns(ui)
        for start in range(0, len(icons), columns):
            line = icons[start : start + columns]
            line += [ui.space(1, w=1) for _ in range(columns - len(line))]
            for cell in line:
                cell.weight = 1
            rows.append(ui.line(line, cls=GROUP))
        if not rows:
            rows = [
                ui.text(
                    f'{ui.t("No apps found matching")} "{wanted}"', "empty", style(fg="muted"), pad=(24,) * 4
                )
            ]
        grid = ui.list(rows, "apps_list_view", weight=1)
        bar = ui.column([field], "search_container_all_apps", pad=(16, 12, 16, 12))
        return ui.column([bar, grid], "apps_view", cls="android.widget.RelativeLayout", h=FILL, bg="bg")

    def _first(self, packages: list[str]) -> None:
        if packages:
            self._launch(packages[0])

    def _recents(self, ui: Kit) -> View:
        waiting = [task.package for task in self.system.split]
        cards = [ui.label("Tap another app to use split screen", "split_instructions")] if waiting else []
        for record in self.system.recents[:4]:
            app = self.system.apps.get(record.package)
            if app is None or record.package in waiting:
                continue
            icon = ui.icon(app.icon, "icon", desc=app.shown_name)
            icon.on_click, icon.clickable = partial(self._task_menu, record.package), True
            head = ui.line([icon, ui.text(app.shown_name, "title", style(bold=True), weight=1)], gap=12)
            body = ui.column([ui.space(150)], "snapshot", cls="android.view.View", bg="surface", shape="card")
            card = ui.column([head, body], "task", cls=FRAME, gap=10, pad=(32, 10, 32, 10))
            card.desc = app.shown_name
            card.on_click = partial(self._launch, record.package)
            card.on_swipe = partial(self._dismiss, record.package)
            card.clickable = card.focusable = True
            cards.append(card)
        if not cards:
            return ui.column(
                [ui.empty("No recent items", "apps")], "overview_panel", cls=FRAME, h=FILL, bg="bg"
            )
        clear = View(
            BUTTON,
            ui.t("Clear all"),
            rid=ui.rid("clear_all"),
            w=WRAP,
            pad=(24, 14, 24, 14),
            gravity="center",
            on_click=self._clear,
            style=style(bold=True, fg="primary"),
            **CLICKABLE,
        )
        return ui.column([ui.list([*cards, clear], "overview_panel", weight=1)], cls=FRAME, h=FILL, bg="bg")

    def _task_menu(self, package: str) -> None:
        info = Intent("android.settings.APPLICATION_DETAILS_SETTINGS", data=f"package:{package}")
        acts = (
            (self.t("App info"), lambda: self.system.start(info)),
            (self.t("Split screen"), partial(self.system.seek_partner, package)),
        )
        self.show(items(self.system.apps[package].shown_name, acts, plain=True))

    def _dismiss(self, package: str, way: str) -> None:
        self.system.tasks[:] = [task for task in self.system.tasks if task.package != package]

    def _clear(self) -> None:
        self.system.tasks[:] = [task for task in self.system.tasks if task.package == self.app.package]
        self.recents = False


class Program(App):
    package = "com.android.launcher3"
    label = "Launcher3"
    icon = "apps"
    launcher = ".Launcher"
    shown = False
    activities = {".Launcher": (Filter((MAIN,), (HOME, DEFAULT)), Filter((RECENTS,)))}

    def page(self, activity: str, intent: Intent) -> Page:
        home = Home(self)
        home.recents = intent.action == RECENTS
        return home

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
RECENTS = "com.android.systemui.action.RECENTS"


class Home(Page):
    cls = ".Launcher"

    def __init__(self, app: App, drawer: bool = False) -> None:
        super().__init__(app)
        self.drawer = drawer
        self.recents = False
        self.covered = False

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
            app.label,
            app.label,
            rid=ui.rid("icon"),
            h=104,
            style=look,
            long_clickable=True,
            on_click=partial(self._launch, package),
            on_long=partial(self._menu, package),
            **CLICKABLE,
        )

    def _launch(self, package: str) -> None:
        app = self.system.apps[package]
        self.system.start(Intent(MAIN, (LAUNCHER,), component=Component(package, app.full(app.launcher))))

    def _menu(self, package: str) -> None:
        info = Intent("android.settings.APPLICATION_DETAILS_SETTINGS", data=f"package:{package}")
        self.show(
            items(
                self.system.apps[package].label, (("App info", lambda: self.system.start(info)),), plain=True
            )
        )

    def _open_drawer(self, way: str = "up") -> None:
        if way == "up":
            self.drawer = True

    def _workspace(self, ui: Kit) -> View:
        now = self.system.now()
        clock = ui.column(
            [
                ui.text(
                    self.system.time_text(now.hour, now.minute),
                    "clock",
                    style(size=44, fg="on_wallpaper", lines=1),
                ),
                ui.text(f"{now:%A}, {now:%B} {now.day}", "date", style(size=16, fg="on_wallpaper")),
            ],
            "smartspace",
            cls=GROUP,
            pad=(24, 40, 24, 24),
        )
        icons = self._icons(ui, ui.ordered(_HOME, "home"))
        cells = ui.grid(icons, 4, "", gap=16, pad=(8, 0, 8, 0))
        workspace = ui.column(
            [clock, ui.column([cells], weight=1)], "workspace", cls="android.widget.ScrollView", weight=1
        )
        workspace.on_swipe = self._open_drawer
        handle = View("android.view.View", desc="Page 1 of 1", rid=ui.rid("page_indicator"), h=20)
        dock = ui.line(
            [ui.frame([icon], h=WRAP, weight=1) for icon in self._icons(ui, list(_DOCK))], "layout", cls=GROUP
        )
        drawer = ui.icon_button(
            "Apps list",
            "apps",
            self._open_drawer,
            "all_apps_button",
            fg="on_wallpaper",
            cls="android.widget.ImageView",
        )
        drawer.gravity = "center"
        bar = self._search_bar(ui)
        hotseat = ui.column([handle, drawer, dock, bar], "hotseat", cls=GROUP, pad=(12, 0, 12, 12), gap=4)
        return ui.column([workspace, hotseat], "launcher", cls=FRAME, h=FILL, bg="wallpaper")

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
            (app.label, package) for package, app in self.system.apps.items() if app.launcher and app.shown
        )
        packages = [package for label, package in found if wanted in label.lower()]
        field = ui.field(
            "search", "Search apps", "fallback_search_view", on_submit=partial(self._first, packages)
        )
        rows: list[View] = []
        icons = self._icons(ui, packages)
        for start in range(0, len(icons), 4):
            line = icons[start : start + 4]
            for icon in line:
                icon.weight = 1
            line += [ui.space(1, w=1) for _ in range(4 - len(line))]
            for space in line[len(icons[start : start + 4]) :]:
                space.weight = 1
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
        cards = []
        for record in self.system.recents[:4]:
            app = self.system.apps.get(record.package)
            if app is None:
                continue
            head = ui.line(
                [ui.icon(app.icon, "icon"), ui.text(app.label, "title", style(bold=True), weight=1)], gap=12
            )
            body = ui.column([ui.space(150)], "snapshot", cls="android.view.View", bg="surface", shape="card")
            card = ui.column([head, body], "task", cls=FRAME, gap=10, pad=(32, 10, 32, 10))
            card.desc = app.label
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

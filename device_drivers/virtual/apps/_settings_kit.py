"""A page of Settings and the rows it is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.kernel import App, Page
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import LINEAR, style
from device_drivers.virtual.window.dialogs import choose
from device_drivers.virtual.window.kit import CLICKABLE, Action, Kit
from device_drivers.virtual.window.view import View


class SettingsPage(Page):
    """A list of preferences under a title. Pages of the app override `rows`."""

    cls = ".SubSettings"
    title = "Settings"

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.settings = app.system.settings

    def rows(self, ui: Kit) -> list[View]:
        raise NotImplementedError

    def heading(self) -> str:
        """The title as shown."""
        return self.t(self.title)

    def actions(self) -> Sequence[Action]:
        return (Action("Search", self._search, "search"),)

    def view(self, ui: Kit) -> View:
        body = ui.list(self.rows(ui), "recycler_view", pad=(0, 0, 0, 24))
        return scaffold(ui, self.heading(), body, up=self.up, actions=self.actions(), plain=True)

    def _search(self) -> None:
        found = self.app.page(".search.SearchActivity", Intent())
        if found is not None:
            self.open(found)

    # rows
    def go(self, ui: Kit, title: str, summary: str, kind: Callable[[App], Page], icon: str = "") -> View:
        """A row that opens a page."""
        return ui.pref(title, summary, lambda: self.open(kind(self.app)), icon=icon)

    def toggle(
        self,
        ui: Kit,
        title: str,
        namespace: str,
        key: str,
        *,
        values: tuple[str, str] = ("0", "1"),
        summary: str = "",
        icon: str = "",
        enabled: bool = True,
    ) -> View:
        """A row with a switch over one setting; `values` are those of off and on."""
        on = (self.settings.get(namespace, key) or values[0]) != values[0]
        act = partial(self.settings.put, namespace, key, values[0] if on else values[1])
        return ui.pref(
            title,
            ui.t(summary) if summary else "",
            act if enabled else None,
            on=on,
            icon=icon,
            enabled=enabled,
        )

    def main_switch(self, ui: Kit, title: str, namespace: str, key: str) -> View:
        """The large switch on top of a page."""
        on = self.settings.on(namespace, key)
        words = ui.label(title, "switch_text", style(size=18, lines=2), weight=1)
        bar = ui.line(
            [words, ui.switch(on)], "main_switch_bar", pad=(20, 18, 20, 18), bg="tonal", shape="card"
        )
        return View(
            LINEAR,
            children=[bar],
            pad=(16, 8, 16, 12),
            on_click=partial(self.settings.put, namespace, key, "0" if on else "1"),
            **CLICKABLE,
        )

    def slider(
        self, ui: Kit, title: str, value: float, act: Callable[[float], object], icon: str = ""
    ) -> View:
        """A row with a seek bar."""
        words = ui.label(title, "android:id/title", style(size=16, lines=1))
        bar = ui.slider(value, act, "seekbar", desc=ui.t(title))
        parts = [ui.column([words, bar], weight=1)]
        if icon:
            parts.insert(0, ui.icon(icon, "android:id/icon"))
        return ui.line(parts, gap=16, pad=(16, 8, 16, 4))

    def pick(self, ui: Kit, title: str, options: Sequence[tuple[str, str]], namespace: str, key: str) -> View:
        """A row that opens a list of choices; options are (label, value)."""
        now = self.settings.get(namespace, key)
        place = next((at for at, (_, value) in enumerate(options) if value == now), -1)
        labels = [label for label, _ in options]

        def show() -> None:
            self.show(
                choose(title, labels, place, lambda at: self.settings.put(namespace, key, options[at][1]))
            )

        return ui.pref(title, ui.t(labels[place]) if place >= 0 else (now or ""), show)

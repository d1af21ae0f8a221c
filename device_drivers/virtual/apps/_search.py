"""The search in place of a toolbar."""

from __future__ import annotations

from device_drivers.virtual.kernel import Page
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.view import View

KEY = "search_src_text"


class Searching(Page):
    """A page whose toolbar can turn into a search field; BACK ends the search."""

    searching = False

    def wanted(self) -> str:
        """What is searched for, in small letters; empty when nothing is."""
        return self.state.fields.get(KEY, "").strip().lower() if self.searching else ""

    def search(self) -> None:
        self.searching = True
        self.state.fields.pop(KEY, None)
        self.state.focus, self.state.keyboard = KEY, True

    def back(self) -> bool:
        used, self.searching = self.searching, False
        self.clear_search()
        return used

    def clear_search(self) -> None:
        self.state.fields.pop(KEY, None)

    def search_bar(self, ui: Kit, hint: str) -> View:
        field = ui.field(KEY, hint, box=False, weight=1, look=style(size=18, lines=1))
        parts = [ui.icon_button("Navigate up", "back", self.up), field]
        parts.append(ui.icon_button("Clear", "close", self.clear_search, "search_close_btn"))
        return ui.line(parts, "toolbar", h=60, pad=(4, 0, 4, 0))

"""What apps with lists of files, photos and mails share: dates, sizes, the search, the selection."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.window.boxes import Act, style
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import View

SEARCH = "search_src_text"


def moment(system: System, ms: int) -> datetime:
    """Local time of a moment, ms of the epoch."""
    return datetime.fromtimestamp(ms / 1000, system.now().tzinfo)


def date_text(system: System, ms: int) -> str:
    """The day, as lists show it: Mar 2, 2026."""
    return system.date_text(moment(system, ms), "yMMMd")


def full_text(system: System, ms: int) -> str:
    """Day and time: Mar 2, 2026, 8:15 AM."""
    then = moment(system, ms)
    return f"{date_text(system, ms)}, {system.time_text(then.hour, then.minute)}"


def short_text(system: System, ms: int) -> str:
    """The time today, else the day, with the year when it is another one."""
    now, then = system.now(), moment(system, ms)
    if then.date() == now.date():
        return system.time_text(then.hour, then.minute)
    return system.date_text(then, "MMMd") if then.year == now.year else date_text(system, ms)


def size_text(count: int) -> str:
    """Bytes, as people read them."""
    size = float(count)
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"


def search_bar(page: Page, ui: Kit, hint: str) -> View:
    """The toolbar while a page is searched; the words are `state.fields[SEARCH]`."""
    field = ui.field(SEARCH, hint, box=False, weight=1, look=style(size=18, lines=1))
    clear = ui.icon_button("Clear", "close", lambda: page.state.fields.pop(SEARCH, None), "search_close_btn")
    return ui.line(
        [ui.icon_button("Navigate up", "back", page.up), field, clear], "toolbar", h=60, pad=(4, 0, 4, 0)
    )


def wanted(page: Page) -> str:
    """What is searched for, in small letters."""
    return page.state.fields.get(SEARCH, "").strip().lower()


class Selecting(Page):
    """A page whose entries can be searched, and picked by a long press."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.searching = False
        self.picked: list[str] = []  # keys of the picked entries

    def search(self) -> None:
        self.searching = True
        self.state.edit(SEARCH)

    def pick(self, key: str) -> None:
        """Pick an entry or let it go."""
        self.state.focus = ""
        if key in self.picked:
            self.picked.remove(key)
        else:
            self.picked.append(key)

    def unpick(self) -> None:
        self.picked = []

    def touched(self, key: str, act: Act) -> None:
        """A touch: opens, or picks while something is picked."""
        if self.picked:
            self.pick(key)
        else:
            act()

    def back(self) -> bool:
        """BACK ends the selection, then the search."""
        if self.picked:
            self.unpick()
            return True
        used, self.searching = self.searching, False
        self.state.fields.pop(SEARCH, None)
        return used

    def picked_title(self) -> str:
        return f"{len(self.picked)} {self.t('selected')}"

    def picked_actions(self, actions: Sequence[Action]) -> list[Action]:
        """What can be done with the picked entries; the selection ends with it."""

        def ending(act: Act) -> Act:
            def run() -> None:
                act()
                self.unpick()

            return run

        return [
            Action(action.label, ending(action.act), action.icon, action.rid, action.main)
            for action in actions
        ]

"""What several apps show in the same way: a search bar, a chooser for sharing, lengths and dates."""

from __future__ import annotations

from datetime import datetime

from device_drivers.virtual.kernel import System
from device_drivers.virtual.window.boxes import Act, style
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.view import View

SEARCH = "search_src_text"  # the key of the search field


def search_bar(ui: Kit, hint: str, up: Act, submit: Act | None = None) -> View:
    """A toolbar that is a search field."""
    field = ui.field(SEARCH, hint, box=False, weight=1, look=style(size=18, lines=1), on_submit=submit)
    clear = ui.icon_button("Clear", "close", lambda: ui.state.fields.pop(SEARCH, None), "search_close_btn")
    return ui.line(
        [ui.icon_button("Navigate up", "back", up), field, clear], "toolbar", h=60, pad=(4, 0, 4, 0)
    )


def length(ms: int) -> str:
    """m:ss or h:mm:ss."""
    seconds = max(0, ms) // 1000
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def day(system: System, ms: int) -> str:
    """A day as lists name it."""
    now = system.now()
    moment = datetime.fromtimestamp(ms / 1000, now.tzinfo)
    gone = (now.date() - moment.date()).days
    return {0: "Today", 1: "Yesterday"}.get(gone, system.date_text(moment, "yMMMd"))


def counted(number: int, one: str, more: str = "") -> str:
    """`1 song`, `2 songs`."""
    return f"{number} {one if number == 1 else more or one + 's'}"


def quoted(text: str) -> str:
    """As an SQL string."""
    return "'" + text.replace("'", "''") + "'"

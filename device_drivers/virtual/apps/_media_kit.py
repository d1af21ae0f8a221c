"""What several apps show in the same way: a search bar, a chooser for sharing, lengths and dates."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from device_drivers.virtual.intents import SEND, Extra, Intent
from device_drivers.virtual.kernel import Page, System
from device_drivers.virtual.window.boxes import Act, style
from device_drivers.virtual.window.dialogs import items
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


def share(page: Page, text: str, subject: str = "", kind: str = "text/plain", stream: str = "") -> None:
    """Ask which app gets it, and start that one; the app that shares is not among them."""
    extras: dict[str, Extra] = {"android.intent.extra.TEXT": text, "android.intent.extra.SUBJECT": subject}
    if stream:
        extras["android.intent.extra.STREAM"] = stream
    wish = Intent(SEND, type=kind, extras={name: value for name, value in extras.items() if value})
    targets = [one for one in page.system.resolve(wish) if one.package != page.app.package]
    if not targets:
        page.toast(page.t("No app can do this"))
        return

    def start(place: int) -> None:
        page.system.start(Intent(SEND, type=kind, component=targets[place], extras=wish.extras))

    names = [page.system.packages[target.package].label for target in targets]
    options = [(name, partial(start, place)) for place, name in enumerate(names)]
    page.show(items("Share", options, named=True))


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
    return {0: "Today", 1: "Yesterday"}.get(gone, f"{moment:%b} {moment.day}, {moment.year}")


def counted(number: int, one: str, more: str = "") -> str:
    """`1 song`, `2 songs`."""
    return f"{number} {one if number == 1 else more or one + 's'}"


def quoted(text: str) -> str:
    """As an SQL string."""
    return "'" + text.replace("'", "''") + "'"

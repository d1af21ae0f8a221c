"""A person's hands on a virtual phone: find things by what they say, and touch them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from device_drivers.virtual.phone import Phone
from device_drivers.virtual.window.view import View

BACK, HOME, ENTER, DELETE, RECENTS = 4, 3, 66, 67, 187
CLOCK, SETTINGS, CONTACTS = "com.android.deskclock", "com.android.settings", "com.android.contacts"
MESSAGES, NOTES = "com.android.messaging", "com.android.notes"

HOUSE: Mapping[str, object] = {
    "contacts": [
        {"name": "Mom", "phone": "5550001234", "starred": True},
        {"name": "Ada Novak", "phone": "+1 555 010 2030", "email": "ada@example.org"},
        {"name": "Bruno Keller", "phone": "5550104050"},
    ],
    "messages": [
        {"address": "5550001234", "body": "Call me when you can"},
        {"address": "5550104050", "body": "See you soon", "read": False},
    ],
    "notes": [{"title": "Groceries", "body": "Milk\nEggs"}, {"title": "Books", "body": "A long list"}],
    "alarms": [
        {"time": "06:30", "days": ["mon", "fri"], "label": "School"},
        {"time": "22:15", "label": "Bed", "enabled": False},
    ],
}


def make_phone(**more: object) -> Phone:
    """A phone whose time only moves by `advance`."""
    parts: dict[str, object] = {"fixture": HOUSE, "clock": lambda: 0.0, **more}
    return Phone(**parts)  # type: ignore[arg-type]


def views(phone: Phone) -> Iterator[View]:
    for window in phone.windows():
        if window.kind not in ("ime", "status_bar", "nav_bar"):
            yield from (view for view in window.root.walk() if view.visible)


def texts(phone: Phone) -> list[str]:
    """Everything that can be read, in order."""
    return [words for view in views(phone) for words in (view.text, view.desc) if words]


def word(phone: Phone, label: str) -> str:
    """What this phone's skin and language call it."""
    return phone.skin.say(label)


def find(phone: Phone, words: str) -> View:
    """The first view that says it or the phone's word for it, has it as its id's name, or hints at it."""
    names = {words, word(phone, words)}
    for view in views(phone):
        if names & {view.text, view.desc, view.hint} or view.rid.endswith("/" + words):
            return view
    raise AssertionError(f"no {words!r} among {texts(phone)}")


def middle(view: View) -> tuple[int, int]:
    left, top, right, bottom = view.bounds
    return (left + right) // 2, (top + bottom) // 2


def tap(phone: Phone, *words: str) -> None:
    """Touch one after the other."""
    for word in words:
        phone.tap(*middle(find(phone, word)))


def hold(phone: Phone, words: str) -> None:
    phone.long_press(*middle(find(phone, words)))


def write(phone: Phone, words: str, text: str) -> None:
    """Touch a field and type."""
    tap(phone, words)
    phone.type_text(text)


def column(phone: Phone, uri: str, name: str, where: str = "") -> list[str]:
    """One column of a provider's rows."""
    return [row.text(name) for row in phone.content.rows(uri, where)]


def overlapping(phone: Phone) -> list[tuple[View, View]]:
    """Pairs of texts on the screen that lie on each other."""
    leaves = [
        view for view in phone.windows()[0].root.walk() if view.text and view.visible and not view.clickable
    ]
    found = []
    for place, one in enumerate(leaves):
        for other in leaves[place + 1 :]:
            a, b = one.bounds, other.bounds
            if not (a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]):
                found.append((one, other))
    return found

"""What an app takes in from others: a photo, a file, somebody's number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from device_drivers.virtual.files import FileError
from device_drivers.virtual.intents import GET_CONTENT, OPENABLE, PICK, Intent
from device_drivers.virtual.kernel import Page, System
from device_drivers.virtual.window.boxes import Act
from device_drivers.virtual.window.dialogs import items

PHOTOS = "content://media/external/images/media"
CAPTURE = "android.media.action.IMAGE_CAPTURE"
Option = tuple[str, Act]


@dataclass(frozen=True)
class Taken:
    """A file that was chosen. `size` is in bytes."""

    uri: str
    path: str
    name: str
    mime: str
    size: int


def taken(system: System, uri: str) -> Taken | None:
    """What is known of a chosen file; None when it is gone."""
    path = system.storage.file_of(uri)
    row = (
        system.content.row(f"content://media/external/file/{system.storage.ident_of(path)}") if path else None
    )
    if row is None:
        return None
    return Taken(uri, path, row.text("_display_name"), row.text("mime_type"), row.number("_size"))


def bytes_of(system: System, uri: str) -> bytes:
    """The content of a file that was chosen; empty when it is gone."""
    try:
        path = system.storage.file_of(uri)
        return system.files.read(path) if path else b""
    except FileError:
        return b""


def _to(page: Page, done: Callable[[Taken], object]) -> Callable[[Intent], None]:
    def give(result: Intent) -> None:
        file = taken(page.system, result.data)
        if file is not None:
            done(file)

    return give


def choose_file(page: Page, done: Callable[[Taken], object], mime: str = "*/*") -> None:
    page.ask(Intent(GET_CONTENT, (OPENABLE,), type=mime), _to(page, done))


def photo_options(page: Page, done: Callable[[Taken], object]) -> list[Option]:
    """The ways to a photo: one that is there, or a new one."""
    return [
        ("Choose a photo", partial(page.ask, Intent(PICK, data=PHOTOS), _to(page, done))),
        ("Take photo", partial(page.ask, Intent(CAPTURE), _to(page, done))),
    ]


def choose_person(page: Page, kind: str, done: Callable[[str, str], object]) -> None:
    """`done` gets the name and the chosen value. kind: `phone_v2` or `email_v2`."""

    def give(result: Intent) -> None:
        row = page.content.row(result.data)
        if row is not None:
            done(row.text("display_name"), row.text("data1"))

    page.ask(Intent(PICK, type=f"vnd.android.cursor.dir/{kind}"), give)


def attach(page: Page, done: Callable[[Taken], object], told: Callable[[str], object]) -> None:
    """The menu of a message's attachments; `told` gets a contact in words."""

    def person(name: str, number: str) -> None:
        told(f"{name}: {number}")

    options: list[Option] = [
        *photo_options(page, done),
        ("File", partial(choose_file, page, done)),
        ("Contact", partial(choose_person, page, "phone_v2", person)),
    ]
    page.show(items("Attach", options))

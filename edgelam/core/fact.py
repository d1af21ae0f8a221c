"""What can be asked of a device, and the typed answers; pure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .value import Value

Table = Literal[
    "contacts", "sms", "alarms", "notifications", "volumes", "calls",
    "events", "players", "pictures", "videos", "user_apps", "versions", "power", "ringer", "nfc",
]  # fmt: skip


class AskNow(Value):
    """The phone's own date and time."""

    kind: Literal["now"] = "now"


class AskApps(Value):
    """The apps a person can start."""

    kind: Literal["apps"] = "apps"


class AskFront(Value):
    """What is in front."""

    kind: Literal["front"] = "front"


class AskSetting(Value):
    """One system setting, by Android's namespace and key."""

    kind: Literal["setting"] = "setting"
    namespace: Literal["system", "secure", "global"]
    key: str


class AskTable(Value):
    """The rows of one kind of thing the phone keeps.

    Columns, all text: contacts (id, name, number), sms (address, body, type: 1 in 2 sent 3 draft, date:
    epoch ms), alarms (when: epoch ms, package, tag, next: 1 for the alarm clock that rings first),
    notifications (package, title, text), volumes (stream, level, max: both in steps), calls (number, type,
    date), events (when: epoch ms, title, deleted: 0 or 1), players (package, state: playing paused ...,
    title: with artist and album; the one that media keys go to comes first), pictures and videos (name),
    user_apps (package: what the person installed), versions (package, version: its code), power
    (wakefulness), ringer (mode), nfc (state: on off ...).
    """

    kind: Literal["table"] = "table"
    table: Table


class AskHandlers(Value):
    """The apps that could carry out an intent, as Android itself resolves it."""

    kind: Literal["handlers"] = "handlers"
    action: str
    data: str = ""
    mime: str = ""
    category: str = ""


Query = Annotated[
    AskNow | AskApps | AskFront | AskSetting | AskTable | AskHandlers, Field(discriminator="kind")
]


class App(Value):
    """An installed app that can be started."""

    package: str
    label: str = ""  # empty where the device does not tell
    activity: str = ""


class Now(Value):
    kind: Literal["now"] = "now"
    iso: str  # device-local, with offset where known: 2026-03-05T14:03:22+01:00


class Apps(Value):
    kind: Literal["apps"] = "apps"
    apps: tuple[App, ...]


class FrontApp(Value):
    kind: Literal["front"] = "front"
    package: str
    activity: str = ""


class Setting(Value):
    kind: Literal["setting"] = "setting"
    value: str | None  # None: not set


class Rows(Value):
    """Rows of a table; `known` is False where this phone does not let us look."""

    kind: Literal["rows"] = "rows"
    rows: tuple[dict[str, str], ...]
    known: bool = True


class Handlers(Value):
    kind: Literal["handlers"] = "handlers"
    packages: tuple[str, ...]
    preferred: str = ""  # the one Android opens without asking; empty where it would ask


Fact = Annotated[Now | Apps | FrontApp | Setting | Rows | Handlers, Field(discriminator="kind")]

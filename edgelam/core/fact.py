"""What can be asked of a device, and the typed answers; pure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .value import Value

Table = Literal["contacts", "sms", "alarms", "notifications", "volumes", "calls"]


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

    Columns, all text: contacts (name, number), sms (address, body, type: 1 in 2 sent 3 draft, date: epoch
    ms), alarms (when: epoch ms, package, tag), notifications (package, title, text), volumes (stream, level,
    max: both in steps), calls (number, type, date).
    """

    kind: Literal["table"] = "table"
    table: Table


Query = Annotated[AskNow | AskApps | AskFront | AskSetting | AskTable, Field(discriminator="kind")]


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


Fact = Annotated[Now | Apps | FrontApp | Setting | Rows, Field(discriminator="kind")]

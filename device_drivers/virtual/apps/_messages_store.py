"""What was said in a conversation, texts and multimedia messages alike, and how the latter are sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from device_drivers.virtual.apps._attaching import Taken, bytes_of
from device_drivers.virtual.kernel import System
from device_drivers.virtual.providers.resolver import ContentResolver, Row, Values
from device_drivers.virtual.providers.telephony import INBOX, SENT
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.view import WRAP, View

SMS, MMS = "content://sms", "content://mms"
FAILED = 5
_PARTS = "/data/user_de/0/com.android.providers.telephony/app_parts"
_SEND_REQ, _TO = 128, 151  # of PduHeaders
_RADIO = 1001  # the telephony provider's user


@dataclass(frozen=True)
class Said:
    """One message. `date` is in ms; `parts` are the files it carries."""

    uri: str
    body: str
    date: int
    kind: int
    parts: tuple[Row, ...] = ()

    @property
    def mine(self) -> bool:
        return self.kind != INBOX


def said(content: ContentResolver, thread: int) -> list[Said]:
    """A conversation, the oldest message first."""
    found = [
        Said(f"{SMS}/{row.number('_id')}", row.text("body"), row.number("date"), row.number("type"))
        for row in content.rows(SMS, f"thread_id={thread}", "date, _id")
    ]
    for row in content.rows(MMS, f"thread_id={thread}"):
        uri = f"{MMS}/{row.number('_id')}"
        parts = content.rows(f"{uri}/part")
        body = "".join(part.text("text") for part in parts if part.text("ct") == "text/plain")
        files = tuple(part for part in parts if part.text("_data"))
        found.append(Said(uri, body, 1000 * row.number("date"), row.number("msg_box"), files))
    return sorted(found, key=lambda one: one.date)


def _box(system: System) -> int:
    return FAILED if system.settings.on("global", "airplane_mode_on") else SENT


def send_sms(system: System, thread: int, address: str, text: str) -> None:
    values: Values = {"address": address, "body": text, "type": _box(system), "read": 1, "seen": 1}
    system.content.insert(SMS, {**values, "thread_id": thread})


def send_mms(system: System, thread: int, address: str, body: str, files: Sequence[Taken]) -> None:
    """Files and words in one message."""
    values = {
        "thread_id": thread,
        "msg_box": _box(system),
        "m_type": _SEND_REQ,
        "read": 1,
        "seen": 1,
    }
    uri = system.content.insert(MMS, values)
    system.content.insert(f"{uri}/addr", {"address": address, "type": _TO})
    for place, file in enumerate(files):
        path = f"{_PARTS}/PART_{system.now_ms()}_{place}_{file.name}"
        system.files.install(path, 0o644, gid=_RADIO, data=bytes_of(system, file.uri))
        system.content.insert(
            f"{uri}/part", {"seq": place, "ct": file.mime, "name": file.name, "cl": file.name, "_data": path}
        )
    if body:
        system.content.insert(
            f"{uri}/part", {"seq": len(files), "ct": "text/plain", "cl": "text_0.txt", "text": body}
        )


def part_view(ui: Kit, system: System, part: Row) -> View:
    """A picture, or the name of another file."""
    if part.text("ct").startswith("image/"):
        data = bytes_of(system, part.text("_data"))
        return ui.photo(data, "message_image", desc=part.text("name"), w=180, h=135)
    look = style(size=15, lines=1)
    words = ui.text(part.text("name"), "attachment_name", look, w=WRAP)
    return ui.line(
        [ui.icon("attach"), words], "attachment", gap=8, w=WRAP, pad=(10, 8, 10, 8), bg="tile", shape="card"
    )


def waiting_view(ui: Kit, files: list[Taken]) -> list[View]:
    """What goes along with the next message."""
    rows = []
    for file in files:
        gone = ui.icon_button("Remove attachment", "close", partial(files.remove, file), "remove_attachment")
        rows.append(
            ui.row(file.name, "", icon=ui.icon("attach"), trailing=[gone], ids=("attachment_name", ""))
        )
    return rows

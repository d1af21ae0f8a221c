"""The line: the one call that rings or goes on, from its first ring to its entry in the log."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from device_drivers.virtual.apps._dialer_call import ONGOING, CallPage
from device_drivers.virtual.apps._dialer_log import BLOCKED, CALLS, INCOMING, MISSED, OUTGOING, REJECTED
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.providers.telephony import digits

if TYPE_CHECKING:
    from device_drivers.virtual.apps.dialer import Program

RINGS = 4_000  # ms until the other side answers
PATIENCE = 25_000  # ms until a caller gives up
IDLE, RINGING, OFF_HOOK = 0, 1, 2  # states of a phone
SCHEMA = """
CREATE TABLE ongoing_calls (_id INTEGER PRIMARY KEY AUTOINCREMENT, call_id INTEGER, number TEXT, name TEXT,
  started INTEGER, answered INTEGER, incoming INTEGER DEFAULT 0, muted INTEGER DEFAULT 0,
  speaker INTEGER DEFAULT 0, held INTEGER DEFAULT 0, digits TEXT DEFAULT '');
"""


class Line:
    def __init__(self, app: Program) -> None:
        self._app = app
        self._system = app.system

    def ongoing(self) -> Row | None:
        """The call that is on the line now."""
        return self._app.content.row(ONGOING)

    def seconds(self, row: Row) -> int:
        """How long the call has been talked; negative while it rings."""
        if row["answered"] is None:
            return -1
        return (self._system.now_ms() - row.number("answered")) // 1000

    def place(self, number: str) -> CallPage | None:
        """The page of a new call; of the present one while there is one; None without a network."""
        if self.ongoing() is not None:
            self._system.toast("You are already in a call")
            return CallPage(self._app)
        if self._system.settings.on("global", "airplane_mode_on"):
            self._system.toast("Turn off airplane mode to make a call")
            return None
        now = self._system.now_ms()
        ident = self._log(number, OUTGOING, now)
        self._begin(number, {"call_id": ident, "started": now, "answered": now + RINGS})
        self._tell(number, "Ongoing call", ("Hang up",), OFF_HOOK)
        return CallPage(self._app)

    def ring(self, number: str) -> CallPage | None:
        """Somebody calls; None when nobody can answer."""
        now = self._system.now_ms()
        if self._system.settings.on("global", "airplane_mode_on"):
            return None
        if self._app.blocking.entry(number) is not None:
            self._log(number, BLOCKED, now)
            return None
        if self.ongoing() is not None:
            self._missed(number, now)
            return None
        self._begin(number, {"started": now, "incoming": 1})
        self._tell(number, "Incoming call", ("Decline", "Answer"), RINGING)
        return CallPage(self._app)

    def answer(self) -> None:
        row = self.ongoing()
        if row is None or row["answered"] is not None:
            return
        ident = self._log(row.text("number"), INCOMING, row.number("started"))
        self._app.content.update(ONGOING, {"call_id": ident, "answered": self._system.now_ms()})
        self._tell(row.text("number"), "Ongoing call", ("Hang up",), OFF_HOOK)

    def hang_up(self) -> None:
        """End the call, or decline it; the log has its length."""
        row = self.ongoing()
        if row is None:
            return
        if row["answered"] is None:
            self._log(row.text("number"), REJECTED, row.number("started"))
        else:
            length = {"duration": max(0, self.seconds(row))}
            self._app.content.update(f"{CALLS}/{row.number('call_id')}", length)
        self._end()
        self._system.toast("Call ended")

    def tick(self) -> None:
        """A caller gives up; a stopped app has no call."""
        row = self.ongoing()
        if row is None:
            return
        if row["answered"] is None and self._system.now_ms() - row.number("started") >= PATIENCE:
            self._end()
            self._missed(row.text("number"), row.number("started"))
        elif self._system.packages[self._app.package].pid == 0:
            self.hang_up()

    def _name(self, number: str) -> str | None:
        return self._app.names().get(digits(number))

    def _begin(self, number: str, values: dict[str, int]) -> None:
        self._app.content.insert(ONGOING, {"number": number, "name": self._name(number), **values})

    def _log(self, number: str, kind: int, date: int) -> int:
        """The new entry's _id."""
        values = {"number": number, "name": self._name(number), "date": date, "type": kind}
        uri = self._app.content.insert(CALLS, {**values, "new": int(kind == MISSED)})
        return int(uri.rsplit("/", 1)[1])

    def _missed(self, number: str, date: int) -> None:
        self._log(number, MISSED, date)
        moment = datetime.fromtimestamp(date / 1000, self._system.now().tzinfo)
        text = f"Missed call, {self._system.time_text(moment.hour, moment.minute)}"
        name = self._name(number) or number
        self._system.notify(self._app.package, name, text, tag=f"missed:{number}", actions=("Call back",))

    def _tell(self, number: str, text: str, actions: tuple[str, ...], state: int) -> None:
        system, name = self._system, self._name(number) or number
        system.call_state = state
        system.withdraw(self._app.package, "call")
        system.notify(self._app.package, name, text, tag="call", actions=actions, ongoing=True)

    def _end(self) -> None:
        """The line is free, and the page of the call goes."""
        system = self._system
        self._app.content.delete(ONGOING)
        system.call_state = IDLE
        system.withdraw(self._app.package, "call")
        pages = [page for task in system.tasks for page in task.pages if isinstance(page, CallPage)]
        for page in pages:
            system.finish(page)

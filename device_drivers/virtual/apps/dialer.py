"""Phone: favourites, the call log and contacts, the key pad, and the calls themselves."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from urllib.parse import quote, unquote

from device_drivers.virtual.apps import _dialer_blocked as blocked
from device_drivers.virtual.apps._dialer_call import CallPage
from device_drivers.virtual.apps._dialer_line import SCHEMA, Line
from device_drivers.virtual.apps._dialer_log import CALLS, INCOMING, MISSED, OUTGOING, CallLog
from device_drivers.virtual.apps._dialer_pad import PHONES, PadPage
from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.intents import (
    DEFAULT,
    INSERT,
    LAUNCHER,
    MAIN,
    SENDTO,
    VIEW,
    Component,
    Filter,
    Intent,
)
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.providers.resolver import Route, Row, Tables
from device_drivers.virtual.providers.telephony import digits
from device_drivers.virtual.services.values import Notification
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import items
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.nav import Tab, Tabs
from device_drivers.virtual.window.view import View

PEOPLE = "content://com.android.contacts/contacts"
CALL, DIAL = "android.intent.action.CALL", "android.intent.action.DIAL"
RING = "android.telecom.action.INCOMING_CALL"
_TYPES = {"incoming": INCOMING, "outgoing": OUTGOING, "missed": MISSED}
_FAVORITES, _RECENTS, _CONTACTS = range(3)
_TABS = (
    Tab("Favorites", "star", "tab_favorites"),
    Tab("Recents", "clock", "tab_recents"),
    Tab("Contacts", "person", "tab_contacts"),
)


class MainPage(Page):
    cls = ".DialtactsActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.dialer = app
        self.tab = _RECENTS
        self.searching = False
        self.log = CallLog(self, app)

    def view(self, ui: Kit) -> View:
        if self.searching:
            return scaffold(ui, "", self._results(ui), bar=self._search_bar(ui))
        body = self.log.view(ui) if self.tab == _RECENTS else self._people(ui)
        if self.dialer.line.ongoing() is not None:
            body.weight = 1
            back = ui.button("Return to call", self.dialer.show_call, "return_to_call", kind="filled")
            body = ui.column([ui.column([back], pad=(16, 4, 16, 4)), body])
        actions = [
            Action("Search", self._search, "search", "menu_search"),
            Action("Clear call history", self.log.ask_clear, main=False),
            Action("Blocked numbers", self._show_blocked, main=False),
        ]
        pad = Action("Key pad", lambda: self.open(PadPage(self.dialer)), "dialpad", "fab_dialpad")
        tabs = Tabs(_TABS, self.tab, self._choose)
        name = self.dialer.shown_name
        return scaffold(ui, name, body, actions=actions, add=pad, tabs=tabs, plain=True)

    def _people(self, ui: Kit) -> View:
        favourites = self.tab == _FAVORITES
        people = self.content.rows(PHONES, "starred=1" if favourites else "", "sort_key COLLATE NOCASE")
        if not people:
            return ui.empty("No favorites yet" if favourites else "Your contacts list is empty", "person")
        return ui.list([self._person(ui, row) for row in people], "contacts_list", pad=(0, 4, 0, 96))

    def _person(self, ui: Kit, row: Row) -> View:
        """Favourites are called at a touch; other contacts are shown."""
        name, number, ident = row.text("display_name"), row.text("data1"), row.number("contact_id")
        call, show = partial(self.dialer.call, number), partial(self.dialer.show_contact, ident)
        if self.tab == _FAVORITES and not self.searching:
            act, end = call, ui.icon_button("Contact details", "info", show, "quick_contact")
        else:
            act, end = show, ui.icon_button("Call", "phone", call, "call_action")
        return ui.row(
            name,
            number,
            act,
            icon=ui.avatar(name, "photo"),
            trailing=[end],
            on_long=partial(self._menu, row),
            ids=("contact_name", "contact_number"),
        )

    def _menu(self, row: Row) -> None:
        number, ident, starred = row.text("data1"), row.number("contact_id"), row.number("starred")
        star = "Remove from favorites" if starred else "Add to favorites"
        options = (
            ("Call", partial(self.dialer.call, number)),
            ("Send a message", partial(self.dialer.write_to, number)),
            (star, lambda: self.content.update(f"{PEOPLE}/{ident}", {"starred": int(not starred)})),
        )
        self.show(items(row.text("display_name"), options, plain=True))

    def _results(self, ui: Kit) -> View:
        wanted = self.state.fields.get("search_view", "").strip()
        numeric = wanted.strip("+0123456789 ()-.") == "" and any(map(str.isdigit, wanted))
        rows = []
        for row in self.content.rows(PHONES, sort="sort_key COLLATE NOCASE"):
            near = numeric and digits(wanted) in digits(row.text("data1"))
            if near or wanted.lower() in row.text("display_name").lower():
                rows.append(self._person(ui, row))
        if numeric:
            call, create = partial(self.dialer.call, wanted), partial(self.dialer.create_contact, wanted)
            rows.append(ui.row(f"{ui.t('Call')} {wanted}", "", call, icon=ui.icon("phone")))
            rows.append(ui.row(ui.t("Create contact"), "", create, icon=ui.icon("person")))
        return ui.list(rows, "search_results") if rows else ui.empty("No contacts found", "search")

    def _search_bar(self, ui: Kit) -> View:
        look = style(size=18, lines=1)
        field = ui.field("search_view", "Search contacts", box=False, weight=1, look=look)
        clear = ui.icon_button("Clear search", "close", self._clear, "search_close_button")
        back = ui.icon_button("Navigate up", "back", self.up)
        return ui.line([back, field, clear], "toolbar", h=60, pad=(4, 0, 4, 0))

    def _clear(self) -> None:
        self.state.fields.pop("search_view", None)

    def _show_blocked(self) -> None:
        self.open(blocked.BlockedPage(self.dialer))

    def _search(self) -> None:
        self.searching = True
        self.state.focus, self.state.keyboard = "search_view", True

    def back(self) -> bool:
        used, self.searching = self.searching, False
        self._clear()
        return used

    def _choose(self, place: int) -> None:
        self.paused()
        self.tab = place

    def paused(self) -> None:
        if self.tab == _RECENTS:
            self.log.seen()


class Program(App):
    package = "com.android.dialer"
    label = "Phone"
    icon = "phone"
    launcher = ".DialtactsActivity"
    activities = {
        ".DialtactsActivity": (
            Filter((MAIN,), (LAUNCHER, DEFAULT)),
            Filter((VIEW,), types=("vnd.android.cursor.dir/calls",)),
            Filter(("android.intent.action.CALL_BUTTON",)),
        ),
        ".DialpadActivity": (Filter((DIAL, VIEW), schemes=("tel",)), Filter((DIAL,))),
        ".calldetails.CallDetailsActivity": (),
        ".BlockedNumbersActivity": (),
        ".InCallActivity": (Filter((CALL, RING), schemes=("tel",)),),
    }
    permissions = (
        "android.permission.CALL_PHONE",
        "android.permission.READ_CALL_LOG",
        "android.permission.READ_CONTACTS",
        "android.permission.POST_NOTIFICATIONS",
    )
    version = ("23.0", 2300000)

    def __init__(self, system: System) -> None:
        super().__init__(system)
        self.line = Line(self)
        self.blocking = blocked.Blocking(self)
        numbers = {"blocked": Route("blocked_numbers")}
        system.content.add(Tables("com.android.blockednumber", numbers), blocked.SCHEMA)
        system.content.add(Tables(self.package, {"ongoing": Route("ongoing_calls")}), SCHEMA)

    def fill(self, fixture: Fixture) -> None:
        now, names = self.system.now_ms(), self.names()
        for place, call in enumerate(fixture.calls):
            minutes = call.minutes_ago if call.minutes_ago is not None else 45 + 53 * place
            values = {
                "number": call.number,
                "name": names.get(digits(call.number)),
                "type": _TYPES[call.type],
                "duration": call.duration,
                "date": now - minutes * 60_000,
                "new": int(call.new),
            }
            self.content.insert(CALLS, values)

    def clear(self) -> None:
        self.line.hang_up()
        self.content.delete(CALLS)

    def page(self, activity: str, intent: Intent) -> Page | None:
        number = unquote(intent.data.partition(":")[2]).strip("/ ") if intent.scheme == "tel" else ""
        if intent.action == CALL and number:
            return self.line.place(number) or PadPage(self, number)
        if intent.action == RING:
            return self.line.ring(number)
        if activity == ".DialpadActivity":
            return PadPage(self, number)
        if activity == ".BlockedNumbersActivity":
            return blocked.BlockedPage(self)
        if activity == ".InCallActivity" and self.line.ongoing() is not None:
            return CallPage(self)
        return MainPage(self)

    # who is called
    def names(self) -> dict[str, str]:
        """Contacts' names by the digits of their numbers."""
        return {digits(row.text("data1")): row.text("display_name") for row in self.content.rows(PHONES)}

    def contact(self, number: str) -> Row | None:
        """The contact that has the number."""
        wanted = digits(number)
        rows = self.content.rows(PHONES)
        return next((row for row in rows if digits(row.text("data1")) == wanted), None)

    def show_contact(self, ident: int) -> None:
        self.system.start(Intent(VIEW, data=f"{PEOPLE}/{ident}"))

    def create_contact(self, number: str) -> None:
        kind = "vnd.android.cursor.dir/contact"
        self.system.start(Intent(INSERT, type=kind, extras={"phone": number} if number else {}))

    def write_to(self, number: str) -> None:
        self.system.start(Intent(SENDTO, data="smsto:" + quote(number, safe="+")))

    def copy(self, number: str) -> None:
        self.system.clipboard = ("text", number)
        self.system.toast("Number copied")

    def when(self, date: int) -> str:
        """A call's moment: the time today, else the date and the time."""
        now = self.system.now()
        moment = datetime.fromtimestamp(date / 1000, now.tzinfo)
        time = self.system.time_text(moment.hour, moment.minute)
        return time if moment.date() == now.date() else f"{self.system.date_text(moment, 'MMMd')}, {time}"

    def last_dialled(self) -> str:
        row = next(iter(self.content.rows(CALLS, f"type={OUTGOING}")), None)
        return row.text("number") if row is not None else ""

    # calls
    def call(self, number: str) -> None:
        """Place a call and show it."""
        page = self.line.place(number)
        if page is not None:
            self.system.push(page)

    def show_call(self) -> None:
        self.system.push(CallPage(self))

    def tick(self, now: datetime) -> None:
        self.line.tick()

    def notified(self, note: Notification, action: str) -> None:
        if note.tag == "call" and action in ("Hang up", "Decline"):
            self.line.hang_up()
        elif note.tag == "call":
            if action == "Answer":
                self.line.answer()
            if not isinstance(self.system.page, CallPage):
                where = Component(self.package, self.full(".InCallActivity"))
                self.system.start(Intent(component=where))
        elif action == "Call back":
            self.system.withdraw(self.package, note.tag, note.ident)
            self.system.start(Intent(CALL, data="tel:" + quote(note.tag.removeprefix("missed:"))))
        else:
            super().notified(note, action)

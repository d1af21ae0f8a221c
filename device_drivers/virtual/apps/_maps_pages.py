"""A place's card, the lists it can be saved to, the way there, and being guided."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.apps import _maps_ways as ways
from device_drivers.virtual.apps._media_kit import SEARCH, search_bar
from device_drivers.virtual.apps._share import share
from device_drivers.virtual.intents import VIEW, Intent
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.services.permissions import FINE
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert, prompt
from device_drivers.virtual.window.kit import BUTTON, CLICKABLE, Action, Kit
from device_drivers.virtual.window.view import View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.maps import Program

PLACES = "content://com.android.maps/places"
LISTS = "content://com.android.maps/lists"
SAVED = "content://com.android.maps/saved"
ROUTES = "content://com.android.maps/routes"
_DIAL = "android.intent.action.DIAL"
_MUTED = style(fg="muted", size=14)


def spot(row: Row) -> ways.Spot:
    return float(row.text("latitude") or 0), float(row.text("longitude") or 0)


class PlacePage(Page):
    cls = ".PlaceActivity"

    def __init__(self, app: Program, ident: int) -> None:
        super().__init__(app)
        self.maps = app
        self.place = ident

    def view(self, ui: Kit) -> View:
        row = self.content.row(f"{PLACES}/{self.place}")
        if row is None:
            return scaffold(ui, "", ui.empty("This place doesn't exist", "map"), up=self.up)
        name = row.text("name")
        known = bool(row.text("category"))  # a dropped pin is nothing but a spot
        about = [row.text("category"), f"{row.text('rating')} ★" if known else "", self.maps.distance(row)]
        head = [
            ui.text(name, "place_name", style(size=24, bold=True)),
            ui.text(" • ".join(part for part in about if part), "place_about", _MUTED),
        ]
        if known:
            head.append(ui.text(self._open_now(ui, row), "open_now", style(size=15, fg="primary")))
        saved = bool(self.content.rows(SAVED, f"place_id={self.place}"))
        go = ui.button("Directions", self._directions, "directions", kind="filled", weight=1)
        keep = ui.button("Saved place" if saved else "Save place", self._save, "save", kind="tonal", weight=1)
        parts = [
            ui.column(head, pad=(16, 8, 16, 12), gap=4),
            ui.line([go, keep], "place_actions", gap=8, pad=(16, 4, 16, 12)),
            ui.divider(),
            *self._facts(ui, row),
            *([ui.header("Hours"), *self._hours(ui, row)] if known else []),
        ]
        call = Action(
            "Call", partial(self._start, Intent(_DIAL, data=f"tel:{row.text('phone')}")), "phone", "call"
        )
        send = Action("Share", partial(self._share, row), "share", "share")
        actions = [*([call] if row.text("phone") else []), send]
        return scaffold(ui, name, ui.scroll(parts, "place_card"), up=self.up, actions=actions, plain=True)

    def _facts(self, ui: Kit, row: Row) -> list[View]:
        made = []
        web = Intent(VIEW, ("android.intent.category.BROWSABLE",), row.text("website"))
        dial = Intent(_DIAL, data=f"tel:{row.text('phone')}")
        for label, icon, column, act in (
            ("Address", "pin", "address", partial(self._copy, row.text("address"))),
            ("Phone", "phone", "phone", partial(self._start, dial)),
            ("Website", "globe", "website", partial(self._start, web)),
        ):
            if row.text(column):
                picture = ui.icon(icon, desc=ui.t(label))
                made.append(ui.row(row.text(column), ui.t(label), act, icon=picture, rid=column))
        return made

    def _hours(self, ui: Kit, row: Row) -> list[View]:
        today = self.system.now().weekday()
        lines = []
        for number, day in enumerate(ways.DAYS):
            hours = ways.hours_of(day, row.text("opens"), row.text("closes"), row.text("closed_on"))
            if hours is None:
                words = ui.t("Closed")
            elif hours == ("00:00", "24:00"):
                words = ui.t("Open 24 hours")
            else:
                words = " – ".join(self._time(time) for time in hours)
            look = style(size=15, bold=number == today, lines=1)
            both = [ui.text(ui.t(day), "day", look, weight=1), ui.text(words, "hours", look, weight=1)]
            lines.append(ui.line(both, pad=(16, 6, 16, 6), gap=12))
        return lines

    def _time(self, time: str) -> str:
        return self.system.time_text(int(time[:2]), int(time[3:]))

    def _open_now(self, ui: Kit, row: Row) -> str:
        now = self.system.now()
        hours = row.text("opens"), row.text("closes"), row.text("closed_on")
        if not hours[0]:
            return ui.t("Open 24 hours")
        if ways.is_open(now, *hours):
            return f"{ui.t('Open')} • {ui.t('Closes')} {self._time(hours[1])}"
        day = ways.opens_next(now, *hours)
        return f"{ui.t('Closed')} • {ui.t('Opens')} {self._time(hours[0])}{' ' + ui.t(day) if day else ''}"

    def _start(self, intent: Intent) -> None:
        if not self.system.start(intent).ok:
            self.toast(self.t("No app can do this"))

    def _copy(self, text: str) -> None:
        self.system.clipboard = ("text", text)
        self.toast(self.t("Address copied"))

    def _share(self, row: Row) -> None:
        share(
            self,
            f"{row.text('name')}\n{row.text('address')}\n{row.text('website')}".strip(),
            row.text("name"),
        )

    def _directions(self) -> None:
        self.open(RoutePage(self.maps, self.place))

    def _save(self) -> None:
        self.show(
            alert("Save to list", buttons=(("New list", self._new_list), ("Done", None)), body=self._choices)
        )

    def _choices(self, ui: Kit) -> View:
        rows = []
        for row in self.content.rows(LISTS):
            ident = row.number("_id")
            on = bool(self.content.rows(SAVED, f"list_id={ident} AND place_id={self.place}"))
            line = ui.row(
                row.text("name"),
                "",
                partial(self.maps.keep, ident, self.place, not on),
                trailing=[ui.check(on)],
            )
            line.checkable, line.checked = True, on
            rows.append(line)
        return ui.column(rows, "lists")

    def _new_list(self) -> None:
        def done(name: str) -> None:
            if name.strip():
                uri = self.content.insert(LISTS, {"name": name.strip()})
                self.maps.keep(int(uri.rsplit("/", 1)[1]), self.place, True)

        self.state.fields["list_name"] = ""
        self.show(prompt("New list", "list_name", "List name", done, ok="Create"))
        self.state.edit("list_name")


class RoutePage(Page):
    """From here, or from another place, to a place."""

    cls = ".DirectionsActivity"

    def __init__(self, app: Program, ident: int, mode: str = ways.DRIVE) -> None:
        super().__init__(app)
        self.maps = app
        self.end = ident
        self.start = 0  # a place; 0 is here
        self.mode = mode
        self.choosing = ""  # the end that is being chosen

    def view(self, ui: Kit) -> View:
        if self.choosing:
            return self._chooser(ui)
        all_ways = {mode: self.way(mode) for mode, _, _ in ways.MODES}
        way = all_ways[self.mode]
        chips = [self._mode(ui, mode, label, all_ways[mode]) for mode, label, _ in ways.MODES]
        ends = [
            ui.row(
                self.maps.name(self.start), ui.t("From"), partial(self._choose, "start"), icon=ui.icon("dot")
            ),
            ui.row(self.maps.name(self.end), ui.t("To"), partial(self._choose, "end"), icon=ui.icon("pin")),
        ]
        whole = ui.text(
            f"{ways.lasts(way.seconds)} ({ways.far(way.meters)})", "route_summary", style(size=21, bold=True)
        )
        steps = [
            ui.row(step, "", icon=ui.icon("directions" if at + 1 < len(way.steps) else "pin"))
            for at, step in enumerate(way.steps)
        ]
        parts = [
            *ends,
            ui.line(chips, "travel_modes", gap=8, pad=(16, 4, 16, 8)),
            ui.column([whole], pad=(16, 12, 16, 8)),
            *steps,
        ]
        start = Action("Start", self._start, "directions", "start_navigation")
        actions = [Action("Swap start and destination", self._swap, "repeat", "swap")]
        body = ui.list(parts, "route", pad=(0, 0, 0, 96))
        return scaffold(ui, "Directions", body, up=self.up, actions=actions, add=start)

    def _mode(self, ui: Kit, mode: str, label: str, way: ways.Way) -> View:
        on = mode == self.mode
        words = f"{ui.t(label)}\n{ways.lasts(way.seconds)}"
        look = style(
            fg="on_primary" if on else "text",
            bg="primary" if on else "tile",
            shape="card",
            align="center",
            size=14,
        )
        view = View(BUTTON, words, rid=ui.rid(f"mode_{mode}"), pad=(4, 8, 4, 8), weight=1, **CLICKABLE)
        view.style, view.selected, view.on_click = look, on, partial(setattr, self, "mode", mode)
        return view

    def way(self, mode: str) -> ways.Way:
        return ways.way(self.maps.spot(self.start), self.maps.spot(self.end), mode, self.maps.name(self.end))

    def _swap(self) -> None:
        self.start, self.end = self.end, self.start

    def _choose(self, end: str) -> None:
        self.choosing = end
        self.state.fields.pop(SEARCH, None)
        self.state.edit(SEARCH)

    def _chooser(self, ui: Kit) -> View:
        wanted = self.state.fields.get(SEARCH, "").strip().lower()
        rows = [ui.row(self.maps.name(0), "", partial(self._chosen, 0), icon=ui.icon("dot"))]
        rows += [
            ui.row(
                row.text("name"),
                row.text("address"),
                partial(self._chosen, row.number("_id")),
                icon=ui.icon("pin"),
            )
            for row in self.maps.found(wanted)
        ]
        hint = "Choose start" if self.choosing == "start" else "Choose destination"
        return scaffold(ui, "", ui.list(rows, "ends"), bar=search_bar(ui, hint, self.up))

    def _chosen(self, ident: int) -> None:
        setattr(self, self.choosing, ident)
        self.choosing, self.state.focus = "", ""

    def back(self) -> bool:
        used, self.choosing = bool(self.choosing), ""
        self.state.focus = ""
        return used

    def _start(self) -> None:
        self.require(FINE, self._guide)

    def _guide(self) -> None:
        self.maps.navigate(self.start, self.end, self.mode)
        self.open(NavigationPage(self.maps))


class NavigationPage(Page):
    cls = ".NavigationActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.maps = app
        self.step = 0

    def view(self, ui: Kit) -> View:
        trip = self.maps.trip()
        if trip is None:
            return scaffold(ui, "Navigation", ui.empty("You are not navigating", "directions"), up=self.up)
        way = ways.way(
            self.maps.spot(trip.number("origin_id")),
            self.maps.spot(trip.number("place_id")),
            trip.text("mode"),
            trip.text("destination"),
        )
        self.step = min(self.step, len(way.steps) - 1)
        arrive = self.maps.arrival(trip)
        look = style(size=24, bold=True, fg="on_primary", align="center")
        sign = ui.column(
            [
                ui.icon("directions", size=72, fg="on_primary", gravity="center"),
                ui.text(way.steps[self.step], "instruction", look),
            ],
            "sign", bg="primary", shape="card", pad=(16, 24, 16, 24), gap=12,
        )  # fmt: skip
        turns = [
            ui.button(
                "Previous step", partial(self._turn, -1), "previous_step", enabled=self.step > 0, weight=1
            ),
            ui.button(
                "Next step", partial(self._turn, 1, len(way.steps)), "next_step", kind="tonal", weight=1
            ),
        ]
        words = f"{ui.t('Arrival')} {arrive} • {ways.lasts(way.seconds)} • {ways.far(way.meters)}"
        parts = [
            sign,
            ui.line(turns, gap=8),
            ui.text(words, "arrival", style(size=16)),
            ui.button("Exit navigation", self._exit, "exit_navigation", kind="filled"),
        ]
        body = ui.scroll(parts, "navigation", pad=(16, 16, 16, 24), gap=16)
        return scaffold(ui, trip.text("destination"), body, up=self.up, plain=True)

    def _turn(self, by: int, count: int = 1 << 10) -> None:
        self.step = min(max(0, self.step + by), count - 1)

    def _exit(self) -> None:
        self.maps.end_trip()
        self.close()


def place_rows(ui: Kit, page: Page, maps: Program, rows: Sequence[Row]) -> list[View]:
    """Places as a list shows them."""
    made = []
    for row in rows:
        about = " • ".join((row.text("category"), f"{row.text('rating')} ★", maps.distance(row)))
        open_page = partial(_open, page, maps, row.number("_id"))
        made.append(ui.row(row.text("name"), about, open_page, icon=ui.icon("pin"), lines=2))
    return made


def _open(page: Page, maps: Program, ident: int) -> None:
    page.open(PlacePage(maps, ident))

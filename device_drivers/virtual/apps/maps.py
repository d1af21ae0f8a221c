"""Maps: the map with its places, searching, saved lists, and maps for when there is no network."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from urllib.parse import parse_qs, unquote

from device_drivers.virtual.apps import _maps_ways as ways
from device_drivers.virtual.apps._maps_lists import (
    AREAS,
    SEARCHES,
    ListPage,
    OfflinePage,
    SearchPage,
    list_menu,
)
from device_drivers.virtual.apps._maps_pages import (
    LISTS,
    PLACES,
    ROUTES,
    SAVED,
    NavigationPage,
    PlacePage,
    place_rows,
    spot,
)
from device_drivers.virtual.apps._media_kit import counted, quoted
from device_drivers.virtual.drawings import town
from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.intents import DEFAULT, LAUNCHER, MAIN, VIEW, Filter, Intent
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.providers.resolver import Route, Row, Tables, Value, delete_rows
from device_drivers.virtual.services.permissions import FINE
from device_drivers.virtual.services.values import Notification
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import FRAME, style
from device_drivers.virtual.window.dialogs import prompt
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.nav import Tab, Tabs, rail_width
from device_drivers.virtual.window.view import View

HERE: ways.Spot = (52.52, 13.40)
_LISTS = ("Favorites", "Want to go", "Starred places")
_TABS = (Tab("Explore", "map", "explore_tab"), Tab("Saved", "bookmark", "saved_tab"))
_YOU = "Your location"
_MAP_HIGH = 220  # dp
SCHEMA = """
CREATE TABLE map_places (_id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, category TEXT DEFAULT '',
  address TEXT DEFAULT '', phone TEXT DEFAULT '', website TEXT DEFAULT '', opens TEXT DEFAULT '',
  closes TEXT DEFAULT '', closed_on TEXT DEFAULT '', rating REAL, latitude REAL, longitude REAL);
CREATE TABLE map_lists (_id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT);
CREATE TABLE map_saved (_id INTEGER PRIMARY KEY AUTOINCREMENT, list_id INTEGER, place_id INTEGER,
  date INTEGER);
CREATE VIEW map_saved_places AS SELECT s._id AS _id, s.list_id AS list_id, l.name AS list,
  s.place_id AS place_id, p.name AS name, s.date AS date FROM map_saved s
  JOIN map_lists l ON l._id = s.list_id JOIN map_places p ON p._id = s.place_id;
CREATE TABLE map_searches (_id INTEGER PRIMARY KEY AUTOINCREMENT, query TEXT, date INTEGER);
CREATE TABLE map_areas (_id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, size_mb INTEGER, downloaded INTEGER,
  expires INTEGER);
CREATE TABLE map_routes (_id INTEGER PRIMARY KEY AUTOINCREMENT, origin_id INTEGER, origin TEXT,
  place_id INTEGER, destination TEXT, mode TEXT, meters INTEGER, seconds INTEGER,
  started INTEGER, active INTEGER DEFAULT 1);
"""


class MapPage(Page):
    cls = ".MapsActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.maps = app
        self.tab = 0

    def view(self, ui: Kit) -> View:
        body = self._explore(ui) if self.tab == 0 else self._saved(ui)
        actions = [
            Action("Search", partial(self._search, ""), "search", "action_search"),
            Action(
                "Offline maps", lambda: self.open(OfflinePage(self.maps)), "download", "offline", main=False
            ),
        ]
        if self.tab == 1:
            actions.insert(1, Action("New list", self._new_list, "add", "new_list"))
        return scaffold(ui, "Maps", body, actions=actions, tabs=Tabs(_TABS, self.tab, self._choose))

    def _choose(self, place: int) -> None:
        self.tab = place

    def _search(self, words: str) -> None:
        self.open(SearchPage(self.maps, words))

    def _explore(self, ui: Kit) -> View:
        places = self.maps.found("")
        kinds = sorted({row.text("category") for row in places if row.text("category")})
        chips = [
            ui.button(kind, partial(self._search, kind), "category", kind="tonal", plain=True, weight=1)
            for kind in kinds
        ]
        lines = [ui.line(chips[at : at + 3], gap=8) for at in range(0, len(chips), 3)]
        trip = self.maps.trip()
        guided = []
        if trip is not None:
            words = f"{ui.t('Navigating to')} {trip.text('destination')}"
            guided = [
                ui.row(words, "", lambda: self.open(NavigationPage(self.maps)), icon=ui.icon("directions"))
            ]
        if not self.maps.located():
            turn_on = partial(self.require, FINE, lambda: None)
            off = ui.row(ui.t("Your location is not shown"), ui.t("Turn on"), turn_on, icon=ui.icon("pin"))
            guided.append(off)
        parts = [
            *guided,
            self._map(ui, places),
            ui.header("Explore nearby"),
            ui.column(lines, pad=(16, 0, 16, 8), gap=8),
        ]
        return ui.list([*parts, *place_rows(ui, self, self.maps, places[:8])], "explore")

    def _map(self, ui: Kit, places: Sequence[Row]) -> View:
        """The places where they lie; north is up."""
        wide = ui.room.width - rail_width(ui)
        pins = []
        if self.maps.located():
            pins.append(ui.icon("dot", "my_location", desc=ui.t("Your location"), fg="primary"))
            pins[0].at = (wide / 2 - 12, _MAP_HIGH / 2 - 12)
        for row in places:
            lat, lon = spot(row)
            x, y = 0.5 + (lon - HERE[1]) / 0.11, 0.5 - (lat - HERE[0]) / 0.066
            at = (x * (wide - 24), y * (_MAP_HIGH - 24))
            if 0 < x < 1 and 0 < y < 1 and all(_apart(at, pin) for pin in pins):
                pin = ui.icon("pin", "marker", desc=row.text("name"), fg="text")
                pin.at = at
                pin.clickable, pin.on_click = True, partial(self._show, row.number("_id"))
                pins.append(pin)
        return View(
            FRAME,
            desc=ui.t("Map"),
            rid=ui.rid("map"),
            children=pins,
            h=_MAP_HIGH,
            axis="z",
            style=style(bg="tile", widget="thumb"),
            picture=town("here", self.system.dark),
        )

    def _show(self, ident: int) -> None:
        self.open(PlacePage(self.maps, ident))

    def _saved(self, ui: Kit) -> View:
        rows = []
        for row in self.content.rows(LISTS):
            ident = row.number("_id")
            count = counted(len(self.content.rows(SAVED, f"list_id={ident}")), "place")
            rows.append(
                ui.row(
                    row.text("name"),
                    count,
                    partial(self._list, ident),
                    icon=ui.icon("bookmark"),
                    on_long=partial(list_menu, self, row),
                )
            )
        return ui.list(rows, "saved_lists") if rows else ui.empty("No lists yet", "bookmark")

    def _list(self, ident: int) -> None:
        self.open(ListPage(self.maps, ident))

    def _new_list(self) -> None:
        def done(name: str) -> None:
            if name.strip():
                self.content.insert(LISTS, {"name": name.strip()})

        self.state.fields["list_name"] = ""
        self.show(prompt("New list", "list_name", "List name", done, ok="Create"))
        self.state.edit("list_name")


class Program(App):
    package = "com.android.maps"
    label = "Maps"
    icon = "map"
    launcher = ".MapsActivity"
    activities = {
        ".MapsActivity": (
            Filter((MAIN,), (LAUNCHER, DEFAULT, "android.intent.category.APP_MAPS")),
            Filter((VIEW,), (DEFAULT, "android.intent.category.BROWSABLE"), schemes=("geo",)),
        ),
        ".NavigationActivity": (Filter((VIEW,), schemes=("google.navigation",)),),
        ".PlaceActivity": (),
        ".DirectionsActivity": (),
        ".SearchActivity": (),
        ".ListActivity": (),
        ".OfflineActivity": (),
    }
    permissions = ("android.permission.ACCESS_FINE_LOCATION", "android.permission.POST_NOTIFICATIONS")
    version = ("11.70", 1170)

    def __init__(self, system: System) -> None:
        super().__init__(system)
        routes = {
            "places": Route("map_places"),
            "lists": Route("map_lists", delete=self._delete_lists),
            "saved": Route("map_saved", "map_saved_places", order="date DESC, _id DESC"),
            "searches": Route("map_searches", order="date DESC, _id DESC"),
            "offline_areas": Route("map_areas"),
            "routes": Route("map_routes", order="_id DESC"),
        }
        system.content.add(Tables(self.package, routes), SCHEMA)

    def _delete_lists(self, idents: list[int]) -> None:
        delete_rows(self.content.db, "map_saved", idents, "list_id")
        delete_rows(self.content.db, "map_lists", idents)

    def fill(self, fixture: Fixture) -> None:
        lists = {name: self._new_list(name) for name in _LISTS}
        for place in fixture.places:
            values: dict[str, Value] = place.model_dump(exclude={"saved"})
            ident = int(self.content.insert(PLACES, values).rsplit("/", 1)[1])
            if place.saved:
                if place.saved not in lists:
                    lists[place.saved] = self._new_list(place.saved)
                self.keep(lists[place.saved], ident, True)

    def _new_list(self, name: str) -> int:
        return int(self.content.insert(LISTS, {"name": name}).rsplit("/", 1)[1])

    def clear(self) -> None:
        for uri in (SAVED, LISTS, SEARCHES, AREAS, ROUTES):
            self.content.delete(uri)
        for name in _LISTS:
            self._new_list(name)

    # intents
    def page(self, activity: str, intent: Intent) -> Page:
        if intent.scheme == "google.navigation":
            return self._guided(intent.data.partition(":")[2])
        if intent.scheme == "geo":
            return self._shown(intent.data.partition(":")[2])
        return MapPage(self)

    def _guided(self, rest: str) -> Page:
        """`q=place&mode=w`: on the way at once."""
        asked = parse_qs(rest.lstrip("?"))
        place = self._named(asked.get("q", [""])[0])
        if place is None:
            return SearchPage(self, asked.get("q", [""])[0])
        modes = {"w": ways.WALK, "b": ways.BUS, "r": ways.BUS, "t": ways.BUS}
        self.navigate(0, place, modes.get(asked.get("mode", ["d"])[0], ways.DRIVE))
        return NavigationPage(self)

    def _shown(self, rest: str) -> Page:
        """`latitude,longitude?q=words`."""
        where, _, query = rest.partition("?")
        words = parse_qs(query).get("q", [""])[0]
        if words and not _coordinates(words):
            found = self.found(words.partition("(")[0].strip())
            return PlacePage(self, found[0].number("_id")) if len(found) == 1 else SearchPage(self, words)
        place = self._named(words or unquote(where))
        return PlacePage(self, place) if place is not None else MapPage(self)

    def _named(self, words: str) -> int | None:
        """The place of a name, an address or coordinates; a pin is dropped where there is none."""
        at = _coordinates(words)
        if at is None:
            found = self.found(words.strip()) if words.strip() else []
            return found[0].number("_id") if found else None
        near = [row for row in self.found("") if ways.straight(spot(row), at) < 100]
        if near:
            return min(near, key=lambda row: ways.straight(spot(row), at)).number("_id")
        values: dict[str, Value] = {
            "name": f"Dropped pin {at[0]:.5f}, {at[1]:.5f}", "address": f"{at[0]:.5f}, {at[1]:.5f}",
            "rating": 0, "latitude": at[0], "longitude": at[1],
        }  # fmt: skip
        return int(self.content.insert(PLACES, values).rsplit("/", 1)[1])

    # places
    def found(self, words: str, sort: str = "distance") -> list[Row]:
        """The places whose name, category or address has the words."""
        wanted = words.lower()
        rows = [
            row
            for row in self.content.rows(PLACES)
            if wanted in f"{row.text('name')}\n{row.text('category')}\n{row.text('address')}".lower()
        ]
        if sort == "name":
            return sorted(rows, key=lambda row: row.text("name").lower())
        if sort == "rating":
            return sorted(rows, key=lambda row: -float(row.text("rating") or 0))
        return sorted(rows, key=lambda row: ways.straight(HERE, spot(row)))

    def located(self) -> bool:
        """It may know where the phone is."""
        return self.system.permissions.allowed(self.package, FINE)

    def open_now(self, row: Row) -> bool:
        return ways.is_open(self.system.now(), row.text("opens"), row.text("closes"), row.text("closed_on"))

    def distance(self, row: Row) -> str:
        return ways.far(ways.straight(HERE, spot(row)))

    def name(self, ident: int) -> str:
        """Of a place; 0 is here."""
        row = self.content.row(f"{PLACES}/{ident}") if ident else None
        return row.text("name") if row is not None else self.system.skin.say(_YOU)

    def spot(self, ident: int) -> ways.Spot:
        row = self.content.row(f"{PLACES}/{ident}") if ident else None
        return spot(row) if row is not None else HERE

    def keep(self, listed: int, place: int, on: bool) -> None:
        """Put a place on a list or take it off."""
        self.content.delete(SAVED, f"list_id={listed} AND place_id={place}")
        if on:
            values = {"list_id": listed, "place_id": place, "date": self.system.now_ms()}
            self.content.insert(SAVED, values)

    def remember(self, words: str) -> None:
        """What was searched for, once."""
        if words:
            self.content.delete(SEARCHES, f"query={quoted(words)}")
            self.content.insert(SEARCHES, {"query": words, "date": self.system.now_ms()})

    # being guided
    def trip(self) -> Row | None:
        return self.content.row(ROUTES, "active=1")

    def navigate(self, start: int, end: int, mode: str) -> None:
        self.end_trip()
        way = ways.way(self.spot(start), self.spot(end), mode, self.name(end))
        values: dict[str, Value] = {
            "origin_id": start, "origin": self.name(start), "place_id": end, "destination": self.name(end),
            "mode": mode, "meters": way.meters, "seconds": way.seconds, "started": self.system.now_ms(),
        }  # fmt: skip
        self.content.insert(ROUTES, values)
        text = f"{ways.lasts(way.seconds)} • {ways.far(way.meters)}"
        self.system.notify(
            self.package,
            self.name(end),
            text,
            tag="navigation",
            ident=1,
            actions=("Exit navigation",),
            ongoing=True,
        )

    def end_trip(self) -> None:
        self.content.update(ROUTES, {"active": 0}, "active=1")
        self.system.withdraw(self.package, "navigation")

    def arrival(self, trip: Row) -> str:
        """The time of day."""
        gone = (self.system.now_ms() - trip.number("started")) // 1000
        then = self.system.now() + timedelta(seconds=trip.number("seconds") - gone)
        return self.system.time_text(then.hour, then.minute)

    def notified(self, note: Notification, action: str) -> None:
        if action:
            self.end_trip()
            return
        super().notified(note, action)
        if self.trip() is not None:
            self.system.push(NavigationPage(self))


def _apart(at: tuple[float, float], pin: View) -> bool:
    """Not on top of a pin that is there already."""
    return pin.at is None or max(abs(at[0] - pin.at[0]), abs(at[1] - pin.at[1])) > 25


def _coordinates(words: str) -> ways.Spot | None:
    """`52.5,13.4`; `0,0` says nowhere, and a label in brackets may follow."""
    parts = words.partition("(")[0].split(",")
    try:
        at = float(parts[0]), float(parts[1])
    except (ValueError, IndexError):
        return None
    return at if at != (0.0, 0.0) and abs(at[0]) <= 90 and abs(at[1]) <= 180 else None

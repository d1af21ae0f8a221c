"""The saved places, the search for more, and the units."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.apps._weather_sky import CITIES
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.services.permissions import COARSE
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import Act, style
from device_drivers.virtual.window.dialogs import choose, items
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import WRAP, View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.weather import Program

PACKAGE = "com.android.weather"
PLACES = f"content://{PACKAGE}/places"
PREFERENCES = f"content://{PACKAGE}/preferences"
UNITS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "temperature": ("Temperature", (("celsius", "Celsius (°C)"), ("fahrenheit", "Fahrenheit (°F)"))),
    "wind": ("Wind speed", (("kmh", "Kilometers per hour"), ("mph", "Miles per hour"))),
}


_HERE = "Berlin"  # as its coordinates have it


class PlacesPage(Page):
    cls = ".PlacesActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.weather = app
        self.editing = False

    def view(self, ui: Kit) -> View:
        places = self.weather.places()
        rows = [self._row(ui, row, place, len(places)) for place, row in enumerate(places)]
        body = ui.list(rows, "places_list", pad=(0, 4, 0, 96)) if rows else ui.empty("No places yet", "pin")
        actions = []
        if rows:
            words, icon = ("Done", "check") if self.editing else ("Edit list", "edit")
            actions.append(Action(words, self._edit, icon, "action_edit_places"))
        add = Action("Add place", self._add, "add", "fab_add_place")
        return scaffold(ui, "Places", body, up=self.up, actions=actions, add=add)

    def _row(self, ui: Kit, row: Row, place: int, count: int) -> View:
        ident, now = row.number("_id"), self.weather.hour_now(row.number("_id"))
        if self.editing:
            ends = [
                ui.icon_button("Move up", "up", partial(self.weather.move, ident, -1), "move_up"),
                ui.icon_button("Move down", "down", partial(self.weather.move, ident, 1), "move_down"),
                ui.icon_button("Remove", "delete", partial(self._remove, ident), "remove_place"),
            ]
            ends[0].enabled, ends[1].enabled = place > 0, place < count - 1
        else:
            words = self.weather.degrees(now.number("temperature")) if now is not None else ""
            ends = [ui.text(words, "place_temperature", style(size=22, lines=1), w=WRAP)]
        condition = ui.t(now.text("condition")) if now is not None and not self.editing else ""
        summary = " · ".join(part for part in (row.text("region"), condition) if part)
        return ui.row(
            row.text("name"),
            summary,
            None if self.editing else partial(self._show, ident),
            trailing=ends,
            on_long=None if self.editing else partial(self._menu, row, place, count),
            ids=("place_name", "place_details"),
        )

    def back(self) -> bool:
        used, self.editing = self.editing, False
        return used

    def _edit(self) -> None:
        self.editing = not self.editing

    def _add(self) -> None:
        self.open(SearchPage(self.weather))

    def _show(self, ident: int) -> None:
        self.weather.show(ident)
        self.close()

    def _menu(self, row: Row, place: int, count: int) -> None:
        ident = row.number("_id")
        options: list[tuple[str, Act]] = []
        if place > 0:
            options.append(("Move up", partial(self.weather.move, ident, -1)))
        if place < count - 1:
            options.append(("Move down", partial(self.weather.move, ident, 1)))
        self.show(items(row.text("name"), [*options, ("Remove", partial(self._remove, ident))], plain=True))

    def _remove(self, ident: int) -> None:
        names, rows = self.content.query(f"{PLACES}/{ident}")
        self.content.delete(f"{PLACES}/{ident}")
        if rows:
            old = dict(zip(names, rows[0], strict=True))
            self.snack(self.t("Place removed"), "Undo", lambda: self.content.insert(PLACES, old))


class SearchPage(Page):
    cls = ".SearchActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.weather = app
        self.state.edit("search_src_text")

    def view(self, ui: Kit) -> View:
        wanted = self.state.fields.get("search_src_text", "").strip().lower()
        saved = self._saved()
        rows = []
        if not wanted:
            here = partial(self.require, COARSE, self._here)
            icon = ui.icon("pin")
            rows.append(ui.row(ui.t("Use current location"), "", here, icon=icon, rid="current_location"))
        for name, region, latitude in CITIES:
            if wanted not in f"{name}, {region}".lower():
                continue
            known = (name, region) in saved
            ends = [ui.icon("check", "place_saved", desc=ui.t("Saved"))] if known else []
            act = partial(self._pick, name, region, latitude)
            rows.append(ui.row(name, region, act, trailing=ends, ids=("result_name", "result_region")))
        body = (
            ui.list(rows, "search_results", pad=(0, 4, 0, 24))
            if rows
            else ui.empty("No places found", "search")
        )
        return scaffold(ui, "", body, bar=self._bar(ui))

    def _saved(self) -> set[tuple[str, str]]:
        return {(row.text("name"), row.text("region")) for row in self.weather.places()}

    def _bar(self, ui: Kit) -> View:
        look = style(size=18, lines=1)
        field = ui.field("search_src_text", "Search for a place", box=False, weight=1, look=look)
        clear = ui.icon_button(
            "Clear", "close", lambda: self.state.fields.pop("search_src_text", None), "search_close_btn"
        )
        parts = [ui.icon_button("Navigate up", "back", self.up), field, clear]
        return ui.line(parts, "toolbar", h=60, pad=(4, 0, 4, 0))

    def _here(self) -> None:
        """The city the phone is in."""
        if self.system.settings.on("secure", "location_mode"):
            self._pick(*next(city for city in CITIES if city[0] == _HERE))
        else:
            self.toast(self.t("Location is off"))

    def _pick(self, name: str, region: str, latitude: float) -> None:
        if (name, region) in self._saved():
            self.toast("This place is already saved")
            return
        self.content.insert(PLACES, {"name": name, "region": region, "latitude": latitude})
        self.close()
        self.toast("Place added")


class SettingsPage(Page):
    cls = ".SettingsActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.weather = app

    def view(self, ui: Kit) -> View:
        rows = [ui.header("Units")]
        for name, (title, choices) in UNITS.items():
            words = dict(choices)[self.weather.unit(name)]
            rows.append(ui.pref(title, ui.t(words), partial(self._ask, name)))
        return scaffold(ui, "Settings", ui.list(rows), up=self.up)

    def _ask(self, name: str) -> None:
        title, choices = UNITS[name]
        values = [value for value, _ in choices]

        def pick(place: int) -> None:
            self.content.update(PREFERENCES, {"value": values[place]}, f"name='{name}'")

        chosen = values.index(self.weather.unit(name))
        self.show(choose(title, [label for _, label in choices], chosen, pick))

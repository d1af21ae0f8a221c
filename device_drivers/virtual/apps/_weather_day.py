"""What there is to say of one day's weather, and the page of a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from device_drivers.virtual.apps import _weather_sky as sky
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.view import WRAP, View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.weather import Program


def day_rows(ui: Kit, weather: Program, day: Row) -> list[View]:
    """What else there is to say of a day."""
    system = weather.system
    times = [[int(part) for part in day.text(name).split(":")] for name in ("sunrise", "sunset")]
    facts = (
        ("Chance of rain", f"{day.number('rain')}%", "rain"),
        ("Wind", weather.speed(day.number("wind")), "wind"),
        ("Humidity", f"{day.number('humidity')}%", "drop"),
        ("Sunrise", system.time_text(*times[0]), "sun"),
        ("Sunset", system.time_text(*times[1]), "moon"),
    )
    rows = []
    for label, value, icon in facts:
        words = ui.text(value, "fact_value", style(size=17, lines=1), w=WRAP)
        rows.append(ui.row(ui.t(label), icon=ui.icon(icon), trailing=[words], ids=("fact_name", "")))
    return rows


class DayPage(Page):
    cls = ".DayActivity"

    def __init__(self, app: Program, place: int, day: date) -> None:
        super().__init__(app)
        self.weather = app
        self.place = place
        self.day = day

    def view(self, ui: Kit) -> View:
        row = self.weather.day(self.place, self.day)
        title = ui.day(self.day, "MMMEEEEd")
        if row is None:
            return scaffold(ui, title, ui.empty("No forecast", "cloud"), up=self.up, plain=True)
        degrees = self.weather.degrees
        ends = f"{degrees(row.number('high'))} / {degrees(row.number('low'))}"
        head = ui.row(
            row.text("place"),
            ui.t(row.text("condition")),
            icon=ui.icon(sky.CONDITIONS[row.text("condition")]),
            trailing=[ui.text(ends, "day_temperatures", style(size=20, lines=1), w=WRAP)],
        )
        body = ui.list([head, ui.divider(), *day_rows(ui, self.weather, row)], "day_list")
        return scaffold(ui, title, body, up=self.up, plain=True)

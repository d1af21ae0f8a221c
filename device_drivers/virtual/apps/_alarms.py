"""The alarm tab: a list of cards that unfold."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.providers.resolver import Row, Values
from device_drivers.virtual.window.boxes import GROUP, TEXT, Act, style
from device_drivers.virtual.window.dialogs import choose, prompt
from device_drivers.virtual.window.kit import CHECK, CLICKABLE, Action, Kit
from device_drivers.virtual.window.pickers import time_picker
from device_drivers.virtual.window.view import WRAP, View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.clock import ClockPage

URI = "content://com.android.deskclock/alarms"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SOUNDS = ("Bright morning", "Cuckoo clock", "Early twilight", "Gentle breeze", "Silent")


def days_text(ui: Kit, bits: int) -> str:
    """How a set of weekdays is shown."""
    if bits == 0b1111111:
        return ui.t("Every day")
    names = ui.skin.locale.weekdays("abbreviated")
    return ", ".join(names[day] for day in (6, 0, 1, 2, 3, 4, 5) if bits >> day & 1)


class AlarmList:
    def __init__(self, page: ClockPage) -> None:
        self._page = page
        self._open = 0  # the id of the unfolded alarm

    def add(self) -> Action:
        return Action("Add alarm", self.pick_new, "add", "fab")

    def pick_new(self) -> None:
        now = self._page.system.now()
        self._pick(now.hour, now.minute, self._create)

    def _pick(self, hour: int, minute: int, done: Callable[[int, int], object]) -> None:
        page = self._page
        page.show(time_picker(hour, minute, done, mode=page.system.skin.picker, hours24=page.system.hours24))

    def _create(self, hour: int, minute: int) -> None:
        clock = self._page.clock
        self._open = clock.add_alarm(hour, minute)
        self._page.toast(clock.set_text(hour, minute, 0))

    def view(self, ui: Kit) -> View:
        rows = self._page.content.rows(URI)
        if not rows:
            return ui.empty("No alarms", "alarm", "alarms_empty_view")
        cards = [self._card(ui, row) for row in rows]
        return ui.list(cards, "alarms_recycler_view", pad=(8, 4, 8, 96))

    def _card(self, ui: Kit, row: Row) -> View:
        ident, on = row.number("_id"), row.number("enabled") == 1
        opened = ident == self._open
        hour, minute = row.number("hour"), row.number("minutes")
        words = self._page.system.time_text(hour, minute)
        look = style(size=34, fg="text" if on else "muted", lines=1)
        pick = partial(self._pick, hour, minute, partial(self._move, ident))
        clock = ui.text(words, "digital_clock", look, w=WRAP, desc=words, on_click=pick)
        fold = "Collapse alarm" if opened else "Expand alarm"
        arrow = ui.icon_button(
            fold, "up" if opened else "down", partial(self._fold, ident), "arrow", fg="muted"
        )
        state = ui.t("Alarm on" if on else "Alarm off")
        switch = ui.switch(on, partial(self._set, ident, {"enabled": int(not on)}), "onoff", desc=state)
        parts = [ui.line([self._name(ui, row, opened), arrow]), ui.line([clock, ui.stretch(), switch])]
        when = ui.text(
            self._when(ui, row), "days_of_week", style(size=14, fg="muted", lines=1), pad=(0, 6, 0, 8)
        )
        parts += [when, *(self._details(ui, row) if opened else ())]
        card = ui.column(parts, cls=GROUP, bg="card", shape="card", pad=(16, 4, 12, 10))
        holder = ui.column([card], pad=(0, 4, 0, 4))
        holder.on_click, holder.clickable, holder.focusable = partial(self._fold, ident), True, True
        return holder

    def _name(self, ui: Kit, row: Row, opened: bool) -> View:
        label = row.text("label")
        if opened:
            rename = partial(self._rename, row.number("_id"), label)
            look = style(size=15, fg="text" if label else "muted")
            return ui.text(label or ui.t("Add label"), "edit_label", look, weight=1, on_click=rename)
        return (
            ui.text(label, "label", style(size=14, fg="muted", lines=1), weight=1) if label else ui.stretch()
        )

    def _when(self, ui: Kit, row: Row) -> str:
        bits = row.number("daysofweek")
        if bits:
            return days_text(ui, bits)
        now = self._page.system.now()
        if row.number("enabled") == 0:
            return ui.t("Not scheduled")
        return ui.t("Today" if self._page.clock.rings(row, now).date() == now.date() else "Tomorrow")

    def _details(self, ui: Kit, row: Row) -> list[View]:
        ident, bits = row.number("_id"), row.number("daysofweek")
        letters = ui.skin.locale.weekdays("narrow")
        days = []
        for day in (6, 0, 1, 2, 3, 4, 5):
            on = bool(bits >> day & 1)
            look = style(
                widget="mark",
                icon=letters[day],
                bg="primary" if on else "field",
                shape="circle",
                size=14,
                fg="on_primary" if on else "text",
            )
            days.append(
                View(
                    CHECK,
                    letters[day],
                    ui.t(_NAMES[day]),
                    ui.rid(f"day_button_{day}"),
                    w=38,
                    h=38,
                    style=look,
                    checkable=True,
                    checked=on,
                    on_click=partial(self._set, ident, {"daysofweek": bits ^ 1 << day}),
                    **CLICKABLE,
                )
            )
        sound = row.text("ringtone")
        vibrate = row.number("vibrate") == 1
        parts = [
            ui.line(days, "repeat_days", gap=6),
            self._item(ui, sound, "bell", "choose_ringtone", partial(self._sound, ident, sound), plain=True),
        ]
        buzz = ui.check(vibrate, None, "vibrate_onoff", desc=ui.t("Vibrate"))
        parts.append(
            self._item(
                ui,
                "Vibrate",
                "vibrate",
                "vibrate_row",
                partial(self._set, ident, {"vibrate": int(not vibrate)}),
                buzz,
            )
        )
        parts.append(self._item(ui, "Delete", "delete", "delete", partial(self._delete, ident)))
        return parts

    def _item(
        self,
        ui: Kit,
        label: str,
        icon: str,
        rid: str,
        act: Act,
        end: View | None = None,
        *,
        plain: bool = False,
    ) -> View:
        words = label if plain else ui.t(label)
        if end is None:
            return ui.line(
                [
                    ui.icon(icon),
                    View(
                        TEXT,
                        words,
                        rid=ui.rid(rid),
                        weight=1,
                        style=style(size=16),
                        pad=(0, 13, 0, 13),
                        on_click=act,
                        **CLICKABLE,
                    ),
                ],
                gap=16,
            )
        row = ui.line([ui.icon(icon), ui.text(words, "", weight=1, pad=(0, 13, 0, 13)), end], rid, gap=16)
        row.on_click = act
        row.clickable = row.focusable = True
        return row

    # what can be done
    def _fold(self, ident: int) -> None:
        self._open = 0 if self._open == ident else ident

    def _set(self, ident: int, values: Values) -> None:
        content = self._page.content
        content.update(f"{URI}/{ident}", values)
        row = content.row(f"{URI}/{ident}")
        if row is not None and row.number("enabled") and values.get("enabled") == 1:
            bits = row.number("daysofweek")
            self._page.toast(self._page.clock.set_text(row.number("hour"), row.number("minutes"), bits))

    def _move(self, ident: int, hour: int, minute: int) -> None:
        self._page.content.update(f"{URI}/{ident}", {"hour": hour, "minutes": minute, "enabled": 1})
        self._page.toast(self._page.clock.set_text(hour, minute, 0))

    def _rename(self, ident: int, label: str) -> None:
        self._page.state.fields["label"] = label
        self._page.show(
            prompt(
                "Label",
                "label",
                "Alarm label",
                lambda text: self._set(ident, {"label": text.strip()}),
                rid="com.android.deskclock:id/label_input_field",
            )
        )

    def _sound(self, ident: int, sound: str) -> None:
        place = _SOUNDS.index(sound) if sound in _SOUNDS else -1
        self._page.show(
            choose(
                "Alarm sound",
                _SOUNDS,
                place,
                lambda at: self._set(ident, {"ringtone": _SOUNDS[at]}),
                plain=True,
            )
        )

    def _delete(self, ident: int) -> None:
        page = self._page
        names, rows = page.content.query(f"{URI}/{ident}")
        page.content.delete(f"{URI}/{ident}")
        if rows:
            old = dict(zip(names, rows[0], strict=True))
            page.snack(page.t("Alarm deleted"), "Undo", lambda: page.content.insert(URI, old))

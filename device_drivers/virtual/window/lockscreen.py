"""The lock screen and its keypad."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from device_drivers.virtual.services.device import Device
from device_drivers.virtual.services.keyguard import ENTRY, Keyguard
from device_drivers.virtual.services.values import Notification
from device_drivers.virtual.window.boxes import GROUP, style
from device_drivers.virtual.window.chrome import PACKAGE
from device_drivers.virtual.window.kit import BUTTON, CLICKABLE, EDIT, Kit
from device_drivers.virtual.window.view import FILL, View

_NOTES = 4  # shown at most
_LETTERS = ("", "", "ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ")
_SMALL = style(size=14, fg="muted", align="center", lines=1)


def lockscreen(device: Device, open_note: Callable[[Notification], object]) -> View:
    """What a locked phone shows; `open_note` runs once it is unlocked."""
    keyguard = device.keyguard
    ui = Kit(PACKAGE, device.skin.system, keyguard.state)
    inside = _keypad(ui, keyguard) if keyguard.keypad else _front(ui, device, open_note)
    root = ui.frame([ui.column([inside], h=FILL, bg="shade")], "keyguard_root_view")
    if not keyguard.keypad:
        root.on_swipe = lambda way: keyguard.dismiss() if way == "up" else None
    return root


def _front(ui: Kit, device: Device, open_note: Callable[[Notification], object]) -> View:
    now = device.now()
    parts = [
        ui.text(
            device.time_text(now.hour, now.minute),
            "lockscreen_clock_view",
            style(size=56, lines=1, align="center"),
        ),
        ui.text(device.date_text(now, "MMMEd"), "keyguard_date", _SMALL),
        ui.space(24),
        *(_note(ui, device, note, open_note) for note in _shown(device)),
    ]
    how = "Swipe up to unlock" if device.keyguard.secure else "Swipe up to open"
    foot = [
        ui.icon("lock", "lock_icon", desc=ui.t("Locked"), gravity="center"),
        ui.text(ui.t(how), "keyguard_indication_text", _SMALL),
        ui.text(f"{device.battery.level}%", "keyguard_battery", _SMALL),
    ]
    return ui.column(
        [
            ui.column(parts, "keyguard_status_view", weight=1, pad=(20, 72, 20, 0), gap=6),
            ui.column(foot, gap=8),
        ],
        h=FILL,
        pad=(0, 0, 0, 40),
    )


def _shown(device: Device) -> list[Notification]:
    hidden = not device.settings.on("secure", "lock_screen_show_notifications")
    return [] if hidden else device.notifications[:_NOTES]


def _note(ui: Kit, device: Device, note: Notification, open_note: Callable[[Notification], object]) -> View:
    private = device.keyguard.secure and (
        device.settings.get("secure", "lock_screen_allow_private_notifications") == "0"
    )
    title = style(size=15, bold=True, lines=1)
    lines = [
        ui.text(
            device.label_of(note.package), "android:id/app_name_text", style(size=12, fg="muted", lines=1)
        )
    ]
    if private:
        lines.append(ui.label("Contents hidden", "android:id/title", title))
    else:
        lines.append(ui.text(note.title, "android:id/title", title))
        lines.append(ui.text(note.text, "android:id/text", style(size=14, fg="muted", lines=2)))
    view = ui.column(lines, "expandableNotificationRow", bg="card", shape="card", pad=(16, 10, 16, 10), gap=3)
    view.on_click = partial(device.keyguard.dismiss, partial(open_note, note))
    view.clickable = view.focusable = True
    return view


def _keypad(ui: Kit, keyguard: Keyguard) -> View:
    wait = keyguard.wait
    if wait:
        words = f"Too many wrong PINs. Try again in {wait} {'second' if wait == 1 else 'seconds'}."
    else:
        words = keyguard.message or "Enter your PIN"
    typed = keyguard.state.fields.get(ENTRY, "")
    keys = [_key(ui, keyguard, str(number), not wait) for number in (1, 2, 3, 4, 5, 6, 7, 8, 9)]
    delete = ui.icon_button("Delete", "delete", partial(_drop, keyguard), "delete_button", size=64)
    enter = ui.icon_button("Enter", "check", keyguard.enter, "key_enter", size=64)
    delete.enabled, enter.enabled = bool(typed), not wait
    keys += [_middle(ui, delete), _key(ui, keyguard, "0", not wait), _middle(ui, enter)]
    look = style(size=18, align="center", lines=2)
    return ui.column(
        [
            ui.label(words, "keyguard_message_area", look),
            _entry(ui, keyguard, typed, not wait),
            ui.grid(keys, 3, "keyguard_pin_view", gap=8),
        ],
        "keyguard_security_container",
        h=FILL,
        pad=(40, 120, 40, 40),
        gap=20,
    )


def _middle(ui: Kit, view: View) -> View:
    view.gravity = "center"
    return ui.column([view], cls=GROUP)


def _entry(ui: Kit, keyguard: Keyguard, typed: str, enabled: bool) -> View:
    def put(text: str) -> None:
        keyguard.state.fields[ENTRY] = "".join(char for char in text if char.isdigit())

    view = View(EDIT, typed, "PIN area", ui.rid(ENTRY), password=True, focused=enabled, enabled=enabled)
    view.key, view.on_text, view.on_submit = ENTRY, put, keyguard.enter
    view.style, view.pad = style(size=28, align="center", lines=1), (0, 8, 0, 8)
    return view


def _key(ui: Kit, keyguard: Keyguard, digit: str, enabled: bool) -> View:
    def press() -> None:
        keyguard.state.fields[ENTRY] = keyguard.state.fields.get(ENTRY, "") + digit

    letters = _LETTERS[int(digit)]
    view = View(BUTTON, digit, f"{digit} {letters}".strip(), ui.rid(f"key{digit}"), h=64, **CLICKABLE)
    view.style = style(size=26, align="center", lines=1, bg="tile", shape="pill")
    view.pad, view.on_click, view.enabled = (0, 14, 0, 10), press, enabled
    return ui.column([view], cls=GROUP, pad=(6, 0, 6, 0))


def _drop(keyguard: Keyguard) -> None:
    keyguard.state.fields[ENTRY] = keyguard.state.fields.get(ENTRY, "")[:-1]

"""Puts the windows of the moment together: the app, its dialogs, the keyboard, the system's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.services.tasks import Task
from device_drivers.virtual.services.values import Notification
from device_drivers.virtual.skins import Skin
from device_drivers.virtual.window import chrome
from device_drivers.virtual.window.boxes import FRAME, LINEAR, Room
from device_drivers.virtual.window.dialogs import DIALOG_BODY
from device_drivers.virtual.window.gate import seen
from device_drivers.virtual.window.keyboard import HEIGHT, PACKAGE, Keyboard
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.layout import Scale, lay_out, wrapped_height
from device_drivers.virtual.window.lockscreen import lockscreen
from device_drivers.virtual.window.state import Layer, UiState
from device_drivers.virtual.window.view import FILL, Bounds, View, Window

_HANDLE = 16  # dp, the strip of the gesture handle
_DIVIDER = 12  # dp, between two tasks that share the screen
_PLAIN_CLASSES = {
    "android.widget.LinearLayout", "android.widget.FrameLayout", "android.widget.RelativeLayout",
    "android.view.ViewGroup", "androidx.recyclerview.widget.RecyclerView", "android.widget.ScrollView",
    "androidx.appcompat.widget.LinearLayoutCompat", "android.widget.HorizontalScrollView",
    "android.widget.Switch", "android.widget.ImageView", "android.widget.SeekBar",
}  # fmt: skip
_NEVER_FOCUSED = ("ime", "status_bar", "nav_bar", "heads_up", "divider")  # windows that keys never go to
_COMPOSE = "android.view.View"


class Composer:
    """Builds windows for a screen of a size. `windows` is what is drawn, bottom first; `press` gets keys."""

    def __init__(self, system: System, keyboard: Keyboard, press: Callable[[int], object]) -> None:
        self._system = system
        self._press = press
        self._keyboard = keyboard
        self._ime_cache: tuple[object, View] | None = None

    def windows(self, size: tuple[int, int]) -> list[Window]:
        """Every surface, from the bottom one to the top one."""
        system = self._system
        page = system.page
        scale = Scale(system.skin.dpi / 160, system.font_scale, system.skin.locale.rtl)
        foot = int(chrome.BUTTONS * scale.px) if system.skin.buttons else 0
        ime = self._ime_height(size, scale, foot)
        halves = system.halves
        if halves is None:
            made = self._activity(page, (0, 0, *size), size, scale, ime, foot)
        else:
            made = self._side_by_side(halves, size, scale, ime, foot)
        ime = ime or self._uncalled_height(size, scale, foot)
        made.append(self._status(size, scale))
        if system.skin.buttons:
            made.append(self._buttons(size, scale))
        if system.locked:
            made.append(self._lockscreen(size, scale))
        elif system.shade:
            made.append(self._shade(size, scale, ime))
        elif system.heads_up is not None:
            made.append(self._heads_up(system.heads_up.note, size, scale))
        if ime:
            made.insert(len(made) - 1, self._ime(size, scale, ime, foot))
        for package, state in system.layers:
            made += [
                self._layer(package, state, layer, layer.activity, (0, 0, *size), scale, foot)
                for layer in state.layers
            ]
        top = next(window for window in reversed(made) if window.kind not in _NEVER_FOCUSED)
        top.focused = True
        return made

    def _ime_height(self, size: tuple[int, int], scale: Scale, foot: int) -> int:
        """px from the screen's end, the navigation buttons below it included; 0 when there is no keyboard."""
        system = self._system
        state = system.layers[-1][1] if system.layers else system.page.state
        if system.shade and not system.layers:
            state = system.drawer.state
        if not (state.focus and state.keyboard) or (system.locked and not system.layers):
            return 0
        return _keyboard_height(size, scale) + foot

    def _uncalled_height(self, size: tuple[int, int], scale: Scale, foot: int) -> int:
        """px of a keyboard that lies over a page which does not make room for it."""
        system = self._system
        covers = system.page.state.uncalled and not (system.layers or system.shade)
        return _keyboard_height(size, scale) + foot if covers else 0

    def _activity(
        self, page: Page, stage: Bounds, size: tuple[int, int], scale: Scale, ime: int, foot: int
    ) -> list[Window]:
        """A page and its dialogs, on a part of a screen of a size."""
        made = [self._app(page, stage, size, scale, ime)]
        covered = max(0, stage[3] - size[1] + (ime or foot))
        made += [
            self._layer(page.app.package, page.state, layer, page.app.full(page.cls), stage, scale, covered)
            for layer in page.state.layers
        ]
        for window in made:
            window.secure = page.secure
        return made

    def _side_by_side(
        self, halves: tuple[Task, Task], size: tuple[int, int], scale: Scale, ime: int, foot: int
    ) -> list[Window]:
        """Two tasks and the divider between them; the one in front last, so that it gets the keys."""
        system = self._system
        made: list[Window] = []
        stages, divider = split_stages(size, round(_DIVIDER * scale.px))
        for task in sorted(halves, key=system.tasks.index):
            stage = stages[halves.index(task)]
            for window in self._activity(task.pages[-1], stage, size, scale, ime, foot):
                window.stage, window.on_touch = stage, partial(system.turn_to, task)
                made.append(window)
        root = chrome.divider(system, *halves)
        lay_out(root, divider, scale, {})
        _sign(root, chrome.PACKAGE, Skin())
        made.insert(
            0, Window(chrome.PACKAGE, "StageCoordinator", "StageCoordinatorSplitDivider", root, "divider")
        )
        return made

    def _app(self, page: Page, stage: Bounds, screen: tuple[int, int], scale: Scale, ime: int) -> Window:
        system = self._system
        size = (stage[2] - stage[0], stage[3] - stage[1])
        ui = Kit(page.app.package, system.skin, page.state, _room(size, scale))
        inside = seen(page, ui)
        if page.state.turns % 2:
            _reorder(inside)
        below = (screen[1] - stage[3]) / scale.px
        under = max(self._under - below, ime / scale.px - below if not page.state.layers else 0, 0)
        content = View(
            FRAME,
            rid="android:id/content",
            children=[inside],
            h=FILL,
            axis="z",
            pad=(0, chrome.STATUS if stage[1] == 0 else 0, 0, under),
        )
        root = View(FRAME, children=[View(LINEAR, children=[content], h=FILL)], h=FILL, axis="z")
        root.style = inside.style
        lay_out(root, stage, scale, page.state.scroll)
        if ime and _reveal(root, page.state):
            return self._app(page, stage, screen, scale, ime)
        if not ime:
            page.state.revealed = ""
        _sign(root, page.app.package, system.skin)
        return Window(page.app.package, page.app.full(page.cls), page.app.shown_name, root)

    def _layer(
        self,
        package: str,
        state: UiState,
        layer: Layer,
        activity: str,
        stage: Bounds,
        scale: Scale,
        ime: int,
    ) -> Window:
        system = self._system
        size = (stage[2] - stage[0], stage[3] - stage[1])
        ui = Kit(package, system.skin, state, _room(size, scale))
        root = View(FRAME, children=[layer.build(ui)], axis="v")
        frame = _shifted(_layer_frame(root, layer.kind, size, scale, ime), stage)
        if root.size_px[1] > frame[3] - frame[1]:
            _let_scroll(root)
        lay_out(root, frame, scale, state.scroll)
        _sign(root, package, system.skin)

        def outside() -> None:
            if layer.cancelable and layer in state.layers:
                state.layers.remove(layer)
                state.focus = ""
                if layer.on_cancel is not None:
                    layer.on_cancel()

        name = activity or f"{package}.SystemDialog"
        return Window(
            package, name, layer.title or name, root, "dialog", on_outside=outside, modal=layer.modal
        )

    def _ime(self, size: tuple[int, int], scale: Scale, height: int, foot: int) -> Window:
        key = (size, height, self._keyboard.shift, self._keyboard.symbols)
        if self._ime_cache is None or self._ime_cache[0] != key:
            root = self._keyboard.view((height - foot) / scale.px)
            lay_out(root, (0, size[1] - height, size[0], size[1] - foot), Scale(scale.px), {})
            _sign(root, PACKAGE, Skin())
            self._ime_cache = (key, root)
        return Window(PACKAGE, "SoftInputWindow", "InputMethod", self._ime_cache[1], "ime")

    def _status(self, size: tuple[int, int], scale: Scale) -> Window:
        system = self._system
        alarm = any(
            pending.alarm_clock for app in system.apps.values() for pending in app.alarms(system.now())
        )
        root = chrome.status_bar(system, alarm)
        lay_out(root, (0, 0, size[0], int(chrome.STATUS * scale.px)), replace(scale, font=1.0), {})
        _sign(root, chrome.PACKAGE, Skin())
        return Window(chrome.PACKAGE, "StatusBar", "StatusBar", root, "status_bar")

    @property
    def _under(self) -> float:
        """dp that the system's navigation takes at the bottom."""
        return chrome.BUTTONS if self._system.skin.buttons else _HANDLE

    def _buttons(self, size: tuple[int, int], scale: Scale) -> Window:
        system = self._system
        root = chrome.navigation_bar(system, self._press)
        lay_out(root, (0, size[1] - int(chrome.BUTTONS * scale.px), *size), replace(scale, font=1.0), {})
        _sign(root, chrome.PACKAGE, Skin())
        return Window(chrome.PACKAGE, "NavigationBar", "NavigationBar0", root, "nav_bar")

    def _shade(self, size: tuple[int, int], scale: Scale, ime: int) -> Window:
        system = self._system
        root = chrome.shade(system, _room(size, scale), self._open_settings)
        lay_out(root, (0, 0, size[0], size[1] - ime), scale, system.drawer.state.scroll)
        _sign(root, chrome.PACKAGE, Skin())
        return Window(chrome.PACKAGE, "NotificationShade", "NotificationShade", root, "shade")

    def _lockscreen(self, size: tuple[int, int], scale: Scale) -> Window:
        root = lockscreen(self._system, lambda note: self._open_note(note, ""))
        lay_out(root, (0, 0, *size), scale, {})
        _sign(root, chrome.PACKAGE, Skin())
        return Window(chrome.PACKAGE, "NotificationShade", "NotificationShade", root, "shade")

    def _heads_up(self, note: Notification, size: tuple[int, int], scale: Scale) -> Window:
        system = self._system
        root = chrome.heads_up(system, note)
        frame = _layer_frame(root, "heads_up", size, scale, 0)
        lay_out(root, frame, scale, {})
        _sign(root, chrome.PACKAGE, Skin())
        return Window(chrome.PACKAGE, "HeadsUp", "HeadsUp", root, "heads_up")

    def _open_note(self, note: Notification, action: str) -> None:
        self._system.shade, self._system.heads_up = "", None
        app: App | None = self._system.apps.get(note.package)
        if app is not None:
            app.notified(note, action)

    def _open_settings(self) -> None:
        self._system.start(Intent("android.settings.SETTINGS"))


def _room(size: tuple[int, int], scale: Scale) -> Room:
    return Room(size[0] / scale.px, size[1] / scale.px, scale.font)


def split_stages(size: tuple[int, int], gap: int) -> tuple[tuple[Bounds, Bounds], Bounds]:
    """What two tasks get of a screen, one above the other or beside it, where it is wide; the gap."""
    width, height = size
    if width > height:
        left = (width - gap) // 2
        return ((0, 0, left, height), (left + gap, 0, width, height)), (left, 0, left + gap, height)
    top = (height - gap) // 2
    return ((0, 0, width, top), (0, top + gap, width, height)), (0, top, width, top + gap)


def _shifted(box: Bounds, stage: Bounds) -> Bounds:
    left, top = stage[:2]
    return box[0] + left, box[1] + top, box[2] + left, box[3] + top


def _layer_frame(root: View, kind: str, size: tuple[int, int], scale: Scale, ime: int) -> Bounds:
    px = scale.px
    room = (size[0], size[1] - ime)
    top = int(chrome.STATUS * px)
    if kind == "menu":
        width = int(min(room[0] * (0.6 if scale.font < 1.3 else 0.85), 240 * px * max(1.0, scale.font)))
        height = min(wrapped_height(root, width, scale), room[1] - top - int(16 * px))
        left = room[0] - width - int(8 * px)
        return (left, top + int(8 * px), left + width, top + int(8 * px) + height)
    if kind == "heads_up":
        return (0, top, size[0], top + wrapped_height(root, size[0], scale))
    if kind == "sheet":
        height = min(wrapped_height(root, room[0], scale), int(room[1] * 0.8))
        return (0, room[1] - height, room[0], room[1])
    width = int(min(room[0] - 48 * px, (560 if _room(size, scale).low else 400) * px))
    height = min(wrapped_height(root, width, scale), room[1] - 2 * top)
    left, up = (room[0] - width) // 2, (room[1] - height) // 2
    return (left, up, left + width, up + height)


def _keyboard_height(size: tuple[int, int], scale: Scale) -> int:
    return min(int(HEIGHT * scale.px), int(size[1] * 0.55))


def _reorder(root: View) -> None:
    """Rows of one kind that follow each other in a list change places."""
    for view in root.walk():
        if view.axis != "list":
            continue
        rows = view.children
        for place in range(0, len(rows) - 1, 2):
            one, other = rows[place], rows[place + 1]
            if one.clickable and other.clickable and (one.cls, one.rid) == (other.cls, other.rid):
                rows[place], rows[place + 1] = other, one


def _reveal(root: View, state: UiState) -> bool:
    """Scroll a form so that the field with the cursor is seen; whether it had to move.

    One that lies above is brought into view once: then a finger may scroll on.
    """
    fresh, state.revealed = state.revealed != state.focus, state.focus
    for form in root.walk():
        if form.axis != "scroll" or not form.extent:
            continue
        field = next((view for view in form.walk() if view.focused), None)
        if field is None:
            return False
        below, above = field.frame[3] - form.bounds[3], form.bounds[1] - field.frame[1]
        by = max(0, below) or -(max(0, above) if fresh else 0)
        target = min(max(0, form.offset + by), form.extent)
        if target == form.offset:
            return False
        state.scroll[form.key] = target
        return True
    return False


def _let_scroll(root: View) -> None:
    """A dialog too high for the screen: its body gives way, so that its buttons stay."""
    for view in root.walk():
        if view.key == DIALOG_BODY:
            view.axis, view.weight, view.h = "scroll", 1, FILL
            break
    for view in root.children:
        view.weight = 1


def _sign(root: View, package: str, skin: Skin) -> None:
    """Every view names its package; a Compose skin shows Compose's classes."""
    stack = [(root, skin.compose)]
    while stack:
        view, compose = stack.pop()
        view.package = package
        if compose:
            _compose(view)
        inside = compose and view.cls != "android.webkit.WebView"  # a web page stays as it is
        stack.extend((child, inside) for child in view.children)


def _compose(view: View) -> None:
    view.rid = view.rid if view.rid == "android:id/content" else ""
    words = view.text or view.desc
    if view.cls in ("android.widget.Button", "android.widget.ImageButton") and words and view.visible:
        leaf = View(
            "android.widget.TextView" if view.text else _COMPOSE,
            view.text,
            view.desc,
            bounds=view.bounds,
            frame=view.frame,
            style=view.style,
            pad=view.pad,
        )
        view.children = [leaf]
        view.text = view.desc = ""
        view.cls = _COMPOSE
    elif view.cls in _PLAIN_CLASSES:
        view.cls = _COMPOSE

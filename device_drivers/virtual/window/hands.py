"""Input: touches, keys and accessibility actions, carried out on the windows of the moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.kernel import System
from device_drivers.virtual.services import overlays
from device_drivers.virtual.services.device import STREAMS
from device_drivers.virtual.services.values import PLAYING
from device_drivers.virtual.window import keys
from device_drivers.virtual.window.state import UiState
from device_drivers.virtual.window.touch import Swipe, draws, hit, scrolls, slide_part, touchable
from device_drivers.virtual.window.view import View, Window, inside

LONG_PRESS_MS = 450
_OPPOSITE = {"left": "right", "right": "left"}  # pages follow each other the other way round in Arabic


class Hands:
    """Acts on a system. `drawn()` gives the windows on the screen, the bottom one first."""

    def __init__(self, system: System, drawn: Callable[[], Sequence[Window]]) -> None:
        self._system = system
        self._drawn = drawn

    # touch
    def tap(self, x: int, y: int) -> None:
        window = self._under(x, y)
        if window is None:
            return
        view = hit(window.root, x, y, touchable)
        if view is None or not view.enabled:
            return
        if view.on_slide is not None:
            act, part = view.on_slide, slide_part(view, x, self._system.rtl)
            self._system.act(lambda: act(part))
        elif view.on_stroke is not None:
            self._stroke(view, Swipe(x, y, x, y))
        else:
            self.click(view)

    def long_press(self, x: int, y: int) -> None:
        window = self._under(x, y)
        view = (
            hit(window.root, x, y, lambda view: view.on_long is not None or touchable(view))
            if window
            else None
        )
        if view is None or not view.enabled:
            return
        if not self._system.act(view.on_long) and view.on_text is not None:
            self.click(view)
            self.state.selected = True

    def swipe(self, move: Swipe) -> None:
        way = move.way
        if not way:
            (self.long_press if move.ms >= LONG_PRESS_MS else self.tap)(move.x1, move.y1)
            return
        if self._edge(move, way):
            return
        window = self._under(move.x1, move.y1)
        if window is None:
            return
        canvas = hit(window.root, move.x1, move.y1, draws)
        if canvas is not None:
            self._stroke(canvas, move)
            return
        if way in ("left", "right"):
            self._sideways(window, move, way)
            return
        view = hit(window.root, move.x1, move.y1, scrolls)
        if view is not None:
            self._scroll_to(view, view.offset + move.y1 - move.y2)
        elif self._system.shade and window.kind == "shade" and way == "up":
            self._system.shade = ""
            self._system.changed()
        else:
            self._flung(window, move, way)

    def _stroke(self, view: View, move: Swipe) -> None:
        """A finger draws a line on a view, as far as the view goes."""
        act = view.on_stroke
        if act is None:
            return
        left, top, right, bottom = view.frame
        xs = [min(1.0, max(0.0, (x - left) / max(1, right - left))) for x in (move.x1, move.x2)]
        ys = [min(1.0, max(0.0, (y - top) / max(1, bottom - top))) for y in (move.y1, move.y2)]
        self._system.act(lambda: act(xs[0], ys[0], xs[1], ys[1]))

    def _flung(self, window: Window, move: Swipe, way: str) -> None:
        """A swipe where nothing scrolls: a view may have a use for it."""
        view = hit(window.root, move.x1, move.y1, lambda view: view.on_swipe is not None)
        if view is not None and view.on_swipe is not None:
            act = view.on_swipe
            self._system.act(lambda: act(way))

    def _sideways(self, window: Window, move: Swipe, way: str) -> None:
        view = hit(
            window.root, move.x1, move.y1, lambda view: view.on_slide is not None or view.on_swipe is not None
        )
        if view is None or not view.enabled:
            return
        if view.on_slide is not None:
            slide, part = view.on_slide, slide_part(view, move.x2, self._system.rtl)
            self._system.act(lambda: slide(part))
        elif view.on_swipe is not None:
            swiped = view.on_swipe
            onward = _OPPOSITE.get(way, way) if self._system.rtl else way
            self._system.act(lambda: swiped(onward))

    def _edge(self, move: Swipe, way: str) -> bool:
        """The system's own gestures, from the screen's edges."""
        boxes = [window.root.bounds for window in self._drawn()]
        width, height = max(box[2] for box in boxes), max(box[3] for box in boxes)
        strip = height // 40
        if self._system.locked and not self._system.layers:
            return False
        if way == "down" and move.y1 < strip:
            self._system.shade = "notifications" if not self._system.shade else "quick"
            self._system.changed()
            return True
        if way == "down" and self._system.shade == "notifications" and move.y1 < height // 4:
            self._system.shade = "quick"
            self._system.changed()
            return True
        if way == "up" and move.y1 > height - strip:
            self.press(keys.APP_SWITCH if move.ms > 700 else keys.HOME)
            return True
        if way in ("left", "right") and (move.x1 < width // 60 or move.x1 > width - width // 60):
            self.press(keys.BACK)
            return True
        return False

    def _scroll_to(self, view: View, offset: int) -> None:
        self.state.scroll[view.key] = min(max(0, offset), view.extent)
        self._system.changed()

    def _under(self, x: int, y: int) -> Window | None:
        """The window that gets a touch; a touch beside a dialog closes it."""
        if not self._system.screen_on:
            return None
        for window in reversed(self._drawn()):
            if window.kind == "status_bar":
                continue
            if window.root.contains(x, y):
                if window.on_touch is not None:
                    window.on_touch()
                return window
            if window.kind == "dialog" and (window.stage is None or inside(window.stage, x, y)):
                self._system.act(None if window.modal else window.on_outside)
                return None
        return None

    # node actions
    def click(self, view: View) -> bool:
        """What a touch of the view does; a field gets the cursor."""
        if not view.enabled:
            return False
        if view.on_text is not None:
            state = self.state
            state.focus, state.keyboard, state.selected = view.key, True, view.select_all
            state.uncalled = False
            self._system.act(view.on_click)
            self._system.changed()
            return True
        return self._system.act(view.on_click)

    def long_click(self, view: View) -> bool:
        return view.enabled and self._system.act(view.on_long)

    def set_text(self, view: View, text: str) -> bool:
        """Replace a field's text; False when the view is no editable field."""
        if view.on_text is None or not view.enabled:
            return False
        act = view.on_text
        return self._system.act(lambda: act(text))

    def scroll(self, view: View, forward: bool) -> bool:
        """Scroll one page; False when it was at its end."""
        if view.on_slide is not None:
            act, part = view.on_slide, min(1.0, max(0.0, view.value + (0.05 if forward else -0.05)))
            return self._system.act(lambda: act(part))
        page = int((view.bounds[3] - view.bounds[1]) * 0.9)
        target = min(max(0, view.offset + (page if forward else -page)), view.extent)
        if target == view.offset:
            return False
        self._scroll_to(view, target)
        return True

    # keys
    @property
    def state(self) -> UiState:
        """Of what has the input focus."""
        system = self._system
        if system.layers:
            return system.layers[-1][1]
        if system.locked:
            return system.keyguard.state
        return system.drawer.state if system.shade else system.page.state

    @property
    def focus(self) -> View | None:
        """The field with the cursor."""
        if not self.state.focus:
            return None
        for window in reversed(self._drawn()):
            if window.kind in ("app", "dialog", "shade"):
                found = next((view for view in window.root.walk() if view.focused and view.on_text), None)
                if found is not None:
                    return found
        return None

    def type_text(self, text: str) -> None:
        """Put text at the end of the focused field, or in place of what is selected."""
        view = self.focus
        if view is None or view.on_text is None:
            return
        before = "" if self.state.selected else view.text
        self.state.selected = False
        act = view.on_text
        self._system.act(lambda: act(before + text))

    def press(self, code: int, meta: int = 0) -> bool:
        """An Android key code; whether anything handled it."""
        system = self._system
        if code in (keys.POWER, keys.SLEEP, keys.WAKEUP):
            on = not system.screen_on if code == keys.POWER else code == keys.WAKEUP
            (system.wake if on else system.sleep)()
            return True
        if not system.screen_on:
            return False
        if meta & keys.CTRL_ON:
            return self._shortcut(code)
        char = keys.typed(code, meta)
        if char:
            self.type_text(char)
            return self.focus is not None
        act = (self._locked_acts() if system.locked and not system.layers else self._acts()).get(code)
        if act is None:
            return False
        act()
        system.changed()
        return True

    def _acts(self) -> dict[int, Callable[[], object]]:
        system = self._system
        return {
            keys.HOME: self._home,
            keys.CALL: self._answer,
            keys.ENDCALL: self._end_call,
            keys.BACK: self.back,
            keys.ESCAPE: self.back,
            keys.APP_SWITCH: self._recents,
            keys.VOLUME_UP: lambda: self._volume(1),
            keys.VOLUME_DOWN: lambda: self._volume(-1),
            keys.MUTE: lambda: system.set_volume("music", 0),
            keys.ENTER: self._enter,
            keys.NUMPAD_ENTER: self._enter,
            23: self._enter,
            keys.DEL: self._delete,
            keys.TAB: self._next_field,
            keys.PASTE: self._paste,
            keys.NOTIFICATION: self._notifications,
            keys.PAGE_DOWN: lambda: self._page(True),
            keys.PAGE_UP: lambda: self._page(False),
            keys.SETTINGS: lambda: system.start(Intent("android.settings.SETTINGS")),
            **{code: partial(self._media, action) for code, action in keys.MEDIA.items()},
        }

    def _locked_acts(self) -> dict[int, Callable[[], object]]:
        """What keys do on the lock screen: those that lead into apps do nothing."""
        keyguard = self._system.keyguard
        away = (keys.APP_SWITCH, keys.NOTIFICATION, keys.SETTINGS, keys.TAB, keys.PAGE_DOWN, keys.PAGE_UP)
        acts = {code: act for code, act in self._acts().items() if code not in away}
        closing = dict.fromkeys((keys.HOME, keys.BACK, keys.ESCAPE), keyguard.close_keypad)
        return {**acts, **closing, keys.MENU: keyguard.dismiss}

    def _home(self) -> None:
        system = self._system
        system.shade = ""
        overlays.dismiss(system)
        if not system.layers:
            system.go_home()

    def _recents(self) -> None:
        self._system.start(Intent("com.android.systemui.action.RECENTS"))

    def _notifications(self) -> None:
        self._system.shade = "notifications"

    def _media(self, action: str) -> None:
        """A headset's button: for the latest player."""
        session = next(reversed(self._system.sessions.values()), None)
        if session is None:
            return
        other = "Pause" if session.state == PLAYING else "Play"
        if action not in ("Play", "Pause") or action == other:
            session.act(action or other)

    def _volume(self, by: int) -> None:
        level = self._system.volumes["music"] + by
        self._system.set_volume("music", min(level, STREAMS["music"]))

    def back(self) -> None:
        """Keyboard, then dialog, then shade, then the page's own use of it, then the page itself."""
        system = self._system
        state = self.state
        if state.uncalled and not system.shade:
            state.uncalled = False
        elif state.focus and state.keyboard:
            state.keyboard = False
        elif system.drawer.answered is not None and not system.layers:
            system.drawer.stop_answering()
        elif system.shade and not system.layers:
            system.shade = ""
        elif state.layers:
            top = next(window for window in reversed(self._drawn()) if window.kind == "dialog")
            if top.on_outside is not None:
                top.on_outside()
        elif state.drawer:
            state.drawer = False
        elif not system.page.back():
            system.leave()

    def _answer(self) -> None:
        if not self._call("Answer"):
            self._system.start(Intent("android.intent.action.DIAL"))

    def _end_call(self) -> None:
        if not self._call("Hang up", "Decline"):
            self._system.screen_on = False

    def _call(self, *acts: str) -> bool:
        """Do the first of these that the present call's notification offers; whether there was one."""
        for note in self._system.notifications:
            offered = [act for act in acts if note.tag == "call" and act in note.actions]
            if offered:
                self._system.apps[note.package].notified(note, offered[0])
                return True
        return False

    def _enter(self) -> None:
        view = self.focus
        if view is None:
            return
        if view.on_submit is not None:
            view.on_submit()
        elif view.style.lines == 0:
            self.type_text("\n")
        else:
            self.state.keyboard = False

    def _delete(self) -> None:
        view = self.focus
        if view is not None and view.on_text is not None:
            view.on_text("" if self.state.selected else view.text[:-1])
            self.state.selected = False

    def _paste(self) -> None:
        if self._system.clipboard is not None:
            self.type_text(self._system.clipboard[1])

    def _shortcut(self, code: int) -> bool:
        view = self.focus
        if view is None or view.on_text is None:
            return False
        if code == keys.A:
            self.state.selected = True
        elif code == keys.V:
            self._paste()
        elif code in (keys.C, keys.X) and self.state.selected:
            self._system.clipboard = ("text", view.text)
            if code == keys.X:
                view.on_text("")
        else:
            return False
        self._system.changed()
        return True

    def _next_field(self) -> None:
        for window in reversed(self._drawn()):
            fields = [view for view in window.root.walk() if view.on_text is not None and view.visible]
            if fields:
                place = next((index for index, view in enumerate(fields) if view.focused), -1)
                self.click(fields[(place + 1) % len(fields)])
                return

    def _page(self, forward: bool) -> None:
        shown = next((window for window in self._drawn() if window.focused), None)
        view = next((view for view in shown.root.walk() if view.extent), None) if shown else None
        if view is not None:
            self.scroll(view, forward)

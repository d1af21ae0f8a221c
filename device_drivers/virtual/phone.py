"""The phone: one object that holds the state and answers input; synchronous, it never sleeps."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from device_drivers.virtual.apps import programs
from device_drivers.virtual.faults import Faults
from device_drivers.virtual.fixture import Fixture, default_fixture, parse_fixture
from device_drivers.virtual.intents import Component, Intent, StartResult
from device_drivers.virtual.kernel import App, System
from device_drivers.virtual.mishaps import befall
from device_drivers.virtual.pictures import png
from device_drivers.virtual.providers import contacts, media, telephony
from device_drivers.virtual.providers.resolver import Provider, Route, Tables
from device_drivers.virtual.providers.storage import SHARED
from device_drivers.virtual.services import stock
from device_drivers.virtual.services.device import LATIN
from device_drivers.virtual.services.tasks import HOME_PACKAGE
from device_drivers.virtual.services.values import PendingAlarm
from device_drivers.virtual.skins import Skin, skin_named
from device_drivers.virtual.window import keys
from device_drivers.virtual.window.compose import Composer
from device_drivers.virtual.window.hands import Hands
from device_drivers.virtual.window.keyboard import Keyboard
from device_drivers.virtual.window.touch import Swipe
from device_drivers.virtual.window.view import View, Window

if TYPE_CHECKING:
    from PIL.Image import Image

_DELETES = (67, 112)
_AROUND = ("ime", "status_bar", "nav_bar", "heads_up", "divider")  # windows beside the active one


_BEAT = 0.02  # seconds between two looks at what is due, while nothing else happens
# The packages that keep what several apps share, and where it is.
_STORES = {
    "com.android.providers.contacts": (
        "content://com.android.contacts/raw_contacts",
        "content://call_log/calls",
    ),
    "com.android.providers.telephony": ("content://sms",),
}


class Phone(System):
    """An Android phone. Same seed, skin, fixture and inputs (with the same clock): same screens.

    `clock` is a monotonic clock in seconds; `now()` starts at a seeded instant and runs with it. Nothing here
    blocks, and nothing is safe to call from two threads. `skin` is a name or a value, `locale` a tag such as
    `de-DE` in place of the skin's own.
    """

    def __init__(
        self,
        seed: int = 0,
        skin: str | Skin = "plain",
        fault: str = "none",
        fixture: Fixture | Mapping[str, object] | None = None,
        locale: str | None = None,
        clock: Callable[[], float] = time.monotonic,
        apps: list[type[App]] | None = None,
    ) -> None:
        look = skin_named(skin) if isinstance(skin, str) else skin
        super().__init__(seed, look if locale is None else look.spoken(locale), clock)
        self.faults = Faults(fault, seed)
        self.panel = self.skin.size, self.skin.dpi  # the display's own px and dpi, whatever is forced on it
        self._last_key = 0
        self.density = self.skin.dpi
        self.props = stock.properties(seed, self.skin)
        self.rotation_frozen = True
        self._files_version = 0  # when what is shown was last looked at
        self._serve_content()
        self.boot(programs() if apps is None else apps)
        self.packages.update(stock.packages(self.now()))
        self._seed_content(fixture)
        self._keyboard = Keyboard(self._key_typed)
        self._composer = Composer(self, self._keyboard, self.press_key)
        self._hands = Hands(self, self._drawn)
        self._built: tuple[int, int, list[Window]] | None = None
        self._ticked = (0, 0)  # version and beat of the last look at what is due
        self.version = 1

    def _serve_content(self) -> None:
        db = self.content.db
        self.people = contacts.Contacts(db)
        self.content.add(self.people, contacts.SCHEMA)
        self.sms = telephony.Telephony(db, self.now_ms)
        self.content.add(self.sms, telephony.SCHEMA)
        self.content.add(media.Media(db, self.now_ms), media.SCHEMA)
        calls: Provider = Tables("call_log", {"calls": Route("calls", order="date DESC")})
        self.content.add(calls, contacts.CALLS)

    def _seed_content(self, fixture: Fixture | Mapping[str, object] | None) -> None:
        if fixture is None:
            fixture = default_fixture(self.seed)
        elif not isinstance(fixture, Fixture):
            fixture = parse_fixture(stock.as_json(fixture))
        self.content.db.execute("BEGIN")
        stock.fill(self, fixture)
        for app in list(self.apps.values()):
            app.fill(fixture)
        self.content.db.execute("COMMIT")

    # what is seen
    @property
    def width(self) -> int:
        """px, in the current orientation."""
        return self.skin.size[self.rotation % 2]

    @property
    def height(self) -> int:
        """px, in the current orientation."""
        return self.skin.size[1 - self.rotation % 2]

    def _drawn(self) -> list[Window]:
        """All windows, the bottom one first; built again after every change and as time shows."""
        snack = self.page.state.snack
        if snack is not None and self.clock() > snack.until:
            self.page.state.snack = None
            self.changed()
        if self.heads_up is not None and self.clock() > self.heads_up.until:
            self.heads_up = None
            self.changed()
        live = self.keyguard.wait > 0 if self.locked else not self.shade and self.page.live()
        moment = int(self.elapsed()) if live else self.now().hour * 60 + self.now().minute
        if self._built is None or self._built[:2] != (self.version, moment):
            if self._built is not None and self._built[0] == self.version:
                self.changed()
            self._built = (self.version, moment, self._composer.windows((self.width, self.height)))
        return self._built[2]

    def windows(self) -> list[Window]:
        """What an accessibility service sees, the focused window first; a dialog hides what lies below it."""
        if not self.screen_on:
            return []
        drawn = self._drawn()
        top = next(window for window in drawn if window.focused)
        kinds = _AROUND[:1] if top.kind == "shade" else _AROUND
        around = [window for window in drawn if window.kind in kinds]
        beside = [window for window in drawn if window.stage is not None and window.stage != top.stage]
        return [top, *(beside[-1:] if top.stage is not None else ()), *around]

    def window(self) -> Window:
        """The window that keys go to."""
        return next(window for window in self._drawn() if window.focused)

    def screenshot(self, seen: bool = False) -> Image:
        """The screen as drawn; secure windows are black. seen: as who holds the phone sees it, with them."""
        from device_drivers.virtual.window.render import render

        windows = [replace(window, secure=window.secure and not seen) for window in self._drawn()]
        return render(windows, (self.width, self.height), self)

    def _keep_screenshot(self) -> None:
        """Into the shared storage, as a person's own screenshots go."""
        if any(window.secure for window in self._drawn()):
            self.toast("Taking screenshots isn't allowed by the app or your organization")
            return
        name = f"Screenshot_{self.now():%Y%m%d-%H%M%S}.png"
        self.storage.save(f"{SHARED}/Pictures/Screenshots", name, png(self.screenshot()))

    def tick(self) -> None:
        """Fire what is due, at most a beat late. Servers call it before they answer anything."""
        self.storage.scan()
        if self.files.version != self._files_version:
            self._files_version = self.files.version
            self.changed()
        beat = int(self.elapsed() / _BEAT)
        if self._ticked == (self.version, beat):
            return
        now = self.now()
        for app in list(self.apps.values()):
            app.tick(now)
        self.permissions.tick()
        self.wake_notifications()
        self.zen.tick()
        self.save_power()
        self._ticked = (self.version, beat)

    # touch and keys
    def _step(self) -> None:
        """An input: faults get their turn."""
        self._last_key = 0
        self.faults.step()
        befall(self, self.faults)

    def _arrives(self, *, touch: bool = True) -> bool:
        """What comes before an input; False when the input is lost."""
        self.tick()
        self._step()
        return not (self.faults.cut_short() or (touch and self.faults.strikes("lost_tap")))

    def tap(self, x: int, y: int) -> None:
        if self._arrives():
            self._hands.tap(x, y)
            if self.faults.strikes("double_tap"):
                self._hands.tap(x, y)

    def long_press(self, x: int, y: int) -> None:
        if self._arrives():
            self._hands.long_press(x, y)

    def swipe(self, x1: int, y1: int, x2: int, y2: int, ms: int = 300) -> None:
        """A finger from one point to the other; with equal ends it is a tap or, when slow, a long press."""
        if self._arrives():
            self._hands.swipe(Swipe(x1, y1, x2, y2, ms))

    def drag(self, x1: int, y1: int, x2: int, y2: int, ms: int = 1000) -> None:
        """A slow swipe; nothing on this phone can be picked up."""
        self.swipe(x1, y1, x2, y2, ms)

    def press_key(self, code: int, meta: int = 0) -> bool:
        """An Android key code; whether anything handled it. Deleting letter by letter is one input."""
        goes_on = code == self._last_key and code in _DELETES
        if not (goes_on or self._arrives(touch=False)):
            return False
        self._last_key = code
        if code == keys.SYSRQ and self.screen_on:
            self._keep_screenshot()
            return True
        return self._hands.press(code, meta)

    def type_text(self, text: str) -> None:
        """Insert into the focused field, as key events do; nothing is focused: nothing happens."""
        if self._arrives(touch=False):
            self._hands.type_text(text)

    def _key_typed(self, char: str) -> None:
        if char == "\b":
            self._hands.press(67)
        elif char == "\n":
            self._hands.press(66)
        else:
            self._hands.type_text(char)

    # node actions, as an accessibility service asks for them
    def click_view(self, view: View) -> bool:
        return self._hands.click(view)

    def long_click_view(self, view: View) -> bool:
        return self._hands.long_click(view)

    def set_text(self, view: View, text: str) -> bool:
        """Replace a field's text; False when the view is no editable field."""
        done = self._hands.set_text(view, text)
        self._step()
        return done

    def scroll_view(self, view: View, forward: bool) -> bool:
        """Scroll one page; False when it was at its end."""
        return self._hands.scroll(view, forward)

    @property
    def focus(self) -> View | None:
        """The text field with the cursor."""
        return self._hands.focus

    @property
    def keyboard_shown(self) -> bool:
        return any(window.kind == "ime" for window in self._drawn())

    # the device
    def force_display(self, size: tuple[int, int] | None = None, dpi: int | None = None) -> None:
        """Draw at another size px (upright) or density; what is left out is as it was."""
        self.skin = replace(self.skin, size=size or self.skin.size, dpi=dpi or self.skin.dpi)
        self.density = self.skin.dpi
        self.changed()

    def freeze_rotation(self, frozen: bool) -> None:
        self.rotation_frozen = frozen
        self.settings.put("system", "accelerometer_rotation", "0" if frozen else "1")

    def open_notifications(self) -> None:
        self.shade = "notifications"
        self.changed()

    def open_quick_settings(self) -> None:
        self.shade = "quick"
        self.changed()

    def close_shade(self) -> None:
        self.shade = ""
        self.changed()

    def clear_toast(self) -> None:
        self.last_toast = None

    def receive_sms(self, address: str, body: str) -> None:
        """A text message comes in: it is in the inbox, unread, and a notification tells of it."""
        self.content.insert("content://sms/inbox", {"address": address, "body": body})
        where = f"data1='{address.replace(chr(39), chr(39) * 2)}'"
        known = self.content.row("content://com.android.contacts/data/phones", where)
        sender = known.text("display_name") if known is not None else address
        actions = ("Reply", "Mark as read")
        self.notify(
            "com.android.messaging",
            sender,
            body,
            tag="sms",
            actions=actions,
            inputs=actions[:1],
            about=address,
        )

    def receive_call(self, number: str) -> None:
        """Somebody calls: the phone rings until the call is answered, declined or missed."""
        self.start(Intent("android.telecom.action.INCOMING_CALL", data="tel:" + quote(number)))

    # activities and packages
    def start_activity(self, intent: Intent) -> StartResult:
        result = self.start(intent)
        self._step()
        return result

    def launch(self, package: str) -> StartResult:
        """Open an app as its icon does."""
        entry = self.packages.get(package)
        if entry is None or not entry.launcher:
            return StartResult("missing")
        intent = Intent(
            "android.intent.action.MAIN",
            ("android.intent.category.LAUNCHER",),
            component=Component(package, entry.launcher),
        )
        return self.start_activity(intent)

    def clear_data(self, package: str) -> bool:
        """Forget a package's data; False when there is no such package."""
        for uri in _STORES.get(package, ()):
            self.content.delete(uri)
        return super().clear_data(package)

    def install(self, apk: bytes) -> str:
        """`Success` or `Failure [INSTALL_FAILED_...: text]`."""
        return stock.install(self, apk)

    def uninstall(self, package: str) -> str:
        """`Success` or `Failure [DELETE_FAILED_...]`."""
        return stock.uninstall(self, package)

    # truth
    @property
    def alarms(self) -> list[PendingAlarm]:
        """What is scheduled, the soonest first."""
        now = self.now()
        return sorted(
            (alarm for app in self.apps.values() for alarm in app.alarms(now)), key=lambda a: a.when
        )

    @property
    def input_methods(self) -> list[str]:
        """Installed keyboards' ids; the default one is the setting secure/default_input_method."""
        known = [LATIN]
        if "com.github.uiautomator" in self.packages:
            known.append("com.github.uiautomator/.AdbKeyboard")
        return known


__all__ = ["HOME_PACKAGE", "Phone"]

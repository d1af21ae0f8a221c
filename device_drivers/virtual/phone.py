"""The phone: one object that holds the state and answers input; synchronous, it never sleeps."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from device_drivers.virtual.faults import Faults
from device_drivers.virtual.intents import BroadcastResult, Component, Intent, StartResult
from device_drivers.virtual.providers.resolver import ContentResolver
from device_drivers.virtual.providers.settings import Settings
from device_drivers.virtual.services.values import (
    ActivityRecord,
    Battery,
    Notification,
    Package,
    PendingAlarm,
)
from device_drivers.virtual.window.view import View, Window

if TYPE_CHECKING:
    from PIL.Image import Image

LAUNCHER = "com.android.launcher3"


class Phone:
    """An Android phone. Same seed, skin, fixture and inputs (with the same clock): same screens.

    `clock` is a monotonic clock in seconds; `now()` starts at a seeded instant and runs with it. Nothing here
    blocks, and nothing is safe to call from two threads.
    """

    def __init__(
        self,
        seed: int = 0,
        skin: str = "plain",
        fault: str = "none",
        fixture: object | None = None,
        locale: str = "en-US",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.seed = seed
        self.locale = locale
        self.clock = clock
        self.faults = Faults(fault, seed)
        self.version = 1
        self.rotation = 0  # 0..3, quarter turns
        self.density = 420  # dpi
        self.props: dict[str, str] = {
            "ro.product.model": "V1", "ro.product.name": "v1", "ro.product.device": "v1",
            "ro.build.version.sdk": "34", "ro.build.version.release": "14", "sys.boot_completed": "1",
        }
        self.settings = Settings(self._setting_changed)
        self.content = ContentResolver()
        self.packages: dict[str, Package] = {
            LAUNCHER: Package(LAUNCHER, "Launcher3", activities=(LAUNCHER + ".Launcher",), launcher="")
        }
        self.notifications: list[Notification] = []
        self.log: list[tuple[datetime, str, str, str]] = []  # when, level (I, W ...), tag, text
        self.battery = Battery()
        self.clipboard: tuple[str, str] | None = None  # label, text
        self.last_toast: tuple[str, float] | None = None  # text, when (of `clock`)
        self.screen_on = True
        self.locked = False
        self.rotation_frozen = True
        self._natural = (1080, 2400)
        self._started = clock()
        self._ahead = timedelta()
        start = datetime(2026, 3, 2, 8, 0, tzinfo=timezone(timedelta(hours=1)))
        self._epoch = start + timedelta(minutes=random.Random(seed).randrange(60 * 24 * 200))

    # the clock
    def now(self) -> datetime:
        """Local time, with its zone."""
        return self._epoch + timedelta(seconds=self.clock() - self._started) + self._ahead

    def advance(self, seconds: float) -> None:
        """Move the time on; alarms that are due fire at the next tick."""
        self._ahead += timedelta(seconds=seconds)

    def tick(self) -> None:
        """Fire what is due. Servers call it before they answer anything."""

    # what is seen
    @property
    def width(self) -> int:
        """px, in the current orientation."""
        return self._natural[self.rotation % 2]

    @property
    def height(self) -> int:
        """px, in the current orientation."""
        return self._natural[1 - self.rotation % 2]

    def windows(self) -> list[Window]:
        """Every window on the screen, the focused one first."""
        whole = (0, 0, self.width, self.height)
        icon = View("android.widget.TextView", "Settings", "Settings", package=LAUNCHER, bounds=(60, 200, 260, 460),
                    clickable=True, focusable=True, long_clickable=True)
        root = View("android.widget.FrameLayout", package=LAUNCHER, bounds=whole, children=[icon])
        return [Window(LAUNCHER, LAUNCHER + ".Launcher", "Launcher", root, focused=True)]

    def window(self) -> Window:
        """The window that keys go to."""
        return self.windows()[0]

    def screenshot(self) -> Image:
        """The screen as drawn; secure windows are black."""
        from PIL import Image as images

        return images.new("RGB", (self.width, self.height), "white")

    # touch and keys
    def tap(self, x: int, y: int) -> None: ...

    def long_press(self, x: int, y: int) -> None: ...

    def swipe(self, x1: int, y1: int, x2: int, y2: int, ms: int = 300) -> None:
        """A finger from one point to the other; with equal ends it is a tap or, when slow, a long press."""

    def drag(self, x1: int, y1: int, x2: int, y2: int, ms: int = 1000) -> None:
        """Long press, then move."""

    def press_key(self, code: int, meta: int = 0) -> bool:
        """An Android key code; whether anything handled it."""
        return False

    def type_text(self, text: str) -> None:
        """Insert into the focused field, as key events do; nothing is focused: nothing happens."""

    # node actions, as an accessibility service asks for them
    def click_view(self, view: View) -> bool:
        return False

    def long_click_view(self, view: View) -> bool:
        return False

    def set_text(self, view: View, text: str) -> bool:
        """Replace a field's text; False when the view is no editable field."""
        return False

    def scroll_view(self, view: View, forward: bool) -> bool:
        """Scroll one page; False when it was at its end."""
        return False

    @property
    def focus(self) -> View | None:
        """The text field with the cursor."""
        return None

    @property
    def keyboard_shown(self) -> bool:
        return False

    # the device
    def wake(self) -> None: ...

    def sleep(self) -> None: ...

    def unlock(self) -> None: ...

    def set_rotation(self, rotation: int) -> None:
        """0..3 quarter turns; width and height swap."""

    def freeze_rotation(self, frozen: bool) -> None: ...

    def open_notifications(self) -> None: ...

    def open_quick_settings(self) -> None: ...

    def close_shade(self) -> None: ...

    def clear_toast(self) -> None:
        self.last_toast = None

    # activities
    @property
    def stack(self) -> list[ActivityRecord]:
        """The activities of all tasks, the resumed one last."""
        return [ActivityRecord(LAUNCHER, LAUNCHER + ".Launcher", 1, 1)]

    @property
    def recents(self) -> list[ActivityRecord]:
        """The root activity of each recent task, the latest first."""
        return []

    def start_activity(self, intent: Intent) -> StartResult:
        return StartResult("unresolved")

    def resolve(self, intent: Intent) -> list[Component]:
        """The activities that could open it, the preferred one first."""
        return []

    def broadcast(self, intent: Intent) -> BroadcastResult:
        return BroadcastResult()

    def force_stop(self, package: str) -> None: ...

    def clear_data(self, package: str) -> bool:
        """Forget the app's own data; False when there is no such package."""
        return False

    def install(self, apk: bytes) -> str:
        """`Success` or `Failure [INSTALL_FAILED_...: text]`."""
        return "Failure [INSTALL_PARSE_FAILED_NOT_APK: Failed to parse]"

    def uninstall(self, package: str) -> str:
        """`Success` or `Failure [DELETE_FAILED_...]`."""
        return "Failure [DELETE_FAILED_INTERNAL_ERROR]"

    # truth
    @property
    def alarms(self) -> list[PendingAlarm]:
        """What is scheduled, the soonest first."""
        return []

    @property
    def volumes(self) -> dict[str, int]:
        """By stream: music, ring, notification, alarm, call, system."""
        return {"music": 5, "ring": 5, "notification": 5, "alarm": 6, "call": 4, "system": 5}

    @property
    def input_methods(self) -> list[str]:
        """Installed keyboards' ids; the default one is the setting secure/default_input_method."""
        return ["com.android.inputmethod.latin/.LatinIME"]

    def _setting_changed(self, namespace: str, key: str, value: str | None) -> None:
        self.version += 1

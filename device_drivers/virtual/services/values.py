"""What the system services tell about the phone; plain values, read by the shell programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from device_drivers.virtual.intents import Filter


@dataclass(eq=False)
class Package:
    """An installed package. `activities` are full class names; `launcher` is the one the drawer opens."""

    name: str
    label: str
    version_name: str = "14"
    version_code: int = 34
    system: bool = True
    activities: tuple[str, ...] = ()
    launcher: str = ""
    filters: dict[str, tuple[Filter, ...]] = field(default_factory=dict)  # by activity
    permissions: dict[str, bool] = field(default_factory=dict)  # runtime permissions: granted?
    permission_flags: dict[str, tuple[str, ...]] = field(default_factory=dict)  # USER_SET, ONE_TIME ...
    ops: dict[str, str] = field(default_factory=dict)  # app ops that were set: their modes
    first_install: datetime | None = None
    last_update: datetime | None = None
    enabled: bool = True
    uid: int = 10000
    pid: int = 0  # 0: no process is running

    @property
    def notifies(self) -> bool:
        """Its notifications are shown."""
        return self.permissions.get("android.permission.POST_NOTIFICATIONS", True)


@dataclass(frozen=True)
class ActivityRecord:
    """One activity on the back stack. `cls` is the full class name; `ident` is stable while it lives."""

    package: str
    cls: str
    task: int
    ident: int


@dataclass(frozen=True)
class PendingAlarm:
    """What `dumpsys alarm` lists: RTC_WAKEUP or ELAPSED_WAKEUP; an `alarm_clock` shows in the status bar."""

    when: datetime
    package: str
    tag: str
    kind: str = "RTC_WAKEUP"
    alarm_clock: bool = False


@dataclass(frozen=True)
class Notification:
    ident: int
    package: str
    tag: str
    title: str
    text: str
    when: datetime
    actions: tuple[str, ...] = ()
    ongoing: bool = False
    inputs: tuple[str, ...] = ()  # the actions that take a text typed in the shade
    about: str = ""  # what its app knows it by

    @property
    def key(self) -> tuple[str, str, int]:
        return self.package, self.tag, self.ident


STOPPED, PAUSED, PLAYING = 1, 2, 3  # a player's states, as PlaybackState numbers them


@dataclass(frozen=True)
class MediaSession:
    """What a player says of itself."""

    package: str
    tag: str
    state: int  # STOPPED, PAUSED or PLAYING
    position: int  # ms, at the moment `updated`
    updated: int  # ms since the phone started
    title: str
    artist: str
    album: str
    act: Callable[[str], object]  # Play, Pause, Stop, Next or Previous


@dataclass(frozen=True)
class Battery:
    level: int = 87  # percent
    charging: bool = False
    temperature: int = 291  # tenths of a degree C
    voltage: int = 4012  # mV

"""The methods of uiautomator2's server, by name, over the phone."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable
from typing import TypeAlias

from device_drivers.virtual.device import Device
from device_drivers.virtual.hierarchy import server_dump, shown_text
from device_drivers.virtual.intents import LAUNCHER, MAIN, Component, Intent
from device_drivers.virtual.pictures import jpeg
from device_drivers.virtual.pipe import Pipe
from device_drivers.virtual.rpc_gestures import Gestures
from device_drivers.virtual.rpc_objects import Objects, RpcError, Target, not_found
from device_drivers.virtual.rpc_selectors import Place, Selector
from device_drivers.virtual.rpc_watchers import Watchers
from device_drivers.virtual.shell.call import Streams, to_text
from device_drivers.virtual.shell.interpreter import Shell
from device_drivers.virtual.shell.keycodes import CTRL_ON, key_code
from device_drivers.virtual.window.view import Bounds, View

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"
KEYS = {
    "home": 3,
    "back": 4,
    "left": 21,
    "right": 22,
    "up": 19,
    "down": 20,
    "center": 23,
    "menu": 82,
    "search": 84,
    "enter": 66,
    "delete": 67,
    "del": 67,
    "recent": 187,
    "volume_up": 24,
    "volume_down": 25,
    "volume_mute": 164,
    "camera": 27,
    "power": 26,
}
ORIENTATIONS = ("natural", "left", "upsidedown", "right")  # by rotation
LONGEST_IDLE = 10_000  # ms
NULL_NODE = (
    "Attempt to invoke virtual method 'java.lang.CharSequence "
    "android.view.accessibility.AccessibilityNodeInfo.getClassName()' on a null object reference"
)
_PASTE = 50  # V, with Ctrl
_CONFIGURATION: dict[str, Json] = {
    "actionAcknowledgmentTimeout": 500,
    "keyInjectionDelay": 0,
    "scrollAcknowledgmentTimeout": 200,
    "uiAutomationFlags": 0,
    "waitForIdleTimeout": 0,
    "waitForSelectorTimeout": 0,
}


class Methods:
    """One server's state and its methods. A method's parameters are checked before it is called."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self.phone = device.phone
        self.objects = Objects(device.phone)
        self.watchers = Watchers(self.objects)
        self.gestures = Gestures(device, self.one)
        self._configuration = dict(_CONFIGURATION)
        self._dumps: dict[tuple[object, ...], str] = {}
        self._dumped: object = None
        self.table: dict[str, Callable[..., object]] = {
            **self.gestures.table,
            **self.watchers.table,
            **self._elements(),
            **self._device(),
        }

    def _elements(self) -> dict[str, Callable[..., object]]:
        return {
            "exist": lambda target: target.first() is not None,
            "count": lambda sel: len(self.objects.by_selector(sel).all()),
            "objInfo": lambda target: _info(self.one(target)),
            "objInfoOfAllInstances": lambda sel: [
                _info(place) for place in self.objects.by_selector(sel).all()
            ],
            "getText": lambda target: shown_text(self.one(target).view),
            "setText": self.set_text,
            "clearTextField": lambda target: self.set_text(target, "") and None,
            "clearInputText": self.clear_input,
            "waitForExists": lambda target, ms: self.objects.wait(target, ms / 1000),
            "waitUntilGone": lambda target, ms: self.objects.wait(target, ms / 1000, gone=True),
            "waitForIdle": lambda ms: self._idle(ms),
            "waitForWindowUpdate": self.wait_for_update,
            "getUiObject": lambda sel: self._stored(self.objects.by_selector(sel)),
            "getUiObjects": lambda: list(self.objects.stored),
            "removeUiObject": lambda name: self.objects.stored.pop(name, None) and None,
            "getChild": lambda target, sel: self._stored(self.objects.inside(target, sel)),
            "getFromParent": lambda target, sel: self._stored(self.objects.beside(target, sel)),
            "childByText": self.child_by_text,
            "childByDescription": self.child_by_description,
            "childByInstance": self.child_by_instance,
        }

    def _device(self) -> dict[str, Callable[..., object]]:
        return {
            "ping": lambda: "pong",
            "deviceInfo": self.device_info,
            "dumpWindowHierarchy": self.dump,
            "takeScreenshot": self.screenshot,
            "executeShellCommand": self.shell_command,
            "pressKey": self.press_key,
            "pressKeyCode": lambda code, meta=0: self.phone.press_key(code, meta),
            "setClipboard": self.set_clipboard,
            "getClipboard": self.clipboard,
            "pasteClipboard": self.paste,
            "getLastToast": lambda: self.phone.last_toast[0] if self.phone.last_toast else None,
            "clearLastToast": lambda: self.phone.clear_toast(),
            "getLastTraversedText": lambda: None,
            "clearLastTraversedText": lambda: None,
            "openNotification": self.open_notification,
            "openQuickSettings": self.open_quick_settings,
            "wakeUp": lambda: self.phone.wake(),
            "sleep": lambda: self.phone.sleep(),
            "isScreenOn": lambda: self.phone.screen_on,
            "setOrientation": self.set_orientation,
            "freezeRotation": lambda frozen: self.phone.freeze_rotation(frozen),
            "launchApp": self.launch,
            "getConfigurator": lambda: self._configuration,
            "setConfigurator": self.configure,
        }

    def one(self, target: Target) -> Place:
        """The target on the screen; watchers get a chance to clear the way first."""
        place = target.first()
        if place is None and self.watchers.run():
            place = target.first()
        if place is None:
            raise not_found(target.name)
        return place

    def _stored(self, target: Target) -> str:
        return self.objects.store(target)

    # what is seen
    async def dump(self, compressed: bool, max_depth: int = 50, active_only: bool = False) -> str:
        """Empty when there is no root to read."""
        faults = self.phone.faults
        delay = faults.tree_delay()
        if delay:
            await asyncio.sleep(delay)
        await self._idle(self._configuration["waitForIdleTimeout"])
        if faults.strikes("dump_crash"):
            raise RpcError(f"java.lang.NullPointerException: {NULL_NODE}")
        if faults.strikes("null_root"):
            return ""
        seen = self.device.view()
        if not seen.windows:
            return ""
        if seen is not self._dumped:
            self._dumped = seen
            self._dumps.clear()
        key = (compressed, max_depth, active_only)
        if key not in self._dumps:
            self._dumps[key] = server_dump(seen, compressed, max_depth, active_only)
        return self._dumps[key]

    async def _idle(self, ms: Json) -> None:
        """Wait for a quiet screen; where something moves all the time is over."""
        if self.phone.faults.strikes("never_idle") and isinstance(ms, int | float):
            await asyncio.sleep(min(ms, LONGEST_IDLE) / 1000)

    async def screenshot(self, first: str | float, second: float, third: int = 80) -> str:
        """Base64 of a JPEG, or with a file name that name."""
        if isinstance(first, str):
            self.device.files.write(
                first, await asyncio.to_thread(jpeg, self.phone.screenshot(), second, third)
            )
            return first
        data = await asyncio.to_thread(jpeg, self.phone.screenshot(), first, int(second))
        return base64.b64encode(data).decode()

    def device_info(self) -> Json:
        phone = self.phone
        windows = phone.windows()
        per_dp = phone.density / 160
        return {
            "currentPackageName": windows[0].package if windows else None,
            "displayHeight": phone.height,
            "displayRotation": phone.rotation,
            "displaySizeDpX": round(phone.width / per_dp),
            "displaySizeDpY": round(phone.height / per_dp),
            "displayWidth": phone.width,
            "productName": phone.props.get("ro.product.name", ""),
            "screenOn": phone.screen_on,
            "sdkInt": int(phone.props.get("ro.build.version.sdk", "34")),
            "naturalOrientation": phone.rotation in (0, 2),
        }

    async def shell_command(self, command: str, ms: int) -> Json:
        out, err = bytearray(), bytearray()
        run = Shell(self.device).run(command, Streams(Pipe.of(), out.extend, err.extend))
        try:
            status = await asyncio.wait_for(run, max(0.001, ms / 1000))
        except (TimeoutError, asyncio.TimeoutError):
            status = -1
        return {"returnCode": status, "stdout": to_text(bytes(out)), "stderr": to_text(bytes(err))}

    async def wait_for_update(self, package: str | None, ms: int) -> bool:
        loop = asyncio.get_running_loop()
        end = loop.time() + min(ms, 60_000) / 1000
        self.phone.windows()
        before = self.phone.version
        while self.phone.version == before:
            if loop.time() >= end:
                return False
            await asyncio.sleep(0.02)
            self.phone.windows()
        return True

    # text
    def set_text(self, target: Target, text: str) -> bool:
        return self.phone.set_text(self.one(target).view, text)

    def clear_input(self) -> None:
        if self.phone.focus:
            self.phone.set_text(self.phone.focus, "")

    def set_clipboard(self, label: str | None, text: str) -> None:
        self.phone.clipboard = (label or "", text)

    def clipboard(self) -> str | None:
        return self.phone.clipboard[1] if self.phone.clipboard else None

    def paste(self) -> None:
        self.phone.press_key(_PASTE, CTRL_ON)

    def press_key(self, name: str) -> bool:
        code = KEYS.get(name.lower()) or key_code(name)
        return self.phone.press_key(code) if code else False

    # objects inside others
    def _scrolled_to(self, outer: Target, wanted: Target, may_scroll: bool) -> str:
        """Store what was found, scrolling the outer view when that is wanted."""
        if wanted.first() is None and may_scroll:
            self.gestures.scroll_until(outer, lambda: wanted.first() is not None)
        if wanted.first() is None:
            raise not_found(wanted.name)
        return self._stored(wanted)

    def child_by_text(self, outer: Selector, child: Selector, text: str, scroll: bool = False) -> str:
        target = self.objects.by_selector(outer)
        return self._scrolled_to(
            target, self.objects.holding(target, child, lambda place: shown_text(place.view) == text), scroll
        )

    def child_by_description(self, outer: Selector, child: Selector, text: str, scroll: bool = False) -> str:
        target = self.objects.by_selector(outer)
        return self._scrolled_to(
            target, self.objects.holding(target, child, lambda place: place.view.desc == text), scroll
        )

    def child_by_instance(self, outer: Selector, child: Selector, number: int) -> str:
        target = self.objects.by_selector(outer)
        return self._scrolled_to(
            target, self.objects.inside(target, child.last_instance(max(0, number))), False
        )

    # the device
    def open_notification(self) -> bool:
        self.phone.open_notifications()
        return True

    def open_quick_settings(self) -> bool:
        self.phone.open_quick_settings()
        return True

    def set_orientation(self, name: str) -> None:
        letters = {"n": 0, "l": 1, "u": 2, "r": 3}
        if name not in ORIENTATIONS and name not in letters:
            raise RpcError(f"java.lang.IllegalArgumentException: Invalid orientation: {name}")
        self.phone.set_rotation(ORIENTATIONS.index(name) if name in ORIENTATIONS else letters[name])

    def launch(self, name: str) -> bool:
        package = self.phone.packages.get(name)
        if package is None or not package.launcher:
            return False
        intent = Intent(action=MAIN, categories=(LAUNCHER,), component=Component(name, package.launcher))
        return self.phone.start_activity(intent).ok

    def configure(self, values: dict[str, Json]) -> Json:
        self._configuration.update({key: values[key] for key in self._configuration if key in values})
        return dict(self._configuration)


def _rectangle(bounds: Bounds) -> Json:
    left, top, right, bottom = bounds
    return {"left": left, "top": top, "right": right, "bottom": bottom}


def _info(place: Place) -> Json:
    view: View = place.view
    return {
        "bounds": _rectangle(view.bounds),
        "visibleBounds": _rectangle(view.bounds),
        "checkable": view.checkable,
        "checked": view.checked,
        "childCount": len(view.children),
        "className": view.cls,
        "clickable": view.clickable,
        "contentDescription": view.desc or None,
        "enabled": view.enabled,
        "focusable": view.focusable,
        "focused": view.focused,
        "longClickable": view.long_clickable,
        "packageName": view.package,
        "resourceName": view.rid or None,
        "scrollable": view.scrollable,
        "selected": view.selected,
        "text": shown_text(view),
    }

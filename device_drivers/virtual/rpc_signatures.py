"""The whole interface of uiautomator2's server (u2.jar 0.4.1): 72 names, their parameters by overload; pure.

`target` is what a method acts on: a Selector, or the name of a stored object. `sel` is a Selector only.
"""

from __future__ import annotations

from collections.abc import Mapping

SIGNATURES: dict[str, tuple[str, ...]] = {
    "childByDescription": ("sel sel str", "sel sel str bool"),
    "childByInstance": ("sel sel int",),
    "childByText": ("sel sel str", "sel sel str bool"),
    "clearInputText": ("",),
    "clearLastToast": ("",),
    "clearLastTraversedText": ("",),
    "clearTextField": ("target",),
    "click": ("int int", "int int int", "target", "target str"),
    "clickAndWaitForNewWindow": ("target int",),
    "count": ("sel",),
    "deviceInfo": ("",),
    "drag": ("int int int int int",),
    "dragTo": ("target int int int", "target sel int"),
    "dumpWindowHierarchy": ("bool", "bool int", "bool int bool"),
    "executeShellCommand": ("str int",),
    "exist": ("target",),
    "flingBackward": ("sel bool",),
    "flingForward": ("sel bool",),
    "flingToBeginning": ("sel bool int",),
    "flingToEnd": ("sel bool int",),
    "freezeRotation": ("bool",),
    "gesture": ("target point point point point int",),
    "getChild": ("obj sel",),
    "getClipboard": ("",),
    "getConfigurator": ("",),
    "getFromParent": ("obj sel",),
    "getLastToast": ("",),
    "getLastTraversedText": ("",),
    "getText": ("target",),
    "getUiObject": ("sel",),
    "getUiObjects": ("",),
    "getWatchers": ("",),
    "hasAnyWatcherTriggered": ("",),
    "hasWatcherTriggered": ("str",),
    "injectInputEvent": ("int float float int",),
    "isScreenOn": ("",),
    "launchApp": ("str",),
    "longClick": ("target", "target str"),
    "objInfo": ("target",),
    "objInfoOfAllInstances": ("sel",),
    "openNotification": ("",),
    "openQuickSettings": ("",),
    "pasteClipboard": ("",),
    "pinchIn": ("target int int",),
    "pinchOut": ("target int int",),
    "ping": ("",),
    "pressKey": ("str",),
    "pressKeyCode": ("int", "int int"),
    "registerClickUiObjectWatcher": ("str sels sel",),
    "registerPressKeyskWatcher": ("str sels strs",),
    "removeUiObject": ("str",),
    "removeWatcher": ("str",),
    "resetWatcherTriggers": ("",),
    "runWatchers": ("",),
    "scrollBackward": ("sel bool int",),
    "scrollForward": ("sel bool int",),
    "scrollTo": ("sel sel bool",),
    "scrollToBeginning": ("sel bool int int",),
    "scrollToEnd": ("sel bool int int",),
    "setClipboard": ("str? str",),
    "setConfigurator": ("map",),
    "setOrientation": ("str",),
    "setText": ("target str",),
    "sleep": ("",),
    "swipe": ("int int int int int", "target str float int", "target str int"),
    "swipePoints": ("ints int",),
    "takeScreenshot": ("float int", "str float int"),
    "waitForExists": ("target int",),
    "waitForIdle": ("int",),
    "waitForWindowUpdate": ("str? int",),
    "waitUntilGone": ("target int",),
    "wakeUp": ("",),
}


def fits(kind: str, value: object) -> bool:
    """Whether a JSON value can stand for a parameter of that kind."""
    if kind == "target":
        return isinstance(value, (Mapping, str))
    if kind in ("sel", "map", "point"):
        return isinstance(value, Mapping)
    if kind in ("str", "obj"):
        return isinstance(value, str)
    if kind == "str?":
        return value is None or isinstance(value, str)
    if kind == "bool":
        return isinstance(value, bool)
    if kind in ("int", "float"):
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return number and abs(value) < 2**53  # type: ignore[arg-type]
    inner = {"ints": "int", "strs": "str", "sels": "sel"}[kind]
    return isinstance(value, list) and len(value) < 1000 and all(fits(inner, one) for one in value)


def overload(method: str, params: list[object]) -> list[str] | None:
    """The kinds of the overload that the parameters fit; None when there is none."""
    for signature in SIGNATURES.get(method, ()):
        kinds = signature.split()
        if len(kinds) == len(params) and all(
            fits(kind, value) for kind, value in zip(kinds, params, strict=True)
        ):
            return kinds
    return None

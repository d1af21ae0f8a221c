"""dumpsys window, display, input, input_method, SurfaceFlinger."""

from __future__ import annotations

import zlib

from device_drivers.virtual.shell.call import Call
from device_drivers.virtual.shell.dumps import Dump
from device_drivers.virtual.window.view import Window


def token(text: str) -> str:
    """A stable handle like the identity hash codes in real dumps."""
    return f"{zlib.crc32(text.encode('utf-8', 'replace')) & 0xFFFFFFF:x}"


def _title(window: Window) -> str:
    """The window's name in dumps."""
    if window.kind in ("app", "dialog") and window.package != "android":
        return f"{window.package}/{window.activity}"
    names = {"status_bar": "StatusBar", "nav_bar": "NavigationBar0", "shade": "NotificationShade"}
    return {**names, "ime": "InputMethod"}.get(window.kind, window.title)


def _shown(window: Window) -> str:
    title = _title(window)
    return f"Window{{{token(title)} u0 {title}}}"


def _focus(call: Call) -> tuple[str, str]:
    """mCurrentFocus and mFocusedApp."""
    phone = call.phone
    if phone.locked or not phone.screen_on:
        current = f"Window{{{token('NotificationShade')} u0 NotificationShade}}"
    else:
        focused = next((window for window in phone.windows() if window.focused), None)
        current = _shown(focused) if focused else "null"
    record = phone.stack[-1] if phone.stack else None
    if record is None:
        return current, "null"
    short = (
        record.cls.removeprefix(record.package) if record.cls.startswith(record.package + ".") else record.cls
    )
    return current, f"ActivityRecord{{{record.ident:x} u0 {record.package}/{short} t{record.task}}}"


def window(call: Call) -> None:
    part = next((arg for arg in call.args if not arg.startswith("-")), "")
    phone = call.phone
    current, app = _focus(call)
    if part in ("", "policy", "p"):
        _policy(call)
    if part in ("", "windows", "w", "a", "all"):
        call.say("WINDOW MANAGER WINDOWS (dumpsys window windows)")
        for number, one in enumerate(phone.windows()):
            left, top, right, bottom = one.root.bounds
            call.say(
                f"  Window #{number} {_shown(one)}:\n    mDisplayId=0 rootTaskId=1 "
                f"mSession=Session{{1a2b3c4 900:u0a}}\n"
                f"    mOwnerUid=10{100 + number} showForAllUsers=false package={one.package} appop=NONE\n"
                f"    mAttrs={{(0,0)(fillxfill) sim={{adjust=resize}} ty={_kind(one)}"
                f"{' fl=SECURE' if one.secure else ''}}}\n"
                f"    Frames: parent=[{left},{top}][{right},{bottom}] "
                f"frame=[{left},{top}][{right},{bottom}]\n"
                f"    isOnScreen=true\n    isVisible=true"
            )
    if part in ("", "displays", "d"):
        call.say(
            "WINDOW MANAGER DISPLAY CONTENTS (dumpsys window displays)\n  Display: mDisplayId=0 rootTasks=3\n"
            f"    init={phone.width}x{phone.height} {phone.density}dpi cur={phone.width}x{phone.height} "
            f"app={phone.width}x{phone.height}\n    mCurrentRotation=ROTATION_{phone.rotation * 90}"
        )
    if part in ("", "windows", "w", "displays", "d", "a", "all", "visible"):
        call.say(f"  mCurrentFocus={current}\n  mFocusedApp={app}")
    if part in ("windows", "w", "a", "all", ""):
        shown = phone.keyboard_shown
        call.say(
            "  "
            f"mInputMethodWindow={'Window{' + token('InputMethod') + ' u0 InputMethod}' if shown else 'null'}"
        )
        call.say(f"  mCurrentRotation=ROTATION_{phone.rotation * 90}")


def _policy(call: Call) -> None:
    phone = call.phone
    keyguard = phone.keyguard
    showing = "true" if keyguard.showing else "false"
    occluded = "true" if keyguard.showing and not phone.locked else "false"
    secure = "true" if keyguard.secure else "false"
    call.say(
        "WINDOW MANAGER POLICY STATE (dumpsys window policy)\n"
        f"    mAwake={'true' if phone.screen_on else 'false'}\n"
        f"    mScreenOnEarly={'true' if phone.screen_on else 'false'} "
        f"mScreenOnFully={'true' if phone.screen_on else 'false'}\n"
        f"    KeyguardServiceDelegate\n      showing={showing}\n      inputRestricted={showing}\n"
        f"      occluded={occluded}\n      secure={secure}\n      dreaming=false\n      systemIsReady=true\n"
        f"    mShowingLockscreen={showing} mShowingDream=false mDreamingLockscreen={showing}\n"
        f"    isStatusBarKeyguard={showing}\n    isKeyguardShowing={showing}"
    )


def _kind(one: Window) -> str:
    return {
        "status_bar": "STATUS_BAR",
        "nav_bar": "NAVIGATION_BAR",
        "shade": "NOTIFICATION_SHADE",
        "ime": "INPUT_METHOD",
        "dialog": "APPLICATION",
    }.get(one.kind, "BASE_APPLICATION")


def display(call: Call) -> None:
    phone = call.phone
    on = "ON" if phone.screen_on else "OFF"
    call.say(
        "DISPLAY MANAGER (dumpsys display)\n  mOnlyCore=false\n"
        "  mViewports=[DisplayViewport{type=INTERNAL, valid=true, "
        f"isActive=true, displayId=0, uniqueId='local:4619827259835644672', physicalPort=0, "
        f"orientation={phone.rotation}, logicalFrame=Rect(0, 0 - {phone.width}, {phone.height}), "
        f"physicalFrame=Rect(0, 0 - {phone.width}, {phone.height}), deviceWidth={phone.width}, "
        f"deviceHeight={phone.height}}}]\n"
        f"  mScreenState={on}\nDisplay Power Controller:\n  mScreenBrightness="
        f"{phone.settings.get('system', 'screen_brightness') or '128'}"
    )


def input_dump(call: Call) -> None:
    phone = call.phone
    call.say(
        "INPUT MANAGER (dumpsys input)\n\nInput Reader State:\n  Device 2: touchscreen\n"
        "    Viewport INTERNAL: displayId=0, uniqueId=local:4619827259835644672, port=0, "
        f"orientation={phone.rotation}, "
        f"logicalFrame=[0, 0, {phone.width}, {phone.height}], physicalFrame=[0, 0, {phone.width}, "
        f"{phone.height}], "
        f"deviceSize=[{phone.width}, {phone.height}], isActive=[1]\n"
        f"      SurfaceWidth: {phone.width}px\n      SurfaceHeight: {phone.height}px\n"
        f"      SurfaceOrientation: {phone.rotation}"
    )


def input_method(call: Call) -> None:
    phone = call.phone
    default = phone.settings.get("secure", "default_input_method") or phone.input_methods[0]
    shown = "true" if phone.keyboard_shown else "false"
    call.say("Current Input Method Manager state:\n  Input Methods: mMethodMapUpdateCount=1")
    for number, one in enumerate(phone.input_methods):
        call.say(f"  InputMethod #{number}:\n    mId={one} mSettingsActivityName=null")
    served = phone.focus
    call.say(
        f"  mCurMethodId={default}\n  mCurId={default} mHaveConnection=true mBoundToMethod=true\n"
        f"  mShowRequested={shown} mShowExplicitlyRequested=false mShowForced=false mInputShown={shown}\n"
        f"  mServedView={served.cls + '{' + token(served.rid) + '}' if served else 'null'}\n"
        f"  mInteractive={'true' if phone.screen_on else 'false'}"
    )


def surface_flinger(call: Call) -> None:
    if "--display-id" in call.args:
        call.say('Display 4619827259835644672 (HWC display 0): port=0 pnpId=QCM displayName=""')
        return
    phone = call.phone
    call.say(
        "Build configuration: [sf]\nDisplay 4619827259835644672\n"
        f"    layerStack=0 size={phone.width}x{phone.height}\n"
        "    refresh-rate: 60.000004 fps"
    )


DUMPS: dict[str, Dump] = {
    "window": window,
    "display": display,
    "input": input_dump,
    "input_method": input_method,
    "SurfaceFlinger": surface_flinger,
}

"""Display, keyboards and switches: wm, ime, svc, locksettings, logcat."""

from __future__ import annotations

import asyncio
import re

from device_drivers.virtual.services.keyguard import DISABLED, valid
from device_drivers.virtual.shell.call import Call, Program, ProgramExit, java_error

MENU = 82
_LEAST_DPI, _MOST_DPI = 72, 1200


def wm(call: Call) -> int:
    verb, *args = call.args or [""]
    phone = call.phone
    if verb == "size":
        return _size(call, args)
    if verb == "density":
        return _density(call, args)
    if verb == "dismiss-keyguard":
        phone.wake()
        phone.keyguard.dismiss()
    elif verb in ("user-rotation", "set-user-rotation"):
        return _rotation(call, args)
    elif verb == "fixed-to-user-rotation":
        return 0
    else:
        call.say(f"Unknown command: {verb}" if verb else "Window manager (window) commands:\n  help")
        return 255
    return 0


def _size(call: Call, args: list[str]) -> int:
    phone, (panel, _) = call.phone, call.phone.panel
    if not args:
        _tell(call, "size", *("{}x{}".format(*size) for size in (panel, phone.skin.size)))
        return 0
    found = re.fullmatch(r"(\d{1,5})x(\d{1,5})", args[0])
    if not found and args[0] != "reset":
        call.complain(f"Error: expected AxB format, got '{args[0]}'")
        return 255
    width, height = map(int, found.groups()) if found else panel
    low, high = min(panel) // 5, max(panel) * 2  # WindowManagerService takes no less and no more
    phone.force_display(size=(min(max(width, low), high), min(max(height, low), high)))
    return 0


def _density(call: Call, args: list[str]) -> int:
    phone, (_, panel) = call.phone, call.phone.panel
    if not args:
        _tell(call, "density", str(panel), str(phone.density))
        return 0
    if not re.fullmatch(r"\d{1,5}|reset", args[0]):
        call.complain(f"Error: bad number {args[0]}")
        return 255
    dpi = panel if args[0] == "reset" else int(args[0])
    if dpi < _LEAST_DPI:
        call.complain(f"Error: density must be >= {_LEAST_DPI}")
        return 255
    phone.force_display(dpi=min(dpi, _MOST_DPI))
    return 0


def _tell(call: Call, what: str, physical: str, forced: str) -> None:
    call.say(f"Physical {what}: {physical}")
    if forced != physical:
        call.say(f"Override {what}: {forced}")


def _rotation(call: Call, args: list[str]) -> int:
    if not args:
        call.say("lock " + str(call.phone.rotation) if call.phone.rotation_frozen else "free")
    elif args[0] == "free":
        call.phone.freeze_rotation(False)
    elif args[0] == "lock":
        if len(args) > 1 and args[1] in ("0", "1", "2", "3"):
            call.phone.set_rotation(int(args[1]))
        call.phone.freeze_rotation(True)
    else:
        call.complain(f"Error: lock mode needs to be either free or lock, got {args[0]}.")
        return 255
    return 0


def ime(call: Call) -> int:
    verb, *args = call.args or [""]
    names = [arg for arg in args if not arg.startswith("-")]
    known = call.phone.input_methods
    settings = call.phone.settings
    if verb == "list":
        for one in known:
            if "-s" in args:
                call.say(one)
            else:
                call.say(f"{one}:\n  mId={one} mSettingsActivityName=null mIsVrOnly=false")
        return 0
    if verb not in ("enable", "disable", "set", "reset"):
        call.complain(f"Unknown command: {verb}")
        return 255
    if verb == "reset":
        settings.put("secure", "default_input_method", known[0])
        call.say(f"Reset current and enabled IMEs for user #0\n  Selected IME: {known[0]}")
        return 0
    if not names or names[0] not in known:
        shown = names[0] if names else "null"
        words = "cannot be selected" if verb == "set" else f"cannot be {verb}d"
        call.complain(f"Unknown input method {shown} {words} for user #0")
        return 255
    _choose(call, verb, names[0])
    return 0


def _choose(call: Call, verb: str, ident: str) -> None:
    settings = call.phone.settings
    enabled = [one for one in (settings.get("secure", "enabled_input_methods") or "").split(":") if one]
    if verb == "set":
        settings.put("secure", "default_input_method", ident)
        call.say(f"Input method {ident} selected for user #0")
        return
    there = ident in enabled
    if verb == "enable" and not there:
        enabled.append(ident)
    elif verb == "disable" and there:
        enabled.remove(ident)
    settings.put("secure", "enabled_input_methods", ":".join(enabled))
    if verb == "disable" and settings.get("secure", "default_input_method") == ident:
        settings.put("secure", "default_input_method", call.phone.input_methods[0])
    state = "enabled" if verb == "enable" else "disabled"
    word = "already" if there == (verb == "enable") else "now"
    call.say(f"Input method {ident}: {word} {state} for user #0")


_SWITCHES = {
    "wifi": ("global", "wifi_on"),
    "data": ("global", "mobile_data"),
    "bluetooth": ("global", "bluetooth_on"),
    "nfc": ("global", "nfc_on"),
}


def svc(call: Call) -> int:
    name, *args = call.args or [""]
    if name in _SWITCHES and args[:1] in (["enable"], ["disable"]):
        call.phone.settings.put(*_SWITCHES[name], "1" if args[0] == "enable" else "0")
        return 0
    if name == "power" and args:
        if args[0] == "stayon" and len(args) > 1:
            value = {"true": "7", "false": "0", "usb": "2", "ac": "1", "wireless": "4"}.get(args[1], "0")
            call.phone.settings.put("global", "stay_on_while_plugged_in", value)
        elif args[0] in ("reboot", "shutdown"):
            call.device.reboot()
        return 0
    if name == "usb" and args:
        return 0
    call.complain(
        "Available commands:\n    help     Show information about the subcommands\n"
        "    power    Control the power manager\n    data     Control mobile data connectivity\n"
        "    wifi     Control the Wi-Fi manager\n    usb      Control Usb state\n"
        "    nfc      Control NFC functions\n    bluetooth Control Bluetooth service"
    )
    return 0 if name in ("", "help") else 1


def _credential(call: Call, old: str) -> bool:
    """Whether `--old` is the PIN that is set; says what is wrong."""
    keyguard = call.phone.keyguard
    if not keyguard.secure:
        if old:
            call.say("Old password provided but user has no password")
        return not old
    if keyguard.wait:
        call.say("Request throttled")
        return False
    if not keyguard.check(old):
        call.say(f"Old password '{old}' didn't match")
        return False
    return True


def locksettings(call: Call) -> int:
    """Source of the words: AOSP LockSettingsShellCommand."""
    call.value("--user")
    old = call.value("--old") or ""
    verb, *args = call.args or [""]
    keyguard, settings = call.phone.keyguard, call.phone.settings
    if verb == "get-disabled":
        call.say("false" if keyguard.enabled else "true")
        return 0
    if verb not in ("verify", "set-disabled", "clear", "set-pin", "set-pattern", "set-password"):
        call.say(f"Unknown command: {verb}" if verb else "lockSettings service commands:\n  help")
        return 255
    if not _credential(call, old):
        return 255
    if verb == "set-disabled" and args:
        settings.put(*DISABLED, "1" if args[0] == "true" else "0")
        call.say(f"Lock screen disabled set to {args[0]}")
    elif verb == "verify":
        call.say("Lock credential verified successfully")
    elif verb == "clear":
        keyguard.set_pin("")
        call.say("Lock credential cleared")
    elif verb == "set-pin" and args and valid(args[0]):
        keyguard.set_pin(args[0])
        call.say(f"Pin set to '{args[0]}'")
    else:
        what = "PIN must be between 4 and 16 digits" if verb == "set-pin" else f"{verb} is not supported"
        call.complain(java_error(verb, f"java.lang.IllegalArgumentException: {what}", ()))
        return 255
    return 0


_LEVELS = "VDIWEF"


async def logcat(call: Call) -> int:
    """Prints the log; without -d it stays and prints what comes."""
    for option in ("-b", "--buffer", "-v", "-G", "--pid"):
        call.value(option)
    most = call.value("-t") or call.value("-T") or ""
    dumps = call.switch("-d") or bool(most)
    if call.switch("-c", "--clear"):
        call.phone.log.clear()
        return 0
    if call.switch("-g"):
        call.say(
            "main: ring buffer is 256 KiB (112 KiB consumed), max entry is 5120 B, max payload is 4068 B"
        )
        return 0
    if unknown := [arg for arg in call.args if arg.startswith("-") and arg not in ("-s", "-D", "-C", "-L")]:
        raise ProgramExit(f"logcat: Unknown option '{unknown[0]}'", 1)
    wanted = _filters(call.args)
    silent = "-s" in call.args or wanted.get("*") == "S"
    shown = max(0, len(call.phone.log) - int(most)) if most.isdigit() else 0
    call.say("--------- beginning of main")
    while True:
        log = call.phone.log
        for when, level, tag, text in log[shown:]:
            least = wanted.get(tag, "S" if silent else wanted.get("*", "V"))
            if least in _LEVELS and _LEVELS.find(level) >= _LEVELS.index(least):
                for line in text.split("\n"):
                    call.say(
                        f"{when:%m-%d %H:%M:%S}.{when.microsecond // 1000:03}  1000  1000 {level} "
                        f"{tag:<8}: {line}"
                    )
        shown = len(log)
        if dumps:
            return 0
        await asyncio.sleep(0.1)
        if len(call.phone.log) < shown:
            shown = 0


def _filters(args: list[str]) -> dict[str, str]:
    """TAG:LEVEL arguments."""
    found = {}
    for arg in args:
        tag, mark, level = arg.partition(":")
        if not arg.startswith("-"):
            found[tag] = level.upper()[:1] if mark else "V"
    return found


def log(call: Call) -> int:
    tag = call.value("-t") or "log"
    level = call.value("-p") or "i"
    call.phone.log.append((call.phone.now(), level.upper()[:1], tag, " ".join(call.args)))
    return 0


PROGRAMS: dict[str, Program] = {
    "wm": wm,
    "ime": ime,
    "svc": svc,
    "locksettings": locksettings,
    "logcat": logcat,
    "log": log,
}

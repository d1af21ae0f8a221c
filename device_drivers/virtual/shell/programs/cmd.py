"""The `cmd` program: system services' own commands."""

from __future__ import annotations

from collections.abc import Callable

from device_drivers.virtual.services.device import STREAMS
from device_drivers.virtual.shell.call import Call, Program, finished, java_error
from device_drivers.virtual.shell.programs.am import am
from device_drivers.virtual.shell.programs.appops import appops
from device_drivers.virtual.shell.programs.content import content
from device_drivers.virtual.shell.programs.device import ime, locksettings, wm
from device_drivers.virtual.shell.programs.input import input_program
from device_drivers.virtual.shell.programs.notes import key_of, notes
from device_drivers.virtual.shell.programs.pm import pm
from device_drivers.virtual.shell.programs.role import role
from device_drivers.virtual.shell.programs.settings import settings
from device_drivers.virtual.shell.services import SERVICES

_ON = ("enabled", "enable", "on", "1", "true", "yes")
_OFF = ("disabled", "disable", "off", "0", "false", "no")


def _unknown(call: Call) -> int:
    call.say(f"Unknown command: {call.args[0]}" if call.args else "No command specified")
    return 255


def _switch(call: Call, word: str, namespace: str, key: str) -> int:
    if word not in _ON + _OFF:
        call.complain(
            f"Invalid args for set {key}: java.lang.IllegalArgumentException: Expected 'enabled' or "
            f"'disabled' as next arg but got '{word}'"
        )
        return 255
    call.phone.settings.put(namespace, key, "1" if word in _ON else "0")
    return 0


def _is_on(call: Call, namespace: str, key: str) -> bool:
    return (call.phone.settings.get(namespace, key) or "0") not in ("0", "")


def wifi(call: Call) -> int:
    verb, *args = call.args or [""]
    on = _is_on(call, "global", "wifi_on")
    network = call.phone.wifi_network
    if verb == "set-wifi-enabled":
        return _switch(call, args[0] if args else "", "global", "wifi_on")
    if verb == "status":
        call.say(f"Wifi is {'enabled' if on else 'disabled'}\nWifi scanning is always available")
        if on:
            call.say(f'==== Primary ClientModeManager instance ====\nWifi is connected to "{network}"')
        return 0
    if verb in ("list-networks", "list-scan-results") and not on:
        call.say("No networks" if verb == "list-networks" else "No scan results")
        return 0
    if verb == "list-networks":
        call.say(
            f"Network Id      SSID                         Security type\n0            {network:<32} wpa2-psk"
        )
        return 0
    return 0 if verb == "start-scan" else _unknown(call)


def bluetooth(call: Call) -> int:
    verb = call.args[0] if call.args else ""
    if verb in ("enable", "disable"):
        return _switch(call, verb, "global", "bluetooth_on")
    if verb.startswith("wait-for-state"):
        return 0
    return _unknown(call)


def connectivity(call: Call) -> int:
    verb, *args = call.args or [""]
    if verb != "airplane-mode":
        return _unknown(call)
    if not args:
        call.say("enabled" if _is_on(call, "global", "airplane_mode_on") else "disabled")
        return 0
    return _switch(call, args[0], "global", "airplane_mode_on")


def display(call: Call) -> int:
    verb, *args = call.args or [""]
    phone = call.phone
    if verb in ("get-displays", "get-display"):
        call.say(
            f'Displays:\nDisplay id 0: DisplayInfo{{"Built-in Screen", displayId 0, state '
            f"{'ON' if phone.screen_on else 'OFF'}, real {phone.width} x {phone.height}, rotation "
            f"{phone.rotation}, "
            f'density {phone.density}, uniqueId "local:4619827259835644672"}}'
        )
        return 0
    if verb == "set-brightness" and args:
        try:
            value = float(args[0])
        except ValueError:
            call.complain(f"Error: invalid brightness: {args[0]}")
            return 1
        phone.settings.put("system", "screen_brightness", str(round(min(1.0, max(0.0, value)) * 255)))
        return 0
    if verb == "get-brightness":
        call.say(str(int(phone.settings.get("system", "screen_brightness") or 128) / 255))
        return 0
    return _unknown(call)


def locale(call: Call) -> int:
    verb, *args = call.args or [""]
    names = [arg for arg in args if not arg.startswith("-")]
    if verb == "set-app-locales":
        return 0 if names and names[0] in call.phone.packages else _no_package(call, names)
    if verb == "get-app-locales":
        if not names or names[0] not in call.phone.packages:
            return _no_package(call, names)
        call.say(f"Locales for {names[0]} for user 0 are []")
        return 0
    return _unknown(call)


def _no_package(call: Call, names: list[str]) -> int:
    call.complain(f"Unknown package {names[0] if names else ''} for userId 0")
    return 255


def phone_service(call: Call) -> int:
    verb, *args = call.args or [""]
    if verb == "data" and args[:1] in (["enable"], ["disable"]):
        return _switch(call, args[0], "global", "mobile_data")
    return _unknown(call)


def location(call: Call) -> int:
    verb, *args = call.args or [""]
    if verb == "set-location-enabled":
        word = args[0] if args else ""
        if word not in ("true", "false"):
            call.complain(f"Error: invalid enabled flag {word}")
            return 255
        call.phone.settings.put("secure", "location_mode", "3" if word == "true" else "0")
        return 0
    if verb == "is-location-enabled":
        call.say("true" if _is_on(call, "secure", "location_mode") else "false")
        return 0
    return _unknown(call)


def statusbar(call: Call) -> int:
    verb = call.args[0] if call.args else ""
    acts: dict[str, Callable[[], None]] = {
        "expand-notifications": call.phone.open_notifications,
        "expand-settings": call.phone.open_quick_settings,
        "collapse": call.phone.close_shade,
    }
    if verb not in acts:
        return _unknown(call)
    acts[verb]()
    return 0


def notification(call: Call) -> int:
    verb, *args = call.args or [""]
    if verb == "list":
        for one in call.phone.notifications:
            call.say(key_of(call, one))
        return 0
    if verb in ("snooze", "unsnooze", "post"):
        return notes(call)
    if verb == "set_dnd" and args:
        values = {"none": "2", "priority": "1", "alarms": "3", "all": "0", "on": "1", "off": "0"}
        if args[0] not in values:
            return _unknown(call)
        call.phone.settings.put("global", "zen_mode", values[args[0]])
        return 0
    return _unknown(call)


def uimode(call: Call) -> int:
    verb, *args = call.args or [""]
    if verb != "night":
        return _unknown(call)
    names = {"0": "auto", "1": "no", "2": "yes"}
    if args:
        chosen = {"yes": "2", "no": "1", "auto": "0"}.get(args[0])
        if chosen is None:
            call.complain("Night mode: invalid argument")
            return 255
        call.phone.settings.put("secure", "ui_night_mode", chosen)
    call.say(f"Night mode: {names.get(call.phone.settings.get('secure', 'ui_night_mode') or '1', 'no')}")
    return 0


def power(call: Call) -> int:
    verb, *args = call.args or [""]
    if verb == "set-mode" and args:
        call.phone.settings.put("global", "low_power", "1" if args[0] == "1" else "0")
        return 0
    return _unknown(call)


_MEDIA_KEYS = {
    "play": 126, "pause": 127, "play-pause": 85, "headsethook": 79, "stop": 86, "next": 87, "previous": 88,
}  # fmt: skip


def media_session(call: Call) -> int:
    """cmd media_session dispatch KEY, and volume."""
    if call.args[:1] != ["dispatch"]:
        return audio(call)
    word = call.args[1] if len(call.args) > 1 else ""
    if word not in _MEDIA_KEYS:
        call.complain(f"Error: unknown dispatch code '{word}'")
        return 255
    call.phone.press_key(_MEDIA_KEYS[word])
    return 0


def audio(call: Call) -> int:
    """cmd media_session volume --stream N --get|--set V|--adj raise|lower."""
    if call.args[:1] != ["volume"]:
        return _unknown(call)
    names = {"0": "call", "1": "system", "2": "ring", "3": "music", "4": "alarm", "5": "notification"}
    call.switch("--show")
    stream = names.get(call.value("--stream") or "3", "")
    wanted = call.value("--set")
    step = {"raise": 1, "lower": -1}.get(call.value("--adj") or "", 0)
    if stream not in call.phone.volumes:
        call.complain("Error: invalid stream")
        return 255
    level = call.phone.volumes[stream]
    if wanted is not None or step:
        if wanted is not None and not (wanted.isdigit() and len(wanted) < 4):
            call.complain(
                java_error(
                    "volume",
                    f'java.lang.NumberFormatException: For input string: "{wanted}"',
                    ("com.android.server.media.VolumeCtrl.run(VolumeCtrl.java:91)",),
                )
            )
            return 255
        level = int(wanted) if wanted is not None else level + step
        call.phone.set_volume(stream, level)
    call.say(
        f"[V] will control stream={list(names.values()).index(stream)} (STREAM_{stream.upper()})\n"
        f"[V] will get volume\n[V] volume is {call.phone.volumes[stream]} in range [0..{STREAMS[stream]}]"
    )
    return 0


_RINGERS = ("SILENT", "VIBRATE", "NORMAL")  # as AudioManager numbers them


def ringer(call: Call) -> int:
    """cmd audio set-ringer-mode; the words are AudioManagerShellCommand's."""
    verb, *args = call.args or [""]
    if verb != "set-ringer-mode":
        return _unknown(call)
    word = args[0] if args else ""
    if word not in _RINGERS:
        wrong = "invalid value of ringerMode, should be one of NORMAL|SILENT|VIBRATE"
        call.complain(f"Error: {wrong}" if args else "Error: no ringer mode specified")
        return 1
    call.phone.settings.put("global", "mode_ringer", str(_RINGERS.index(word)))
    return 0


def quiet(call: Call) -> int:
    """A service whose commands change nothing that can be seen here."""
    return 0


_SERVICES: dict[str, Program] = {
    "audio": ringer,
    "package": pm,
    "activity": am,
    "content": content,
    "settings": settings,
    "input": input_program,
    "input_method": ime,
    "window": wm,
    "lock_settings": locksettings,
    "wifi": wifi,
    "bluetooth_manager": bluetooth,
    "connectivity": connectivity,
    "display": display,
    "locale": locale,
    "phone": phone_service,
    "location": location,
    "statusbar": statusbar,
    "notification": notification,
    "uimode": uimode,
    "power": power,
    "media_session": media_session,
    "role": role,
    "overlay": quiet,
    "appops": appops,
    "deviceidle": quiet,
    "user": quiet,
}


async def cmd(call: Call) -> int:
    while call.args and call.args[0] in ("-w", "-W"):
        call.args.pop(0)
    if not call.args:
        call.say(
            "cmd: No service specified; use -l to list all running services. Use -w to start and wait "
            "for a service."
        )
        return 20
    if call.args[0] == "-l":
        call.say("Currently running services:")
        for name in sorted(SERVICES):
            call.say(f"  {name}")
        return 0
    name = call.args.pop(0)
    program = _SERVICES.get(name)
    if program is None and name in SERVICES:
        call.complain("cmd: Failure calling service " + name + ": Unknown error (UNKNOWN_TRANSACTION)")
        return 255
    if program is None:
        call.complain(f"cmd: Can't find service: {name}")
        return 20
    call.name = name
    return await finished(program(call))


PROGRAMS: dict[str, Program] = {"cmd": cmd}

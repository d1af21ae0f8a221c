"""Programs about what is on the screen: uiautomator dump, screencap, monkey, screenrecord."""

from __future__ import annotations

import asyncio
import random

from device_drivers.virtual.device import KILLED
from device_drivers.virtual.files import FileError
from device_drivers.virtual.hierarchy import shell_dump
from device_drivers.virtual.intents import LAUNCHER, MAIN, Component, Intent
from device_drivers.virtual.pictures import png
from device_drivers.virtual.shell.call import Call, Program, ProgramExit, to_bytes

DISPLAY_ID = "4619827259835644672"
_TERMINALS = ("/dev/tty", "/dev/stdout", "/proc/self/fd/1", "/dev/fd/1")
_REGISTERED = (
    "java.lang.IllegalStateException: UiAutomationService android.accessibilityservice."
    "IAccessibilityServiceClient$Stub$Proxy@1f2e3d4already registered!\n"
    "\tat android.os.Parcel.createExceptionOrNull(Parcel.java:3082)\n"
    "\tat android.app.UiAutomation.connectWithTimeout(UiAutomation.java:254)\n"
    "\tat com.android.uiautomator.core.UiAutomationShellWrapper.connect(UiAutomationShellWrapper.java:38)\n"
    "\tat com.android.commands.uiautomator.DumpCommand.run(DumpCommand.java:92)"
)


async def uiautomator(call: Call) -> int:
    """Errors go to stderr and the status is 0, as AOSP's DumpCommand has it."""
    verb, *args = call.args or [""]
    if verb == "runtest":
        raise ProgramExit("Error: jar path is missing", 1)
    if verb == "events":
        await call.stdin.all()
        return 0
    if verb != "dump":
        call.say(
            "Usage: uiautomator <subcommand> [options]\n\nAvailable subcommands:\n\n"
            "help: displays help message\n\n"
            "runtest: executes UI automation tests\n\ndump: creates an XML dump of current UI hierarchy\n\n"
            "events: prints out accessibility events until terminated"
        )
        return 0 if verb in ("help", "") else 1
    if call.device.automation:
        call.complain(_REGISTERED)
        return 1
    target = next((arg for arg in args if not arg.startswith("-")), "/sdcard/window_dump.xml")
    faults = call.phone.faults
    await asyncio.sleep(faults.tree_delay())
    if faults.strikes("never_idle"):
        await asyncio.sleep(call.device.idle_timeout)
        call.complain("ERROR: could not get idle state.")
        return 0
    if faults.strikes("dump_crash"):
        call.complain("Killed")
        return KILLED
    seen = call.device.view()
    if not seen.windows or faults.strikes("null_root"):
        call.complain("ERROR: null root node returned by UiTestAutomationBridge.")
        return 0
    data = to_bytes(shell_dump(seen, compressed="--compressed" in args))
    if target in _TERMINALS:
        call.out(data)
    else:
        try:
            call.files.write(call.path(target), data)
        except FileError as error:
            call.complain(f"ERROR: {call.path(target)}: open failed: {error}")
            return 0
    call.say(f"UI hierchary dumped to: {target}")
    return 0


async def screencap(call: Call) -> int:
    display = call.value("-d")
    as_png = call.switch("-p")
    if display and display not in (DISPLAY_ID, "0"):
        raise ProgramExit(
            f"Display Id '{display}' is not valid.\nA display ID can be found with dumpsys "
            "SurfaceFlinger --display-id",
            1,
        )
    names = [arg for arg in call.args if not arg.startswith("-")]
    picture = call.phone.screenshot()
    if as_png or (names and names[0].endswith(".png")):
        data = await asyncio.to_thread(png, picture)
    else:
        head = b"".join(value.to_bytes(4, "little") for value in (picture.width, picture.height, 1, 1))
        data = head + picture.convert("RGBA").tobytes()
    if names:
        call.files.write(call.path(names[0]), data)
    else:
        call.out(data)
    return 0


async def monkey(call: Call) -> int:
    """Opens an app; more than one event are taps at random places, the same ones for the same -s."""
    for arg in call.args:
        call.say(f"  bash arg: {arg}")
    packages = [value for value in iter(lambda: call.value("-p"), None)]
    category = call.value("-c") or LAUNCHER
    seed = call.value("-s") or "0"
    for option in ("--throttle", "--pct-syskeys", "--pct-touch"):
        call.value(option)
    count = next((arg for arg in call.args if arg.isdigit() and len(arg) < 7), "")
    if not count:
        call.say("** Error: Count not specified")
        return 1
    if packages and not any([_open(call, name, category) for name in packages]):
        call.say("** No activities found to run, monkey aborted.")
        return 252
    places = random.Random(seed)
    for _ in range(int(count) - 1):
        call.phone.tap(places.randrange(call.phone.width), places.randrange(call.phone.height))
        front = call.phone.windows()
        if packages and front and front[0].package not in packages:
            _open(call, packages[0], category)
        await asyncio.sleep(0)
    call.say(f"Events injected: {count}")
    call.say("## Network stats: elapsed time=27ms (0ms mobile, 0ms wifi, 27ms not connected)")
    return 0


def _open(call: Call, name: str, category: str) -> bool:
    package = call.phone.packages.get(name)
    if package is None or not package.launcher or not package.enabled:
        return False
    intent = Intent(MAIN, (category,), component=Component(name, package.launcher))
    return call.phone.start_activity(intent).ok


def screenrecord(call: Call) -> int:
    raise ProgramExit("ERROR: unable to configure video/avc codec at this resolution", 1)


PROGRAMS: dict[str, Program] = {
    "uiautomator": uiautomator,
    "screencap": screencap,
    "monkey": monkey,
    "screenrecord": screenrecord,
}

"""appops: what each app may do, beyond its permissions. Source of the words: AOSP AppOpsService.Shell."""

from __future__ import annotations

from device_drivers.virtual.services.permissions import op_of
from device_drivers.virtual.services.values import Package
from device_drivers.virtual.shell.call import Call, Program

_MODES = ("allow", "ignore", "deny", "default", "foreground")


def _mode(entry: Package, op: str) -> str:
    """The op's mode; empty where nothing is known of it."""
    set_mode = entry.ops.get(op)
    if set_mode is not None:
        return set_mode
    held = {op_of(name): granted for name, granted in entry.permissions.items()}
    return {True: "allow", False: "ignore"}[held[op]] if op in held else ""


def _get(call: Call, entry: Package, op: str) -> int:
    ops = [op] if op else sorted({*map(op_of, entry.permissions), *entry.ops})
    found = [(name, _mode(entry, name)) for name in ops]
    for name, mode in found:
        if mode:
            call.say(f"{name}: {mode}")
    if not any(mode for _, mode in found):
        call.say("No operations." + ("\nDefault mode: allow" if op else ""))
    return 0


def appops(call: Call) -> int:
    call.value("--user")
    call.switch("--uid")
    verb, *args = call.args or [""]
    if verb not in ("get", "set", "reset", "query-op"):
        call.say(f"Error: Unknown command: {verb}" if verb else "AppOps service (appops) commands:")
        return 255
    if verb == "query-op":
        op, mode = (*args, "", "")[:2]
        for name, entry in sorted(call.phone.packages.items()):
            if _mode(entry, op) == (mode or "allow"):
                call.say(name)
        return 0
    found = call.phone.packages.get(args[0]) if args else None
    if verb == "reset" and not args:
        for entry in call.phone.packages.values():
            entry.ops.clear()
        return 0
    if found is None:
        call.complain(
            f"Error: No UID for {args[0]} in user 0" if args else "Error: Package name not specified"
        )
        return 255
    if verb == "reset":
        found.ops.clear()
    elif verb == "get":
        return _get(call, found, args[1].removeprefix("android:").upper() if len(args) > 1 else "")
    elif len(args) < 3 or args[2] not in _MODES:
        call.complain(f"Error: Mode {args[2] if len(args) > 2 else 'not'} is not valid")
        return 255
    elif args[2] == "default":
        found.ops.pop(args[1].removeprefix("android:").upper(), None)
    else:
        found.ops[args[1].removeprefix("android:").upper()] = args[2]
    call.phone.changed()
    return 0


PROGRAMS: dict[str, Program] = {"appops": appops}

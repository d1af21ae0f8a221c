"""cmd role: who does what for the whole phone. Source of the words: AOSP RoleShellCommand."""

from __future__ import annotations

from device_drivers.virtual.services.defaults import NAMED
from device_drivers.virtual.shell.call import Call, Program

_USAGE = (
    "Role (role) commands:\n  help or -h\n    Print this help text.\n\n"
    "  get-role-holders [--user USER_ID] ROLE\n"
    "  add-role-holder [--user USER_ID] ROLE PACKAGE [FLAGS]\n"
    "  remove-role-holder [--user USER_ID] ROLE PACKAGE [FLAGS]\n"
    "  clear-role-holders [--user USER_ID] ROLE [FLAGS]"
)


def role(call: Call) -> int:
    call.value("--user")
    verb, *args = call.args or [""]
    if verb not in ("get-role-holders", "add-role-holder", "remove-role-holder", "clear-role-holders"):
        call.say(f"Unknown command: {verb}" if verb not in ("", "help", "-h") else _USAGE)
        return 255
    known = NAMED.get(args[0]) if args else None
    defaults = call.phone.defaults
    if verb == "get-role-holders":
        call.say(defaults.holder(known, call.phone.able(known)) if known else "")
        return 0
    package = args[1] if len(args) > 1 else ""
    able = call.phone.able(known) if known else []
    if known is None or (verb == "add-role-holder" and package not in able):
        call.complain(
            "Error: see logcat for details.\njava.util.concurrent.ExecutionException: "
            f"java.lang.RuntimeException: Failed: {verb} {' '.join(args)}".rstrip()
        )
        return 255
    if verb == "add-role-holder":
        defaults.holders[known.name] = package
    elif verb == "clear-role-holders" or defaults.holder(known, able) == package:
        defaults.drop(known)
    return 0


PROGRAMS: dict[str, Program] = {}

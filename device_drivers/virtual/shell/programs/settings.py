"""The settings program. Source of the words: AOSP SettingsService."""

from __future__ import annotations

from device_drivers.virtual.providers.settings import NAMESPACES
from device_drivers.virtual.shell.call import Call, Program, ProgramExit

_VERBS = {"get": 2, "put": 3, "delete": 2, "list": 1, "reset": 2}
USAGE = """Settings provider (settings) commands:
  help
      Print this help text.
  get [--user <USER_ID> | current] NAMESPACE KEY
      Retrieve the current value of KEY.
  put [--user <USER_ID> | current] NAMESPACE KEY VALUE [TAG] [default]
      Change the contents of KEY to VALUE.
  delete [--user <USER_ID> | current] NAMESPACE KEY
      Delete the entry for KEY.
  list [--user <USER_ID> | current] NAMESPACE
      Print all defined keys.
      NAMESPACE is one of {system, secure, global}, case-insensitive"""


def settings(call: Call) -> int:
    call.value("--user")
    call.switch("--lineage")
    if not call.args or call.args[0] in ("help", "-h"):
        call.say(USAGE)
        return 0 if call.args else 255
    verb, *args = call.args
    if verb not in _VERBS:
        raise ProgramExit(f"Invalid command: {verb}", 255)
    if not args:
        raise ProgramExit("Bad arguments", 255)
    namespace = args[0].lower()
    if namespace not in NAMESPACES:
        raise ProgramExit(f"Invalid namespace '{namespace}'", 255)
    wanted = _VERBS[verb]
    if verb == "put" and wanted < len(args) <= 5:
        args = args[:wanted]  # a tag and `default` may follow
    if len(args) != wanted:
        raise ProgramExit("Too many arguments" if len(args) > wanted else "Bad arguments", 255)
    return _act(call, verb, namespace, args[1:])


def _act(call: Call, verb: str, namespace: str, args: list[str]) -> int:
    values = call.phone.settings
    if verb == "get":
        value = values.get(namespace, args[0])
        call.say("null" if value is None else value)
    elif verb == "put":
        values.put(namespace, args[0], args[1])
    elif verb == "delete":
        call.say(f"Deleted {values.delete(namespace, args[0])} rows")
    elif verb == "list":
        for key, value in sorted(values.list(namespace).items()):
            call.say(f"{key}={value}")
    return 0


PROGRAMS: dict[str, Program] = {"settings": settings}

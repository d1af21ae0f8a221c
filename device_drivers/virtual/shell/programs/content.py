"""The content program: query, insert, update, delete, call, gettype, read. Source: AOSP Content.java."""

from __future__ import annotations

import re

from device_drivers.virtual.providers.resolver import ProviderError, Value
from device_drivers.virtual.shell.call import Call, Program

USAGE = """usage: adb shell content [subcommand] [options]

usage: adb shell content insert --uri <URI> [--user <USER_ID>] --bind <BINDING> [--bind <BINDING>...]
  <URI> a content provider URI.
  <BINDING> binds a typed value to a column and is formatted:
  <COLUMN_NAME>:<TYPE>:<COLUMN_VALUE> where:
  <TYPE> specifies data type such as:
  b - boolean, s - string, i - integer, l - long, f - float, d - double, n - null

usage: adb shell content update --uri <URI> [--user <USER_ID>] [--where <WHERE>]
usage: adb shell content delete --uri <URI> [--user <USER_ID>] --bind <BINDING> [--where <WHERE>]
usage: adb shell content query --uri <URI> [--user <USER_ID>] [--projection <PROJECTION>] [--where <WHERE>]
  [--sort <SORT_ORDER>]
usage: adb shell content call --uri <URI> --method <METHOD> [--arg <ARG>] [--extra <BINDING> ...]
usage: adb shell content read --uri <URI> [--user <USER_ID>]
usage: adb shell content gettype --uri <URI> [--user <USER_ID>]
"""
_VALUED = ("--uri", "--user", "--where", "--sort", "--projection", "--method", "--arg", "--bind", "--extra")
_VERBS = ("query", "insert", "update", "delete", "call", "gettype", "read", "write")


class _Usage(Exception):
    """The arguments are wrong."""


def _options(args: list[str]) -> tuple[dict[str, str], dict[str, Value]]:
    """Options by name, and the bindings."""
    found: dict[str, str] = {}
    bound: dict[str, Value] = {}
    at = 0
    while at < len(args):
        option = args[at]
        if option not in _VALUED:
            raise _Usage(f"Unsupported argument: {option}")
        if at + 1 >= len(args) or args[at + 1].startswith("--"):
            raise _Usage(f"No value for: {option}")
        value = args[at + 1]
        if option in ("--bind", "--extra"):
            name, typed = _binding(value)
            bound[name] = typed
        else:
            found[option] = value
        at += 2
    if not found.get("--uri"):
        raise _Usage("Content provider URI not specified. Did you specify --uri argument?")
    return found, bound


def _binding(text: str) -> tuple[str, Value]:
    name, mark, rest = text.partition(":")
    if not mark or not name:
        raise _Usage(f"Binding not well formed: {text}")
    kind, mark, value = rest.partition(":")
    if not mark:
        raise _Usage(f"Binding not well formed: {text}")
    kind = kind.lower()
    if kind == "s":
        return name, value
    if kind == "n":
        return name, None
    if kind == "b":
        return name, int(value.lower() == "true")
    if kind not in ("i", "l", "f", "d"):
        raise _Usage(f"Unsupported type: {kind}")
    try:
        return name, int(value) if kind in "il" else float(value)
    except ValueError as error:
        raise _Usage(f'For input string: "{value}"') from error


def content(call: Call) -> int:
    if not call.args:
        call.say(USAGE + "[ERROR] No command specified")
        return 0
    verb, *args = call.args
    try:
        if verb not in _VERBS:
            raise _Usage(f"Unsupported operation: {verb}")
        options, bound = _options(args)
        if verb in ("insert", "update") and not bound:
            raise _Usage("Bindings not specified. Did you specify --bind argument(s)?")
    except _Usage as error:
        call.say(f"{USAGE}[ERROR] {error}")
        return 0
    authority = re.match(r"content://([^/?#]+)", options["--uri"])
    try:
        if authority is None:
            raise ProviderError("Could not find provider: null", "java.lang.IllegalStateException")
        _act(call, verb, options, bound)
    except ProviderError as error:
        name = authority[1] if authority else "null"
        call.complain(
            f"Error while accessing provider:{name}\n{error.java}: {error}\n"
            "\tat android.os.Parcel.createExceptionOrNull(Parcel.java:3069)\n"
            "\tat android.database.DatabaseUtils.readExceptionFromParcel(DatabaseUtils.java:190)\n"
            "\tat com.android.commands.content.Content.main(Content.java:735)"
        )
    return 0


def _act(call: Call, verb: str, options: dict[str, str], bound: dict[str, Value]) -> None:
    resolver = call.phone.content
    uri, where = options["--uri"], options.get("--where", "")
    if verb == "query":
        projection = options.get("--projection")
        _rows(
            call,
            *resolver.query(
                uri, projection.split(":") if projection else None, where, options.get("--sort", "")
            ),
        )
    elif verb == "insert":
        resolver.insert(uri, bound)
    elif verb == "update":
        resolver.update(uri, bound, where)
    elif verb == "delete":
        resolver.delete(uri, where)
    elif verb == "call":
        result = resolver.call(uri, options.get("--method", ""), options.get("--arg", ""), bound)
        call.say(
            "Result: Bundle[{" + ", ".join(f"{key}={_shown(value)}" for key, value in result.items()) + "}]"
        )
    elif verb == "gettype":
        call.say("Result: vnd.android.cursor." + ("item" if re.search(r"/\d+$", uri) else "dir"))
    else:
        raise ProviderError(f"No files supported by provider at {uri}", "java.io.FileNotFoundException")


def _rows(call: Call, columns: list[str], rows: list[tuple[Value, ...]]) -> None:
    if not rows:
        call.say("No result found.")
    for number, row in enumerate(rows):
        pairs = ", ".join(f"{column}={_shown(value)}" for column, value in zip(columns, row, strict=True))
        call.say(f"Row: {number} {pairs}")


def _shown(value: Value) -> str:
    """Values are not escaped, as on Android."""
    if value is None:
        return "NULL"
    if isinstance(value, bytes):
        return "BLOB"
    return str(value)


PROGRAMS: dict[str, Program] = {"content": content}

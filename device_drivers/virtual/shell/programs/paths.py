"""Questions about paths and values: test, which, pwd, basename, dirname, readlink, realpath."""

from __future__ import annotations

from device_drivers.virtual.files import File, FileError, Folder, Link, split
from device_drivers.virtual.shell.call import Call, Program, ProgramExit


def test(call: Call) -> int:
    args = list(call.args)
    if call.name == "[":
        if not args or args[-1] != "]":
            raise ProgramExit("/system/bin/sh: [: missing ]", 2)
        args.pop()
    negate = False
    while len(args) > 1 and args[0] == "!":
        negate = not negate
        args = args[1:]
    return int(_holds(call, args) == negate)


def _holds(call: Call, args: list[str]) -> bool:
    if len(args) == 1:
        return bool(args[0])
    if len(args) == 2 and args[0] in ("-n", "-z"):
        return bool(args[1]) == (args[0] == "-n")
    if len(args) == 2 and args[0] in ("-e", "-f", "-d", "-r", "-w", "-x", "-s", "-L", "-h"):
        return _file_holds(call, args[0], args[1])
    if len(args) == 3 and args[1] in ("=", "==", "!="):
        return (args[0] == args[2]) == (args[1] != "!=")
    if len(args) == 3 and args[1] in ("-eq", "-ne", "-lt", "-le", "-gt", "-ge"):
        try:
            left, right = int(args[0]), int(args[2])
        except ValueError as error:
            raise ProgramExit(f"/system/bin/sh: {args[0]}: bad number", 2) from error
        order = {
            "-eq": left == right,
            "-ne": left != right,
            "-lt": left < right,
            "-le": left <= right,
            "-gt": left > right,
            "-ge": left >= right,
        }
        return order[args[1]]
    if args:
        raise ProgramExit(f"/system/bin/sh: {call.name}: {args[1]}: unexpected operator/operand", 2)
    return False


def _file_holds(call: Call, check: str, name: str) -> bool:
    try:
        node = call.files.find(call.path(name), follow=check not in ("-L", "-h"))
    except FileError:
        return False
    if check == "-d":
        return isinstance(node, Folder)
    if check == "-f":
        return isinstance(node, File)
    if check in ("-L", "-h"):
        return isinstance(node, Link)
    return node.size > 0 if check == "-s" else True


def which(call: Call) -> int:
    call.flags("a")
    status = 0
    for name in call.args:
        if name in call.device.programs:
            call.say(f"/system/bin/{name}")
        else:
            status = 1
    return status


def pwd(call: Call) -> int:
    call.say(call.shell.cwd)
    return 0


def basename(call: Call) -> int:
    if not call.args:
        raise ProgramExit(f'{call.name}: Needs 1 argument (see "{call.name} --help")')
    head, name = split(call.args[0])
    call.say(name or "/" if call.name == "basename" else head)
    return 0


def readlink(call: Call) -> int:
    options = call.flags("fen")
    for name in call.args:
        node = call.files.find(call.path(name), follow=False)
        if isinstance(node, Link):
            call.say(node.target)
        elif "f" in options or "e" in options or call.name == "realpath":
            call.say(call.path(name))
        else:
            return 1
    return 0


PROGRAMS: dict[str, Program] = {
    "test": test, "[": test, "which": which, "pwd": pwd, "basename": basename, "dirname": basename,
    "readlink": readlink, "realpath": readlink,
}  # fmt: skip

"""Files and folders: ls, rm, mkdir, touch, cp, mv, ln, stat, chmod, find, du, df."""

from __future__ import annotations

import fnmatch
import re
import stat
from datetime import datetime

from device_drivers.virtual.files import OWNERS, File, FileError, Folder, Link, Node, join, split
from device_drivers.virtual.providers.storage import CAPACITY, SYSTEM_SIZE
from device_drivers.virtual.shell.call import Call, Program, ProgramExit


def _when(call: Call, seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, call.phone.now().tzinfo)


def _owner(number: int) -> str:
    return OWNERS.get(number, str(number))


def _line(call: Call, name: str, node: Node, options: str) -> str:
    """One entry as ls prints it."""
    shown = name
    if "l" in options and isinstance(node, Link):
        shown += f" -> {node.target}"
    elif set(options) & set("pF") and isinstance(node, Folder):
        shown += "/"
    if "i" in options:
        shown = f"{node.ino} {shown}"
    if "l" not in options:
        return shown
    when = f"{_when(call, node.mtime):%Y-%m-%d %H:%M}"
    return f"{stat.filemode(node.mode)} 1 {_owner(node.uid)} {_owner(node.gid)} {node.size} {when} {shown}"


def ls(call: Call) -> int:
    options = call.flags("alA1dRihrtSpFnZs")
    status = 0
    folders: list[tuple[str, dict[str, Node]]] = []
    for name in call.args or ["."]:
        path = call.path("" if name == "." else name) or "/"
        try:
            node = call.files.find(path, follow="l" not in options or name.endswith("/"))
            if isinstance(node, Folder) and "d" not in options:
                below = call.files.walk(path) if "R" in options else [(path, node)]
                folders += [
                    (name if place == path else place, call.files.entries(place))
                    for place, each in below
                    if isinstance(each, Folder)
                ]
            else:
                call.say(_line(call, name, node, options))
        except FileError as error:
            call.complain(f"ls: {name}: {error}")
            status = 1
    for number, (name, entries) in enumerate(folders):
        if len(folders) > 1:
            call.say(("" if number == 0 else "\n") + f"{name}:")
        _list_folder(call, entries, options)
    return status


def _list_folder(call: Call, entries: dict[str, Node], options: str) -> None:
    names = [name for name in entries if not name.startswith(".") or set(options) & set("aA")]
    if "t" in options:
        names.sort(key=lambda name: -entries[name].mtime)
    elif "S" in options:
        names.sort(key=lambda name: -entries[name].size)
    if "l" in options:
        call.say(f"total {sum(-(-entries[name].size // 1024) for name in names)}")
    for name in reversed(names) if "r" in options else names:
        call.say(_line(call, name, entries[name], options))


def _each(call: Call, done: str = "") -> int:
    """Do the program's act on every path argument; complaints as toybox prints them."""
    status = 0
    for name in call.args:
        try:
            _ACTS[call.name](call, call.path(name), done)
        except FileError as error:
            call.complain(f"{call.name}: {name}: {error}")
            status = 1
    return status


def rm(call: Call) -> int:
    options = call.flags("rRfivd")
    if not call.args and "f" not in options:
        raise ProgramExit('rm: Needs 1 argument (see "rm --help")')
    if "f" in options:
        call.args = [name for name in call.args if _there(call, name)]
    return _each(call, options)


def _there(call: Call, name: str) -> bool:
    try:
        call.files.find(call.path(name), follow=False)
    except FileError as error:
        return error.errno != 2
    return True


def mkdir(call: Call) -> int:
    mode = call.value("-m")
    options = call.flags("pvm")
    if mode is not None and not _octal(mode):
        raise ProgramExit(f"mkdir: bad mode '{mode}'")
    return _each(call, options)


def touch(call: Call) -> int:
    for option in ("-t", "-d", "-r"):
        call.value(option)
    options = call.flags("acmh")
    if "c" in options:
        call.args = [name for name in call.args if _there(call, name)]
    return _each(call)


def rmdir(call: Call) -> int:
    call.flags("p")
    return _each(call)


_ACTS = {
    "rm": lambda call, path, options: call.files.remove(path, recursive=bool(set(options) & set("rR"))),
    "mkdir": lambda call, path, options: call.files.mkdir(path, parents="p" in options),
    "touch": lambda call, path, options: call.files.touch(path),
    "rmdir": lambda call, path, options: call.files.rmdir(path),
}


def _targets(call: Call) -> list[tuple[str, str]]:
    """Pairs of source and target for cp and mv."""
    if len(call.args) < 2:
        raise ProgramExit(
            f"{call.name}: Needs {2 - len(call.args)} argument"
            f'{"s" if not call.args else ""} (see "{call.name} --help")'
        )
    *sources, last = call.args
    target = call.path(last)
    is_folder = call.files.exists(target) and isinstance(call.files.find(target), Folder)
    if len(sources) > 1 and not is_folder:
        raise ProgramExit(f"{call.name}: '{last}' not a directory")
    return [
        (call.path(name), join(target, split(call.path(name))[1]) if is_folder else target)
        for name in sources
    ]


def cp(call: Call) -> int:
    options = call.flags("rRafpvLPHdnis")
    status = 0
    for source, target in _targets(call):
        try:
            node = call.files.find(source)
            if isinstance(node, Folder) and not set(options) & set("rRa"):
                call.complain(f"cp: Skipped dir '{source}': Is a directory")
                status = 1
                continue
            for path, each in list(call.files.walk(source)):
                place = target + path[len(source) :]
                if isinstance(each, Folder):
                    call.files.mkdir(place, parents=True)
                else:
                    call.files.write(place, call.files.read(path), mode=each.mode)
        except FileError as error:
            call.complain(f"cp: bad '{source}': {error}")
            status = 1
    return status


def mv(call: Call) -> int:
    call.flags("finv")
    status = 0
    for source, target in _targets(call):
        try:
            call.files.move(source, target)
        except FileError as error:
            call.complain(f"mv: bad '{source}': {error}")
            status = 1
    return status


def ln(call: Call) -> int:
    options = call.flags("sfnv")
    if "s" not in options or len(call.args) != 2:
        raise ProgramExit("ln: cannot create hard link: Operation not permitted")
    call.files.symlink(call.args[0], call.path(call.args[1]))
    return 0


def _octal(text: str) -> bool:
    return text.isdigit() and all(char in "01234567" for char in text) and len(text) <= 4


def chmod(call: Call) -> int:
    call.flags("Rfv")
    if len(call.args) < 2:
        raise ProgramExit('chmod: Needs 2 arguments (see "chmod --help")')
    mode, *names = call.args
    status = 0
    for name in names:
        try:
            old = call.files.find(call.path(name)).mode
            bits = int(mode, 8) if _octal(mode) else old | 0o111 if mode in ("+x", "a+x", "u+x") else old
            call.files.chmod(call.path(name), bits)
        except FileError as error:
            call.complain(f"chmod: chmod '{name}' to {mode}: {error}")
            status = 1
    return status


def stat_program(call: Call) -> int:
    form = call.value("-c")
    call.flags("Lt")
    status = 0
    for name in call.args:
        try:
            node = call.files.find(call.path(name), follow=False)
        except FileError as error:
            call.complain(f"stat: '{name}': {error}")
            status = 1
            continue
        facts = _facts(call, name, node)
        call.say(_filled(form or _LONG_FORM, facts))
    return status


_LONG_FORM = (
    "  File: %n\n  Size: %s\t Blocks: %b\t IO Blocks: 512\t%F\n"
    "Device: fd00h/64768d\t Inode: %i\t Links: 1\n"
    "Access: (0%a/%A)\tUid: (%u/%U)\tGid: (%g/%G)\nAccess: %y\nModify: %y\nChange: %y"
)


def _facts(call: Call, name: str, node: Node) -> dict[str, str]:
    """By stat's letters."""
    return {
        "s": str(node.size), "b": str(-(-node.size // 512)), "n": name, "i": str(node.ino), "F": _kind(node),
        "a": f"{node.mode & 0o7777:o}", "A": stat.filemode(node.mode), "u": str(node.uid), "g": str(node.gid),
        "U": _owner(node.uid), "G": _owner(node.gid), "Y": str(int(node.mtime)),
        "y": f"{_when(call, node.mtime):%Y-%m-%d %H:%M:%S.000000000 %z}",
    }  # fmt: skip


def _filled(form: str, facts: dict[str, str]) -> str:
    return re.sub("%([a-zA-Z])", lambda found: facts.get(found[1], "?"), form)


def _kind(node: Node) -> str:
    if isinstance(node, Folder):
        return "directory"
    return "symbolic link" if isinstance(node, Link) else "regular file"


def find(call: Call) -> int:
    name, kind = call.value("-name") or call.value("-iname"), call.value("-type")
    call.value("-maxdepth")
    status = 0
    for start in call.args or ["."]:
        if start.startswith("-"):
            raise ProgramExit(f"find: bad arg '{start}'")
        try:
            for path, node in call.files.walk(call.path("" if start == "." else start)):
                right = kind is None or kind == {Folder: "d", File: "f", Link: "l"}[type(node)]
                if right and (name is None or fnmatch.fnmatchcase(split(path)[1], name)):
                    call.say(path)
        except FileError as error:
            call.complain(f"find: {start}: {error}")
            status = 1
    return status


def du(call: Call) -> int:
    call.flags("shkm")
    for name in call.args or ["."]:
        try:
            below = list(call.files.walk(call.path("" if name == "." else name)))
        except FileError as error:
            raise ProgramExit(f"du: {name}: {error}") from error
        call.say(f"{sum(-(-node.size // 1024) for _, node in below)}\t{name}")
    return 0


def df(call: Call) -> int:
    call.say("Filesystem       1K-blocks    Used Available Use% Mounted on")
    call.say("/dev/block/dm-5    6082144 6063732     18412 100% /")
    total, used = CAPACITY // 1024, (SYSTEM_SIZE + call.phone.storage.size()) // 1024
    percent = -(-100 * used // total)
    for device, place in (("/dev/block/dm-32", "/data"), ("/dev/fuse", "/storage/emulated")):
        call.say(f"{device:<16} {total} {used:7} {total - used:9} {percent:3}% {place}")
    return 0


PROGRAMS: dict[str, Program] = {
    "ls": ls, "rm": rm, "mkdir": mkdir, "rmdir": rmdir, "touch": touch, "cp": cp, "mv": mv, "ln": ln,
    "chmod": chmod, "stat": stat_program, "find": find, "du": du, "df": df,
}  # fmt: skip

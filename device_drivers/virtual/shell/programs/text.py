"""Filters: echo, printf, cat, grep, head, tail, wc, sort, uniq, cut, tr, sed s///."""

from __future__ import annotations

import re
import sys
from collections.abc import AsyncIterator

from device_drivers.virtual.files import FileError
from device_drivers.virtual.patterns import compiled
from device_drivers.virtual.pipe import Pipe
from device_drivers.virtual.shell.call import Call, Program, ProgramExit, to_bytes, to_text

_ESCAPES = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "\\": "\\",
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "v": "\v",
    "0": "\0",
}


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[0]), text)


def echo(call: Call) -> int:
    newline, escapes = True, True  # the shell's own echo, not toybox's
    args = call.args
    while args and re.fullmatch(r"-[neE]+", args[0]):
        newline = newline and "n" not in args[0]
        escapes = "E" not in args[0]
        args = args[1:]
    text = " ".join(args)
    call.out(to_bytes((_unescape(text) if escapes else text) + ("\n" if newline else "")))
    return 0


def printf(call: Call) -> int:
    if not call.args:
        raise ProgramExit('printf: Needs 1 argument (see "printf --help")')
    form, *args = call.args
    form = _unescape(form)

    def fill(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%"
        value = args.pop(0) if args else ""
        if found[2] in "di":
            return (found[1] + "d") % (int(value) if re.fullmatch(r"[+-]?\d+", value) else 0)
        return (found[1] + "s") % value

    while True:
        before = len(args)
        call.out(to_bytes(re.sub(r"%%|(%-?\d{0,3})([sdi])", fill, form)))
        if not args or len(args) == before:
            return 0


async def inputs(call: Call, names: list[str]) -> tuple[list[tuple[str, bytes]], int]:
    """The named files' contents, or stdin for none or `-`; and 1 when one could not be read."""
    found: list[tuple[str, bytes]] = []
    status = 0
    for name in names or ["-"]:
        if name == "-":
            found.append(("-", await call.stdin.all()))
            continue
        try:
            found.append((name, call.files.read(call.path(name))))
        except FileError as error:
            call.complain(f"{call.name}: {name}: {error}")
            status = 1
    return found, status


async def cat(call: Call) -> int:
    call.flags("uetvn")
    if not call.args or call.args == ["-"]:
        while part := await call.stdin.some():
            call.out(part)
        return 0
    found, status = await inputs(call, call.args)
    for _, data in found:
        call.out(data)
    return status


async def grep(call: Call) -> int:
    patterns = [value for value in iter(lambda: call.value("-e"), None)]
    most = call.value("-m")
    options = call.flags("EFGivncqoHhlswxr")
    if not patterns:
        if not call.args:
            raise ProgramExit('grep: Needs 1 argument (see "grep --help")', 2)
        patterns = [call.args.pop(0)]
    match = _matcher(patterns, options)
    limit = int(most) if most and most.isdigit() else sys.maxsize
    hits = unread = 0
    for name in call.args or ["-"]:
        prefix = f"{name}:" if ("H" in options or len(call.args) > 1) and "h" not in options else ""
        try:
            count = await _grep_one(call, name, match, options, prefix, limit)
        except FileError as error:
            call.complain(f"grep: {name}: {error}")
            unread = 2
            continue
        hits += count
        if "c" in options:
            call.say(f"{prefix}{count}")
        elif "l" in options and count:
            call.say(name)
    return 0 if hits else max(1, unread)


async def _grep_one(
    call: Call, name: str, match: re.Pattern[str], options: str, prefix: str, limit: int
) -> int:
    """How many lines of one input match; they are printed as they come."""
    source = call.stdin if name == "-" else Pipe.of(call.files.read(call.path(name)))
    count = number = 0
    async for line in _lines(source):
        number += 1
        hit = match.search(line)
        if bool(hit) == ("v" in options):
            continue
        count += 1
        if not set(options) & set("qcl"):
            shown = hit[0] if hit and "o" in options else line
            call.say(prefix + (f"{number}:" if "n" in options else "") + shown)
        if count >= limit or "q" in options:
            break
    return count


async def _lines(pipe: Pipe) -> AsyncIterator[str]:
    """Lines without their ends, as they come."""
    pending = b""
    while part := await pipe.some():
        *whole, pending = (pending + part).split(b"\n")
        for line in whole:
            yield to_text(line)
    if pending:
        yield to_text(pending)


def _matcher(patterns: list[str], options: str) -> re.Pattern[str]:
    parts = [re.escape(one) if "F" in options else one if "E" in options else _basic(one) for one in patterns]
    pattern = "|".join(f"(?:{part})" for part in parts)
    if "w" in options:
        pattern = rf"\b(?:{pattern})\b"
    if "x" in options:
        pattern = rf"^(?:{pattern})$"
    try:
        return compiled(pattern, re.IGNORECASE if "i" in options else 0)
    except re.error as error:
        raise ProgramExit(f"grep: bad REGEX '{patterns[0]}'", 2) from error


def _basic(pattern: str) -> str:
    """A basic regular expression as Python's: \\| \\( \\) \\+ are special, their bare forms are not."""
    swapped = re.sub(
        r"\\?[|()+?{}]", lambda found: found[0][1:] if len(found[0]) == 2 else "\\" + found[0], pattern
    )
    return re.sub(
        r"\[:(\w+):\]", lambda found: {"digit": r"\d", "space": r"\s"}.get(found[1], r"\w"), swapped
    )


def _count(call: Call, default: int) -> int:
    """Take -n N, -nN or -N."""
    value = call.value("-n")
    if value is None and call.args and (short := re.fullmatch(r"-n?(\+?\d+)", call.args[0])):
        value = short[1]
        call.args.pop(0)
    if value is None:
        return default
    if not re.fullmatch(r"[+-]?\d{1,9}", value):
        raise ProgramExit(f"{call.name}: not integer: {value}")
    return int(value)


async def head(call: Call) -> int:
    size = call.value("-c")
    count = _count(call, 10)
    if not size and count > 0 and call.args in ([], ["-"]):
        async for line in _lines(call.stdin):
            call.say(line)
            count -= 1
            if not count:
                break
        return 0
    found, status = await inputs(call, call.args)
    for _, data in found:
        call.out(data[: int(size)] if size and size.isdigit() else b"".join(data.splitlines(True)[:count]))
    return status


async def tail(call: Call) -> int:
    size = call.value("-c")
    count = abs(_count(call, 10))
    found, status = await inputs(call, call.args)
    for _, data in found:
        if size and size.lstrip("-").isdigit():
            call.out(data[-abs(int(size)) :] if int(size) else b"")
        else:
            call.out(b"".join(data.splitlines(True)[-count:]) if count else b"")
    return status


async def wc(call: Call) -> int:
    options = call.flags("lwcm") or "lwc"
    found, status = await inputs(call, call.args)
    for name, data in found:
        counts = {"l": data.count(b"\n"), "w": len(data.split()), "c": len(data), "m": len(to_text(data))}
        chosen = [counts[letter] for letter in "lwcm" if letter in options]
        shown = str(chosen[0]) if len(chosen) == 1 else " ".join(f"{one:7}" for one in chosen)
        call.say(shown + ("" if name == "-" else f" {name}"))
    return status


async def sort(call: Call) -> int:
    options = call.flags("rnuf")
    found, status = await inputs(call, call.args)
    lines = [line for _, data in found for line in to_text(data).splitlines()]
    if "u" in options:
        lines = list(dict.fromkeys(lines))

    def number(line: str) -> float:
        leading = re.match(r"\s*-?\d+(\.\d+)?", line)
        return float(leading[0]) if leading else 0.0

    for line in sorted(lines, key=number if "n" in options else None, reverse="r" in options):
        call.say(line)
    return status


async def uniq(call: Call) -> int:
    options = call.flags("cdu")
    found, status = await inputs(call, call.args)
    runs: list[tuple[str, int]] = []
    for line in [line for _, data in found for line in to_text(data).splitlines()]:
        if runs and runs[-1][0] == line:
            runs[-1] = (line, runs[-1][1] + 1)
        else:
            runs.append((line, 1))
    for line, times in runs:
        if ("d" in options and times < 2) or ("u" in options and times > 1):
            continue
        call.say(f"{times:7} {line}" if "c" in options else line)
    return status


def _attached(call: Call, option: str) -> str | None:
    """Take -dX or -d X."""
    for arg in call.args:
        if arg.startswith(option) and len(arg) > len(option):
            call.args.remove(arg)
            return arg[len(option) :]
    return call.value(option)


async def cut(call: Call) -> int:
    delimiter, fields, chars = (_attached(call, option) for option in ("-d", "-f", "-c"))
    delimiter = delimiter or "\t"
    wanted = fields or chars or ""
    spans = [re.fullmatch(r"(\d*)(-?)(\d*)", part) for part in wanted.split(",")]
    if not wanted or not all(spans):
        raise ProgramExit("cut: no -bcfC")
    found, status = await inputs(call, call.args)
    for line in [line for _, data in found for line in to_text(data).splitlines()]:
        pieces = line.split(delimiter) if fields else list(line)
        kept: list[str] = []
        for span in spans:
            if span is not None:
                first = int(span[1] or 1)
                last = int(span[3]) if span[3] else (len(pieces) if span[2] else first)
                kept += pieces[max(0, first - 1) : last]
        call.say((delimiter if fields else "").join(kept))
    return status


async def tr(call: Call) -> int:
    options = call.flags("dsc")
    if not call.args:
        raise ProgramExit('tr: Needs 1 argument (see "tr --help")')
    sets = [_set(arg) for arg in call.args[:2]]
    text = to_text(await call.stdin.all())
    if "d" in options:
        call.out(to_bytes("".join(char for char in text if char not in sets[0])))
    else:
        to = sets[-1]
        table = {ord(char): to[min(place, len(to) - 1)] for place, char in enumerate(sets[0]) if to}
        call.out(to_bytes(text.translate(table)))
    return 0


def _set(text: str) -> str:
    names = {"[:upper:]": "A-Z", "[:lower:]": "a-z", "[:digit:]": "0-9", "[:space:]": " \t\n\r"}
    text = _unescape(names.get(text, text))

    def spread(found: re.Match[str]) -> str:
        return "".join(map(chr, range(ord(found[1]), ord(found[2]) + 1)))

    return re.sub(r"(?s)(.)-(.)", spread, text) if len(text) < 64 else text


async def sed(call: Call) -> int:
    """Only `s` commands and -n with `p`."""
    options = call.flags("nEre")
    script = call.args.pop(0) if call.args else ""
    found = re.fullmatch(r"s(.)(.*?)(?<!\\)\1(.*?)(?<!\\)\1([gpi]*)", script, re.DOTALL)
    if not found:
        raise ProgramExit(f"sed: bad pattern '{script}'@0 ({script})")
    pattern = _matcher(
        [found[2]], ("E" if set(options) & set("Er") else "") + ("i" if "i" in found[4] else "")
    )
    template = re.sub(r"(?<!\\)&", r"\\g<0>", found[3])
    read, status = await inputs(call, call.args)
    for line in [line for _, data in read for line in to_text(data).splitlines()]:
        try:
            changed, times = pattern.subn(template, line, count=0 if "g" in found[4] else 1)
        except (re.error, IndexError) as error:
            raise ProgramExit(f"sed: bad pattern '{script}'@0 ({script})") from error
        if "n" not in options or ("p" in found[4] and times):
            call.say(changed)
    return status


def _with(call: Call, option: str) -> Call:
    call.args.insert(0, option)
    return call


PROGRAMS: dict[str, Program] = {
    "echo": echo, "printf": printf, "cat": cat, "grep": grep, "head": head, "tail": tail, "wc": wc,
    "sort": sort, "uniq": uniq, "cut": cut, "tr": tr, "sed": sed,
    "egrep": lambda call: grep(_with(call, "-E")), "fgrep": lambda call: grep(_with(call, "-F")),
}  # fmt: skip

"""Coding and plumbing: base64, md5sum and its like, tee, xargs, seq."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re

from device_drivers.virtual.shell.call import Call, Program, ProgramExit, to_text
from device_drivers.virtual.shell.programs.text import inputs


async def base64_program(call: Call) -> int:
    options = call.flags("di")
    wrap = call.value("-w") or "76"
    found, status = await inputs(call, call.args)
    for _, data in found:
        if "d" in options:
            try:
                call.out(base64.b64decode(data))
            except binascii.Error as error:
                raise ProgramExit("base64: bad input") from error
            continue
        text = base64.b64encode(data).decode()
        width = int(wrap) if wrap.isdigit() and int(wrap) else max(1, len(text))
        for start in range(0, len(text), width):
            call.say(text[start : start + width])
    return status


async def digest(call: Call) -> int:
    brief = "b" in call.flags("bc")
    found, status = await inputs(call, call.args)
    for name, data in found:
        value = hashlib.new(call.name.removesuffix("sum"), data, usedforsecurity=False).hexdigest()
        call.say(value if brief else f"{value}  {name}")
    return status


async def tee(call: Call) -> int:
    append = "a" in call.flags("ai")
    data = await call.stdin.all()
    call.out(data)
    for name in call.args:
        call.files.write(call.path(name), data, append=append)
    return 0


async def xargs(call: Call) -> int:
    call.flags("0r")
    words = to_text(await call.stdin.all()).split()
    return await call.invoke([*(call.args or ["echo"]), *words])


def seq(call: Call) -> int:
    if not call.args or not all(re.fullmatch(r"-?\d{1,6}", arg) for arg in call.args):
        raise ProgramExit('seq: Needs 1 argument (see "seq --help")')
    numbers = [int(arg) for arg in call.args]
    first = numbers[0] if len(numbers) > 1 else 1
    step = numbers[1] if len(numbers) > 2 else 1
    for number in range(first, numbers[-1] + (1 if step > 0 else -1), step or 1):
        call.say(str(number))
    return 0


PROGRAMS: dict[str, Program] = {
    "base64": base64_program, "md5sum": digest, "sha1sum": digest, "sha256sum": digest, "md5": digest,
    "tee": tee, "xargs": xargs, "seq": seq,
}  # fmt: skip

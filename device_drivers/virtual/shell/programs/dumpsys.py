"""The dumpsys program: finds the service's dump and runs it."""

from __future__ import annotations

from device_drivers.virtual.shell.call import Call, Program
from device_drivers.virtual.shell.dumps import dumps
from device_drivers.virtual.shell.services import SERVICES


def dumpsys(call: Call) -> int:
    call.value("-t")
    call.value("-T")
    if call.args[:1] in (["-l"], ["--list"]):
        call.say("Currently running services:")
        for name in sorted(SERVICES):
            call.say(f"  {name}")
        return 0
    if not call.args:
        for name, dump in sorted(dumps().items()):
            call.say(f"{'-' * 79}\nDUMP OF SERVICE {name}:")
            dump(call)
        return 0
    name = call.args.pop(0)
    found = dumps().get(name)
    if found:
        found(call)
    elif name not in SERVICES:
        call.complain(f"Can't find service: {name}")
    return 0


PROGRAMS: dict[str, Program] = {"dumpsys": dumpsys}

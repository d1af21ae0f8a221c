"""Processes, properties and the machine: ps, kill, id, date, sleep, getprop, service, ip, reboot ..."""

from __future__ import annotations

import asyncio
import re
from datetime import datetime, timezone

from device_drivers.virtual.patterns import compiled
from device_drivers.virtual.shell.call import Call, Program, ProgramExit
from device_drivers.virtual.shell.services import SERVICES

_GROUPS = (
    "2000(shell),1004(input),1007(log),1011(adb),1015(sdcard_rw),1028(sdcard_r),1078(ext_data_rw),"
    "1079(ext_obb_rw),3001(net_bt_admin),3002(net_bt),3003(inet),3006(net_bw_stats),3009(readproc),3011(uhid),"
    "3012(readtracefs)"
)
_SYSTEM = (
    ("root", 1, 0, "init"),
    ("root", 2, 0, "[kthreadd]"),
    ("logd", 290, 1, "logd"),
    ("system", 291, 1, "servicemanager"),
    ("system", 430, 1, "surfaceflinger"),
    ("root", 520, 1, "zygote64"),
    ("shell", 700, 1, "adbd"),
    ("system", 900, 520, "system_server"),
)


def _processes(call: Call) -> list[tuple[str, int, int, str]]:
    """User, pid, parent, name."""
    apps = [
        (_user(package.uid), package.pid, 520, package.name)
        for package in call.phone.packages.values()
        if package.pid and package.name != "android"  # which runs as system_server
    ]
    helpers = [("shell", 3900 + port % 100, 700, "app_process") for port in call.device.ports]
    own = [("shell", call.shell.pid, 700, "sh"), ("shell", call.shell.pid + 1, call.shell.pid, call.name)]
    return sorted([*_SYSTEM, *apps, *helpers, *own], key=lambda one: one[1])


def _user(uid: int) -> str:
    return {1000: "system", 1001: "radio"}.get(uid, f"u0_a{uid - 10000}" if uid >= 10000 else str(uid))


_PS_HELP = """\
usage: ps [-AadefLlnwZ] [-gG GROUP,] [-k FIELD,] [-o FIELD,] [-p PID,] [-t TTY,] [-uU USER,]

List processes.

Which processes to show (-gGuUpPt selections may be comma separated lists):

-A\tAll
-e\tSynonym for -A
-p\tPIDs (--pid)

Which fields to show. (-o defaults to PID,TTY,TIME,CMD):

-f\tFull listing (-o USER:12=UID,PID,PPID,C,STIME,TTY,TIME,ARGS=CMD)
-o\tField names: NAME, PID, PPID, USER, ARGS, CMD"""


def ps(call: Call) -> int:
    if call.switch("--help"):
        call.say(_PS_HELP)
        return 0
    chosen = (call.value("-p") or call.value("--pid") or "").split(",")
    columns = call.value("-o")
    every = call.switch("-A", "-e", "-ef")
    wanted = call.args[0] if call.args and not call.args[0].startswith("-") else ""
    if columns:
        names = columns.upper().split(",")
        call.say(" ".join(names))
    else:
        call.say(
            f"{'USER':14} {'PID':>5} {'PPID':>6} {'VSZ':>10} {'RSS':>6} {'WCHAN':18} {'ADDR':>10} S "
            f"{'NAME':24}"
        )
    for user, pid, parent, name in _processes(call):
        known_by = wanted in name if wanted else str(pid) in chosen if chosen != [""] else user == "shell"
        if not (known_by or (every and not wanted)):
            continue
        if columns:
            known = {
                "PID": str(pid),
                "PPID": str(parent),
                "USER": user,
                "NAME": name,
                "ARGS": name,
                "CMD": name,
            }
            call.say(" ".join(known.get(column, "-") for column in names))
        else:
            size = 14_000_000 + pid * 100
            call.say(
                f"{user:14} {pid:5} {parent:6} {size:10} {size // 100:6} {'do_epoll_wait':18} {0:>10} S "
                f"{name}"
            )
    return 0


def pidof(call: Call) -> int:
    call.flags("sxo")
    found = [str(pid) for _, pid, _, name in _processes(call) if name in call.args]
    if not found:
        return 1
    call.say(" ".join(found))
    return 0


def pgrep(call: Call) -> int:
    options = call.flags("fxln")
    if not call.args:
        raise ProgramExit(f'{call.name}: Needs 1 argument (see "{call.name} --help")')
    try:
        wanted = compiled(call.args[0])
    except re.error as error:
        raise ProgramExit(f"{call.name}: bad regex '{call.args[0]}'") from error
    found = [
        (pid, name) for _, pid, _, name in _processes(call) if wanted.search(name) and pid < call.shell.pid
    ]
    for pid, name in found:
        if call.name == "pkill":
            _kill(call, pid)
        else:
            call.say(f"{pid} {name}" if "l" in options else str(pid))
    return 0 if found else 1


def _kill(call: Call, pid: int) -> bool:
    """Whether the shell may kill it: only its own helpers."""
    for port in list(call.device.ports):
        if 3900 + port % 100 == pid:
            call.device.stop_port(port)
            return True
    return False


def kill(call: Call) -> int:
    targets = [arg for arg in call.args if not arg.startswith("-")]
    if not targets:
        raise ProgramExit('kill: Needs 1 argument (see "kill --help")')
    status = 0
    running = {pid for _, pid, _, _ in _processes(call)}
    for target in targets:
        if not target.isdigit():
            call.complain(f"/system/bin/sh: kill: {target}: bad argument")
        elif _kill(call, int(target)):
            continue
        else:
            words = "Operation not permitted" if int(target) in running else "No such process"
            call.complain(f"/system/bin/sh: kill: {target}: {words}")
        status = 1
    return status


def id_program(call: Call) -> int:
    options = call.flags("unGg")
    if "u" in options or "g" in options:
        call.say("shell" if "n" in options else "2000")
    else:
        call.say(f"uid=2000(shell) gid=2000(shell) groups={_GROUPS} context=u:r:shell:s0")
    return 0


def whoami(call: Call) -> int:
    call.say("shell")
    return 0


def uname(call: Call) -> int:
    machine = "aarch64" if "arm64" in call.phone.props.get("ro.product.cpu.abi", "arm64") else "x86_64"
    known = {
        "s": "Linux",
        "n": "localhost",
        "r": "6.1.57-android14-11-g1f2e3d",
        "v": "#1 SMP PREEMPT",
        "m": machine,
    }
    options = call.flags("asnrvmpo") or "s"
    shown = "snrvm" if "a" in options else options
    call.say(" ".join(known.get(letter, "Toybox") for letter in shown))
    return 0


def date(call: Call) -> int:
    now = call.phone.now()
    if call.switch("-u"):
        now = now.astimezone(timezone.utc)
    if epoch := call.value("-d"):
        if not re.fullmatch(r"@\d{1,11}", epoch):
            raise ProgramExit(f"date: bad date '{epoch}'")
        now = datetime.fromtimestamp(int(epoch[1:]), now.tzinfo)
    if not call.args:
        zone = call.phone.props.get("persist.sys.timezone", "")
        call.say(f"{now:%a %b} {now.day:2} {now:%H:%M:%S} {_zone(now, zone)} {now:%Y}")
        return 0
    if not call.args[0].startswith("+"):
        raise ProgramExit("date: cannot set date: Operation not permitted")
    form = (
        call.args[0][1:]
        .replace("%s", str(int(now.timestamp())))
        .replace("%N", f"{now.microsecond * 1000:09}")
    )
    call.say(
        "".join(
            now.strftime(part) if part.startswith("%") else part
            for part in re.findall(r"%[-_0]?[a-zA-Z%]|[^%]+|%", form)
        )
    )
    return 0


def _zone(now: datetime, name: str) -> str:
    return now.tzname() or name if (now.tzname() or "").isalpha() else f"{now:%z}"[:3]


async def sleep(call: Call) -> int:
    units = {"s": 1, "m": 60, "h": 3600, "d": 86400}
    total = 0.0
    for arg in call.args or [""]:
        found = re.fullmatch(r"(\d{0,9}(?:\.\d{0,9})?)([smhd]?)", arg)
        if not found or not any(char.isdigit() for char in arg):
            raise ProgramExit(
                f"sleep: bad time '{arg}'" if arg else 'sleep: Needs 1 argument (see "sleep --help")'
            )
        total += float(found[1]) * units[found[2] or "s"]
    await asyncio.sleep(total)
    return 0


def getprop(call: Call) -> int:
    if call.args:
        call.say(call.phone.props.get(call.args[0], call.args[1] if len(call.args) > 1 else ""))
    else:
        for key, value in sorted(call.phone.props.items()):
            call.say(f"[{key}]: [{value}]")
    return 0


def setprop(call: Call) -> int:
    if len(call.args) != 2:
        raise ProgramExit('setprop: Needs 2 arguments (see "setprop --help")')
    key, value = call.args
    if not key.startswith(("debug.", "log.", "persist.log.", "persist.sys.test")):
        raise ProgramExit(f"Failed to set property '{key}' to '{value}'.\nSee dmesg for error reason.")
    call.phone.props[key] = value
    return 0


def service(call: Call) -> int:
    verb, *rest = call.args or [""]
    if verb == "list":
        call.say(f"Found {len(SERVICES)} services:")
        for number, (name, interface) in enumerate(sorted(SERVICES.items())):
            call.say(f"{number}\t{name}: [{interface}]")
        return 0
    if verb == "check" and rest:
        call.say(f"Service {rest[0]}: {'found' if rest[0] in SERVICES else 'not found'}")
        return 0
    if verb == "call" and len(rest) >= 2:
        if rest[0] not in SERVICES:
            call.say(f"service: Service {rest[0]} does not exist")
            return 10
        call.say("Result: Parcel(00000000    '....')")
        return 0
    call.say(
        "Usage: service [-h|-?]\n       service list\n       service check SERVICE\n"
        "       service call SERVICE CODE [i32 N | i64 N | f N | d N | s16 STR ] ..."
    )
    return 10 if verb else 0


def ifconfig(call: Call) -> int:
    name = call.args[0] if call.args else "wlan0"
    if name not in ("wlan0", "lo"):
        raise ProgramExit(f"ifconfig: ioctl 8913: No such device: {name}")
    address = "127.0.0.1" if name == "lo" else "192.168.1.57"
    call.say(
        f"{name:10}Link encap:{'Local Loopback' if name == 'lo' else 'Ethernet  HWaddr 02:00:00:44:55:66'}\n"
        f"          inet addr:{address}  Mask:255.255.255.0\n"
        "          UP BROADCAST RUNNING MULTICAST  MTU:1500  Metric:1\n"
    )
    return 0


def ip(call: Call) -> int:
    if not {"addr", "a", "address"} & set(call.args):
        call.say("192.168.1.0/24 dev wlan0 proto kernel scope link src 192.168.1.57")
        return 0
    call.say(
        "30: wlan0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP group default qlen 3000\n"
        "    link/ether 02:00:00:44:55:66 brd ff:ff:ff:ff:ff:ff\n"
        "    inet 192.168.1.57/24 brd 192.168.1.255 scope global wlan0\n"
        "       valid_lft forever preferred_lft forever"
    )
    return 0


def uptime(call: Call) -> int:
    call.say(f" {call.phone.now():%H:%M:%S} up 1 day,  3:12,  0 users,  load average: 0.31, 0.28, 0.25")
    return 0


def reboot(call: Call) -> int:
    call.device.reboot()
    return 0


def env(call: Call) -> int:
    for key, value in call.shell.variables.items():
        call.say(f"{key}={value}")
    return 0


async def sh(call: Call) -> int:
    """A shell in the shell: sh -c TEXT, sh FILE, or a script on stdin."""
    if call.switch("-c"):
        text = call.args[0] if call.args else ""
    elif call.args:
        text = call.files.read(call.path(call.args[0])).decode("utf-8", "replace")
    else:
        text = (await call.stdin.all()).decode("utf-8", "replace")
    return await call.run_script(text)


async def timeout(call: Call) -> int:
    limit, *words = call.args or [""]
    if not words or not re.fullmatch(r"\d{1,9}(\.\d{0,9})?s?", limit):
        raise ProgramExit('timeout: Needs 2 arguments (see "timeout --help")', 125)
    try:
        return await asyncio.wait_for(call.invoke(words), float(limit.rstrip("s")))
    except (TimeoutError, asyncio.TimeoutError):
        return 124


PROGRAMS: dict[str, Program] = {
    "ps": ps,
    "pidof": pidof,
    "pgrep": pgrep,
    "pkill": pgrep,
    "kill": kill,
    "id": id_program,
    "whoami": whoami,
    "uname": uname,
    "date": date,
    "sleep": sleep,
    "getprop": getprop,
    "setprop": setprop,
    "service": service,
    "ifconfig": ifconfig,
    "ip": ip,
    "uptime": uptime,
    "reboot": reboot,
    "env": env,
    "printenv": env,
    "sh": sh,
    "timeout": timeout,
    "true": lambda call: 0,
    "false": lambda call: 1,
    "sync": lambda call: 0,
}

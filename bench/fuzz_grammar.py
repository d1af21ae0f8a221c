"""What the fuzz sends to a phone: questions, wrong calls and noise, which change nothing, and acts."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bench.adb_host import http_call, http_post
from bench.fuzz_lines import ACTS, FILLINGS, FOLDER, PACKAGES, PATHS, QUESTIONS, QUOTED, WORDS, WRONG
from device_drivers.virtual.packets import CLSE, CNXN, OKAY, OPEN, VERSION, WRTE, Packet, encode
from device_drivers.virtual.rpc_signatures import SIGNATURES

RPC_PORT = 9008
_CHANGING = frozenset(
    [
        "clearInputText",
        "clearTextField",
        "click",
        "clickAndWaitForNewWindow",
        "drag",
        "dragTo",
        "executeShellCommand",
        "flingBackward",
        "flingForward",
        "flingToBeginning",
        "flingToEnd",
        "freezeRotation",
        "gesture",
        "injectInputEvent",
        "launchApp",
        "longClick",
        "openNotification",
        "openQuickSettings",
        "pasteClipboard",
        "pinchIn",
        "pinchOut",
        "pressKey",
        "pressKeyCode",
        "runWatchers",
        "registerClickUiObjectWatcher",
        "registerPressKeyskWatcher",
        "scrollBackward",
        "scrollForward",
        "scrollTo",
        "scrollToBeginning",
        "scrollToEnd",
        "setClipboard",
        "setConfigurator",
        "setOrientation",
        "setText",
        "sleep",
        "swipe",
        "swipePoints",
        "takeScreenshot",
        "wakeUp",
        "clearLastToast",
        "removeWatcher",
        "removeUiObject",
        "resetWatcherTriggers",
        "getUiObject",
        "getChild",
        "getFromParent",
        "childByDescription",
        "childByInstance",
        "childByText",
        "clearLastTraversedText",
    ]
)
_READING = sorted(set(SIGNATURES) - _CHANGING)


@dataclass(frozen=True)
class Try:
    """One thing that is sent.

    acts: it may change the phone. cut: the phone rightly waits for the rest. raw: on a connection of its own.
    """

    service: bytes = b""
    stdin: bytes = b""
    acts: bool = False
    cut: bool = False
    raw: bytes = b""

    def __repr__(self) -> str:
        return f"<{'act' if self.acts else 'try'} {(self.raw or self.service)[:160]!r} {self.stdin[:240]!r}>"


def draw(rng: random.Random) -> Try:
    """The next one."""
    kind = rng.choices(
        (
            _question,
            _wrong,
            _act,
            _rpc_read,
            _rpc_act,
            _rpc_noise,
            _sync,
            _service_noise,
            _line_noise,
            _packets,
        ),
        (22, 16, 16, 10, 8, 7, 5, 6, 6, 4),
    )[0]
    return kind(rng)


class _Holes(dict[str, str]):
    """What the holes of a template are filled with; drawn anew for every one."""

    def __init__(self, rng: random.Random) -> None:
        super().__init__()
        self._rng = rng

    def __missing__(self, name: str) -> str:
        rng = self._rng
        if name == "quoted":
            return _quote(rng.choice(QUOTED))
        if name in ("x", "y"):
            return str(rng.randrange(1080 if name == "x" else 2400))
        return rng.choice(FILLINGS[name])


def filled(rng: random.Random, template: str) -> str:
    """A line of the tables with every hole in it filled."""
    return template.format_map(_Holes(rng))


def _quote(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _shell(rng: random.Random, line: str, acts: bool = False) -> Try:
    form = rng.choice(("shell:", "shell,v2:", "shell,v2,raw:", "exec:", "shell,v2,TERM=xterm,raw:"))
    return Try((form + line).encode(), acts=acts)


def _question(rng: random.Random) -> Try:
    return _shell(rng, filled(rng, rng.choice(QUESTIONS)))


def _wrong(rng: random.Random) -> Try:
    return _shell(rng, filled(rng, rng.choice(WRONG)))


def _act(rng: random.Random) -> Try:
    return _shell(rng, filled(rng, rng.choice(ACTS)), acts=True)


def _line_noise(rng: random.Random) -> Try:
    """No program begins so: it cannot change anything."""
    alphabet = "abc \\'\"$`|&;<>(){}[]*?~#=!%\t\n\x00\x7fé漢"
    return _shell(
        rng, "~?" + "".join(rng.choice(alphabet.replace(">", "")) for _ in range(rng.randrange(1, 80)))
    )


def _service_noise(rng: random.Random) -> Try:
    known = (
        "shell",
        "exec",
        "sync",
        "tcp",
        "framebuffer",
        "jdwp",
        "reverse",
        "localabstract",
        "track-jdwp",
        "root",
    )
    ends = (":", ":1", ":99999", ":forward:tcp:1;tcp:2", ",v2,pty,raw:~?", "", ":\xff", "," * 50)
    if rng.random() < 0.5:
        name = rng.choice([one for one in known if one not in ("shell", "exec", "sync")]) + rng.choice(ends)
        return Try(name.encode("latin-1"))
    return Try(b"\xfe" + rng.randbytes(rng.randrange(1, 200)))


def _sync(rng: random.Random) -> Try:
    path = rng.choice(PATHS).strip("'").encode()
    if rng.random() < 0.2:
        target = f"{FOLDER}/{rng.choice(WORDS)}.bin,33188".encode()
        data = rng.randbytes(rng.randrange(2000))
        body = (
            _request(b"SEND", target) + _request(b"DATA", data) + b"DONE" + struct.pack("<I", 1_700_000_000)
        )
        return Try(b"sync:", body + _request(b"QUIT", b""), acts=True)
    kinds = (
        b"STAT",
        b"STA2",
        b"LST2",
        b"LIST",
        b"LIS2",
        b"RECV",
        b"NOPE",
        b"DATA",
        b"DONE",
        rng.randbytes(4),
    )
    body = _request(rng.choice(kinds), path)
    if rng.random() < 0.3:
        return Try(b"sync:", body[: rng.randrange(len(body))] + rng.randbytes(8), cut=True)
    return Try(b"sync:", body + _request(b"QUIT", b""))


def _request(ident: bytes, data: bytes) -> bytes:
    return ident + struct.pack("<I", len(data)) + data


def _packets(rng: random.Random) -> Try:
    """Bytes no host would send."""
    if rng.random() < 0.4:
        return Try(raw=rng.randbytes(rng.randrange(1, 400)))
    kinds = (CNXN, OPEN, OKAY, WRTE, CLSE, rng.randrange(1 << 32))
    numbers = (0, 1, 2, 0xFFFFFFFF, VERSION)
    sent = [Packet(CNXN, VERSION, rng.choice((0, 1, 4096, 1 << 20)), b"host::")] if rng.random() < 0.7 else []
    for _ in range(rng.randrange(1, 6)):
        data = b"\xfe" + rng.randbytes(rng.randrange(60))
        sent.append(Packet(rng.choice(kinds), rng.choice(numbers), rng.choice(numbers), data))
    whole = b"".join(map(encode, sent))
    return Try(raw=whole[: rng.randrange(1, len(whole) + 1)] if rng.random() < 0.3 else whole)


# calls of uiautomator2's server
def _call(method: str, params: object, acts: bool = False) -> Try:
    return Try(f"tcp:{RPC_PORT}".encode(), http_call(method, params, keep=False), acts)


def _rpc_read(rng: random.Random) -> Try:
    method = rng.choice(_READING)
    kinds = rng.choice(SIGNATURES[method]).split()
    return _call(method, [_argument(rng, kind) for kind in kinds])


def _rpc_act(rng: random.Random) -> Try:
    x, y = rng.randrange(1080), rng.randrange(2400)
    acts: Sequence[tuple[str, list[object]]] = (
        ("click", [x, y]),
        ("click", [_selector(rng)]),
        ("longClick", [_selector(rng)]),
        ("setText", [_selector(rng), rng.choice(QUOTED[:13])]),
        ("swipe", [x, y, rng.randrange(1080), rng.randrange(2400), 20]),
        ("pressKey", [rng.choice(("home", "back", "recent", "enter", "menu", "nope"))]),
        ("scrollForward", [_selector(rng), True, 10]),
        ("openNotification", []),
        ("openQuickSettings", []),
        ("setClipboard", [None, rng.choice(QUOTED[:13])]),
        ("setOrientation", [rng.choice(("natural", "left", "right", "nope"))]),
        ("launchApp", [rng.choice(PACKAGES)]),
        ("takeScreenshot", [0.1, 30]),
        ("wakeUp", []),
    )
    method, params = rng.choice(acts)
    return _call(method, params, acts=True)


def _rpc_noise(rng: random.Random) -> Try:
    kind = rng.randrange(6)
    port = f"tcp:{RPC_PORT}".encode()
    if kind == 0:
        return Try(port, rng.randbytes(rng.randrange(1, 300)) + b"\r\n\r\n")
    if kind == 1:
        return Try(
            port,
            http_post(
                rng.choice((b"[" * 5000, b"{", b"[]", b"null", b'"x"', b"\xff", b"[1,2,{}]", b"1e999"))
            ),
        )
    if kind == 2:
        return Try(port, http_post(b"{}", "/no/such"))
    if kind == 3:
        return Try(
            port,
            f"GET /ping HTTP/1.1\r\nContent-Length: {rng.choice(('-1', 'x', '9' * 30))}\r\n\r\n".encode(),
        )
    if kind == 4:
        return _call(rng.choice(("frobnicate", "", "makeToast", "__init__")), [1])
    method = rng.choice(sorted(SIGNATURES))
    return _call(method, [rng.choice((None, [], {"no": 1}, 2**70, "\ud800"))] * rng.randrange(4, 7))


def _argument(rng: random.Random, kind: str) -> object:
    if kind in ("sel", "target"):
        return _selector(rng)
    numbers = (0, 1, -1, 2, 50, 10**9)
    found: Mapping[str, Callable[[], object]] = {
        "obj": lambda: "no such object",
        "int": lambda: rng.choice(numbers[:5]),
        "float": lambda: rng.random(),
        "bool": lambda: rng.random() < 0.5,
    }
    return found[kind]() if kind in found else rng.choice(QUOTED[:13])


def _selector(rng: random.Random) -> dict[str, object]:
    kinds: Sequence[tuple[int, str, object]] = (
        (0x1, "text", rng.choice(WORDS)),
        (0x2, "textContains", rng.choice(QUOTED[:8])),
        (0x4, "textMatches", rng.choice(("(a+)+$", "[", ".*", "(?i)s.*", "\\p{L}+"))),
        (0x10, "className", rng.choice(("android.widget.TextView", "android.widget.EditText", "no.Such"))),
        (0x1000, "clickable", rng.random() < 0.7),
        (0x200000, "resourceId", "android:id/content"),
        (0x1000000, "instance", rng.choice((0, 1, 3, 99))),
    )
    chosen = rng.sample(kinds, rng.randrange(1, 4))
    selector: dict[str, object] = {name: value for _, name, value in chosen}
    mask = sum(bit for bit, _, _ in chosen)
    if rng.random() < 0.1:
        mask |= 1 << rng.randrange(30)
    return {**selector, "mask": mask, "childOrSibling": [], "childOrSiblingSelector": []}

"""`python -m bench.outside [NAME ...]`: one JSON document; exit code 1 where an answer was wrong."""

from __future__ import annotations

import argparse
import json
import os
import socket
import sys
from collections.abc import Sequence
from typing import Any

import device_drivers
from bench.outside.tools import TOOLS, Row, Tool, ask
from device_drivers._host import Host, adb_path
from device_drivers.virtual.phone import HOME_PACKAGE, Phone
from device_drivers.virtual.server import Server
from edgelam.core.errors import EdgelamError

SEED = 3


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.outside", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(tool.name for tool in TOOLS))
    names = parser.parse_args(arguments).names
    if unknown := set(names) - {tool.name for tool in TOOLS}:
        parser.error(f"there is no tool {', '.join(sorted(unknown))}")
    try:
        document: dict[str, Any] = {
            tool.name: {"version": tool.version, "calls": try_on_phone(tool)}
            for tool in TOOLS
            if not names or tool.name in names
        }
    except EdgelamError as error:
        sys.stderr.write(f"bench.outside: {error}\n  {error.hint}\n")
        return error.exit_code
    sys.stdout.write(json.dumps(document, indent=1) + "\n")
    return int(not all(row["holds"] for tool in document.values() for row in tool["calls"]))


def try_on_phone(tool: Tool) -> list[Row]:
    """What it asked a fresh virtual phone, and got. Raises what tools.ask does, and DeviceError."""
    with Server(Phone(seed=SEED)) as server, device_drivers.connected(server.serial) as serial:
        return ask(tool, serial, server.on_phone(facts))


def facts(phone: Phone) -> dict[str, Any]:
    """What is true of the phone and of the way to it, for the scripts to compare with."""
    props = phone.props
    return {
        "adb": adb_path(),
        "adbPort": Host().port,
        "freePort": _free_port(),
        "model": props["ro.product.model"],
        "manufacturer": props["ro.product.manufacturer"],
        "release": props["ro.build.version.release"],
        "sdk": int(props["ro.build.version.sdk"]),
        "timezone": props["persist.sys.timezone"],
        "locale": props["persist.sys.locale"],
        "width": phone.width,
        "height": phone.height,
        "density": phone.density,
        "year": str(phone.now().year),
        "clockVersion": phone.packages["com.android.deskclock"].version_name,
        "apps": [name for name, one in phone.packages.items() if one.launcher and name != HOME_PACKAGE],
        "typed": "Zoe Quill",
        "url": "https://library.maplewood.example/",
        "page": "Maplewood Library",
    }


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


if __name__ == "__main__":
    os.environ.setdefault("ANDROID_ADB_SERVER_PORT", str(_free_port()))
    sys.exit(main(sys.argv[1:]))

"""`python -m edgelam.tools` prints this folder's README: every call there is, by its own specification."""

from __future__ import annotations

import sys

from edgelam.core.catalogue import ToolSpec

from . import all_tools

_HEAD = """# Calls that need no screen

Public intents, settings, keys and shell commands of Android 10 to 16, each with a check on the phone's own
state. A call that a phone has no app, service or command for falls to the screen. Parameters in brackets may
be left out. Risk: 0 looks, 1 changes, 2 sends or calls, 3 always asks. Printed by `python -m edgelam.tools`.

| call | what it does | parameters | risk |
|---|---|---|---|
"""


def table() -> str:
    """The README."""
    return _HEAD + "".join(_line(tool.spec) for tool in all_tools().values())


def _line(spec: ToolSpec) -> str:
    params = ", ".join(
        f"{param.name}: {param.type}" if param.required else f"[{param.name}: {param.type}]"
        for param in spec.params
    )
    return f"| `{spec.name}` | {spec.description} | {params} | {spec.risk} |\n"


if __name__ == "__main__":
    sys.stdout.write(table())

"""`edgelam devices`: the phones the ADB server knows."""

from __future__ import annotations

from .options import Json


def devices(as_json: Json = False) -> int:
    """List the phones that are connected, and their states."""
    import device_drivers

    from .output import document, say, table

    found = device_drivers.devices()
    if as_json:
        document([device._asdict() for device in found])
    elif found:
        table([("SERIAL", "STATE", "MODEL"), *((d.serial, d.state, d.model) for d in found)])
    else:
        say("No phone is connected. Switch USB debugging on and connect one, or use --device virtual.")
    return 0 if found else 3

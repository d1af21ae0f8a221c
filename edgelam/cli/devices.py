"""`edgelam devices`: the phones the ADB server knows."""

from __future__ import annotations

from edgelam.core.errors import NoDevice

from .options import Json


def devices(as_json: Json = False) -> int:
    """List the phones that are connected, and their states."""
    import device_drivers

    from .output import document, table

    found = device_drivers.devices()
    if as_json:
        document([device._asdict() for device in found])
    elif found:
        table([("SERIAL", "STATE", "MODEL"), *((d.serial, d.state, d.model) for d in found)])
    else:
        raise NoDevice("no phone is connected")
    return 0 if found else NoDevice.exit_code

"""dumpsys trust and lock_settings: whether the phone is locked, and with what."""

from __future__ import annotations

from device_drivers.virtual.shell.call import Call
from device_drivers.virtual.shell.dumps import Dump


def trust(call: Call) -> None:
    keyguard = call.phone.keyguard
    locked = int(keyguard.showing and keyguard.secure)
    call.say(
        "Trust manager state:\n"
        f' User "Owner" (id=0, flags=0x4c13) (current): trusted=0, trustManaged=0, deviceLocked={locked}, '
        "strongAuthRequired=0x0\n   Enabled agents:\n   Events:"
    )


def lock_settings(call: Call) -> None:
    kind = "PIN" if call.phone.keyguard.secure else "NONE"
    call.say(
        "Current lock settings service state:\n\nUser State:\n  User 0\n    Quality: "
        f"{'0x20000' if call.phone.keyguard.secure else '0x0'}\n    CredentialType: {kind}"
    )


DUMPS: dict[str, Dump] = {"trust": trust, "lock_settings": lock_settings}

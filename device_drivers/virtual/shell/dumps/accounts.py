"""dumpsys account."""

from __future__ import annotations

from device_drivers.virtual.shell.call import Call
from device_drivers.virtual.shell.dumps import Dump

_MAIL = "com.android.email"


def account(call: Call) -> None:
    rows = call.phone.content.rows(f"content://{_MAIL}.provider/account") if _MAIL in call.phone.apps else []
    call.say(f"User UserInfo{{0:Owner:4c13}}:\n  Accounts: {len(rows)}")
    for row in rows:
        call.say(f"    Account {{name={row.text('emailAddress')}, type={_MAIL}}}")


DUMPS: dict[str, Dump] = {"account": account}

"""Chat, shop, bank and store in every skin: no two texts on each other, nothing beside the screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.skins import NAMED
from tests.virtual_world import BACK, ENTER, find, tap, write

VIEW = "android.intent.action.VIEW"
LINKS = (
    "shop://product/9",
    "shop://search/USB",
    "shop://cart",
    "shop://orders",
    "shop://wishlist",
    "market://details?id=net.recipebox",
    "market://search?q=diary",
    *(f"chat:{number}" for number in range(1, 10)),
)


def places(phone: Phone) -> Iterator[str]:
    """Goes from page to page and names the one that is open."""
    for package in ("com.android.chat", "com.android.shop", "com.android.vending", "com.android.bank"):
        phone.launch(package)
        yield package
    for link in LINKS:
        assert phone.start_activity(Intent(VIEW, data=link)).ok
        yield link
    group = phone.content.rows("content://com.android.chat/chats", "is_group=1")[0].number("_id")
    assert phone.start_activity(Intent(VIEW, data=f"chat:{group}")).ok
    tap(phone, phone.skin.say("Group info"))
    yield "info"
    share = Intent("android.intent.action.SEND", type="text/plain", package="com.android.chat")
    assert phone.start_activity(share).ok
    yield "share"
    username, password = phone.content.db.execute("SELECT username, password FROM bank_secrets").fetchone()
    assert phone.start_activity(Intent(VIEW, data="bank://transfer?to=Nadia%20Fox&amount=20")).ok
    write(phone, "Username", username)
    phone.press_key(BACK)  # on a low screen the keyboard covers the rest
    write(phone, "Password", password)
    phone.press_key(ENTER)
    yield "transfer"
    tap(phone, phone.skin.say("Continue"))
    assert find(phone, "$20.00")
    yield "confirm"


@pytest.mark.parametrize("skin", sorted(NAMED))
def test_nothing_lies_on_anything(skin: str) -> None:
    phone = Phone(3, skin, clock=lambda: 0.0)
    for place in places(phone):
        shown = [view for view in phone.windows()[0].root.walk() if view.visible]
        leaves = [view for view in shown if view.text and not view.clickable]
        for number, one in enumerate(leaves):
            for other in leaves[number + 1 :]:
                a, b = one.bounds, other.bounds
                apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
                assert apart, (place, one, other)
        for view in shown:
            if view.clickable:
                assert view.frame[2] <= phone.width, (place, view)
                assert view.bounds[2] - view.bounds[0] == view.frame[2] - view.frame[0], (place, view)

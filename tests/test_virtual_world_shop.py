"""Shop: what is done by hand is what its provider says, from the search to the order."""

from __future__ import annotations

import pytest

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import Phone
from tests.virtual_world import BACK, ENTER, column, find, make_phone, tap, texts, word, write

SHOP = "com.android.shop"
URI = "content://com.android.shop"
CART, WISHES, ORDERS, PRODUCTS = f"{URI}/cart", f"{URI}/wishlist", f"{URI}/orders", f"{URI}/products"
RANGE = {
    "products": [
        {"title": "Red kettle", "category": "Kitchen", "brand": "Hearth", "price": 2500, "rating": 4.6,
         "stock": 5},
        {"title": "Blue kettle", "category": "Kitchen", "brand": "Clara", "price": 1900, "rating": 3.4,
         "stock": 0},
        {"title": "Tea cups", "category": "Kitchen", "brand": "Clara", "price": 1200, "old_price": 1500,
         "rating": 4.1},
        {"title": "Rain jacket", "category": "Clothing", "brand": "Norrvik", "price": 8000,
         "options": ["S", "M", "L"]},
    ],
    "addresses": [{"name": "Kim Park", "street": "3 Mill Lane", "city": "Ashford", "postcode": "40877"}],
    "shop_orders": [
        {"items": [["Tea cups", 2]], "status": "placed", "days_ago": 1},
        {"items": [["Rain jacket", 1]], "status": "delivered", "days_ago": 40},
    ],
}  # fmt: skip


def shop(skin: str = "plain") -> Phone:
    phone = make_phone(fixture=RANGE, skin=skin)
    phone.launch(SHOP)
    return phone


def found(phone: Phone) -> list[str]:
    """The names of the products on the screen, in order."""
    names = column(phone, PRODUCTS, "title")
    return [text for text in texts(phone) if text in names]


def search(phone: Phone, text: str) -> None:
    tap(phone, word(phone, "Search"))
    phone.type_text(text)
    phone.press_key(ENTER)


def go(phone: Phone, label: str) -> None:
    """To one of the shop's places, wherever the skin has them."""
    if phone.skin.navigation == "drawer":
        tap(phone, word(phone, "Open navigation drawer"))
    tap(phone, word(phone, label))


@pytest.mark.parametrize("skin", ["plain", "noir", "ember", "grand"])
def test_a_purchase_with_a_new_card(skin: str) -> None:
    phone = shop(skin)
    search(phone, "red kettle")
    tap(phone, "Red kettle", word(phone, "Increase quantity"), word(phone, "Add to cart"))
    (row,) = phone.content.rows(CART)
    assert (row.text("title"), row.number("quantity"), row.number("total")) == ("Red kettle", 2, 5000)
    phone.press_key(BACK)
    phone.press_key(BACK)
    go(phone, "Cart")
    tap(phone, word(phone, "Proceed to checkout"), "Pay with", "Add a card")
    assert find(phone, "Card number").password
    assert find(phone, "Security code").password
    write(phone, "Card number", "4111 1111 1111 1234")
    phone.set_text(find(phone, "Expiry (MM/YY)"), "01/20")
    phone.set_text(find(phone, "Security code"), "123")
    phone.set_text(find(phone, "Name on card"), "Kim Park")
    tap(phone, word(phone, "Save"))
    assert phone.toast_shown() == "This card has expired"
    phone.set_text(find(phone, "Expiry (MM/YY)"), "09/31")
    tap(phone, word(phone, "Save"))
    assert column(phone, f"{URI}/cards", "last4") == ["1234"]
    tap(phone, word(phone, "Review order"))
    assert len(column(phone, ORDERS, "_id")) == 2  # nothing is bought yet
    tap(phone, word(phone, "Place order"))
    order = phone.content.rows(ORDERS)[0]
    assert (order.number("total"), order.text("payment"), order.text("status")) == (
        5000,
        "Card ending in 1234",
        "placed",
    )
    assert "3 Mill Lane" in order.text("address")
    assert not column(phone, CART, "_id")
    assert column(phone, PRODUCTS, "stock", "title='Red kettle'") == ["3"]
    assert any(order.text("number") in text for text in texts(phone))


def test_sorting_and_filtering() -> None:
    phone = shop()
    tap(phone, "Kitchen")
    assert found(phone) == ["Red kettle", "Blue kettle", "Tea cups"]
    tap(phone, "Sort by", "Price: low to high")
    assert found(phone) == ["Tea cups", "Blue kettle", "Red kettle"]
    tap(phone, "Filter")
    write(phone, "Minimum", "15")
    phone.press_key(BACK)
    tap(phone, "In stock only", "Show results")
    assert found(phone) == ["Red kettle"]
    assert "1 results · 2 filters" in texts(phone)
    tap(phone, "Filter", "Clear filters", "4 stars and up", "Show results")
    assert found(phone) == ["Tea cups", "Red kettle"]
    tap(phone, "Filter", "Clear filters", "On sale", "Show results")
    assert found(phone) == ["Tea cups"]


def test_a_kind_has_to_be_chosen() -> None:
    phone = shop()
    tap(phone, "Clothing", "Rain jacket", "Add to cart", "M")
    assert column(phone, CART, "option") == ["M"]
    tap(phone, "Option", "L", "Add to cart")
    assert column(phone, CART, "option") == ["M", "L"]


@pytest.mark.parametrize("skin", ["plain", "bare", "petite"])
def test_the_wish_list(skin: str) -> None:
    phone = shop(skin)
    search(phone, "cups")
    tap(phone, "Tea cups", "Add to wish list")
    assert column(phone, WISHES, "title") == ["Tea cups"]
    phone.press_key(BACK)
    phone.press_key(BACK)
    go(phone, "Wish list")
    tap(phone, "Remove from wish list")
    assert not column(phone, WISHES, "_id")
    tap(phone, "Undo")
    assert column(phone, WISHES, "title") == ["Tea cups"]


def test_the_cart_is_changed() -> None:
    phone = shop()
    for name in ("Red kettle", "Tea cups"):
        phone.content.insert(CART, {"product_id": column(phone, PRODUCTS, "_id", f"title='{name}'")[0]})
    go(phone, "Cart")
    assert find(phone, "cart_subtotal").text == "$37.00"
    tap(phone, "Increase quantity")
    assert find(phone, "cart_subtotal").text == "$62.00"
    tap(phone, "Decrease quantity", "Decrease quantity", "Cancel")
    assert column(phone, CART, "quantity") == ["1", "1"]
    tap(phone, "Remove from cart", "Remove")
    assert column(phone, CART, "title") == ["Tea cups"]
    tap(phone, "Move to wish list")
    assert not column(phone, CART, "_id")
    assert column(phone, WISHES, "title") == ["Tea cups"]
    assert "Your cart is empty" in texts(phone)


def test_an_order_is_cancelled_and_bought_again() -> None:
    phone = shop()
    before = int(column(phone, PRODUCTS, "stock", "title='Tea cups'")[0])
    go(phone, "Orders")
    write(phone, "Search orders", "cups")
    assert "Rain jacket" not in texts(phone)
    tap(phone, "Tea cups", "Cancel order", "Ordered by mistake", "Keep order")
    assert column(phone, ORDERS, "status", "_id=1") == ["placed"]
    tap(phone, "Cancel order", "Ordered by mistake", "Cancel order")
    assert column(phone, ORDERS, "cancel_reason", "status='cancelled'") == ["Ordered by mistake"]
    assert column(phone, PRODUCTS, "stock", "title='Tea cups'") == [str(before + 2)]
    tap(phone, "Buy again")
    assert column(phone, CART, "quantity") == ["2"]


def test_a_single_product_is_bought_to_a_new_address() -> None:
    phone = shop()
    search(phone, "cups")
    tap(phone, "Tea cups", "Buy now", "Review order")
    assert phone.toast_shown() == "Choose how to pay"
    tap(phone, "Deliver to", "Add a new address")
    write(phone, "Full name", "Lee Ray")
    phone.press_key(BACK)
    phone.press_key(BACK)
    tap(phone, "Keep editing")
    for label, text in (("Street and number", "9 Elm"), ("Postcode", "123"), ("City", "Oak")):
        phone.set_text(find(phone, label), text)
    tap(phone, "Save", "Express delivery", "Pay with", "Cash on delivery", "Review order", "Place order")
    order = phone.content.rows(ORDERS)[0]
    assert (order.text("address"), order.number("total"), order.text("delivery")) == (
        "Lee Ray, 9 Elm, 123 Oak",
        1200 + 999,
        "express",
    )
    tap(phone, "View order")
    assert "Cancel order" in texts(phone)


def test_addresses_and_cards_are_kept() -> None:
    phone = shop()
    tap(phone, "More options", "Addresses", "Kim Park")
    phone.set_text(find(phone, "City"), "Oakham")
    tap(phone, "Save", "Delete address", "Cancel")
    assert column(phone, f"{URI}/addresses", "city") == ["Oakham"]
    tap(phone, "Delete address", "Delete")
    assert not column(phone, f"{URI}/addresses", "_id")
    phone.press_key(BACK)
    tap(phone, "More options", "Saved cards", "Add a card")
    fields = ("Card number", "Expiry (MM/YY)", "Security code", "Name on card")
    for label, text in zip(fields, ("4000 0000 0000 7777", "01/30", "999", "Kim Park"), strict=True):
        phone.set_text(find(phone, label), text)
    tap(phone, "Save")
    assert column(phone, f"{URI}/cards", "last4") == ["7777"]
    tap(phone, "Delete card", "Delete")
    assert not column(phone, f"{URI}/cards", "_id")


def test_searches_are_remembered_until_they_are_cleared() -> None:
    phone = shop()
    search(phone, "cups")
    phone.press_key(BACK)
    tap(phone, "Search")
    assert "cups" in texts(phone)
    tap(phone, "Clear search history")
    assert not column(phone, f"{URI}/searches", "query")


def test_intents_and_sharing() -> None:
    phone = shop()
    view = "android.intent.action.VIEW"
    assert phone.start_activity(Intent(view, data="shop://product/3")).ok
    assert "Tea cups" in texts(phone)
    tap(phone, "Share", "Notes")
    assert find(phone, "edit_title").text == "Tea cups"
    assert phone.start_activity(Intent(view, data="shop://search/kettle")).ok
    assert found(phone) == ["Red kettle", "Blue kettle"]
    assert phone.start_activity(Intent(view, data="shop://cart")).ok
    assert "Your cart is empty" in texts(phone)

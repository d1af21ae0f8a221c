"""The cart and the wish list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.apps._dates import money
from device_drivers.virtual.apps._shop_checkout import CheckoutPage
from device_drivers.virtual.apps._shop_product import ProductPage, stepper
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.view import WRAP, View

if TYPE_CHECKING:
    from device_drivers.virtual.apps._shop_browse import HomePage

CART, WISHES = "content://com.android.shop/cart", "content://com.android.shop/wishlist"
_MUTED = style(fg="muted", size=14, lines=1)


def cart_view(ui: Kit, page: HomePage) -> View:
    rows = page.content.rows(CART)
    if not rows:
        return ui.empty("Your cart is empty", "cart")
    subtotal = sum(row.number("total") for row in rows)
    count = sum(row.number("quantity") for row in rows)
    label = ui.text(f"{ui.t('Subtotal')} ({count})", "subtotal_label", style(lines=1), weight=1)
    total = ui.text(money(subtotal), "cart_subtotal", style(size=18, bold=True, lines=1), w=WRAP)
    pay = ui.button(
        "Proceed to checkout", partial(_checkout, page), "checkout_button", kind="filled", weight=1
    )
    foot = ui.column([ui.line([label, total]), ui.line([pay])], "cart_footer", gap=8, pad=(16, 8, 16, 12))
    items = ui.list([_item(ui, page, row) for row in rows], "cart_list", weight=1)
    return ui.column([items, foot])


def _item(ui: Kit, page: HomePage, row: Row) -> View:
    shop = page.shop
    title = row.text("title") + (f" ({row.text('option')})" if row.text("option") else "")
    head = ui.line(
        [
            ui.text(title, "cart_title", style(size=16, lines=2), weight=1),
            ui.text(money(row.number("total")), "cart_price", style(bold=True, lines=1), w=WRAP),
        ],
        gap=12,
    )
    head.on_click = lambda: page.open(ProductPage(shop, row.number("product_id")))
    head.clickable = head.focusable = True
    quantity = row.number("quantity")
    foot = [
        stepper(
            ui,
            quantity,
            partial(shop.set_quantity, row, quantity - 1) if quantity > 1 else partial(_remove, page, row),
            partial(shop.set_quantity, row, quantity + 1),
        ),
        ui.stretch(),
        ui.icon_button("Move to wish list", "heart", partial(_later, page, row), "move_to_wishlist"),
        ui.icon_button("Remove from cart", "delete", partial(_remove, page, row), "remove_item"),
    ]
    parts = [head]
    if row.number("stock") < quantity:
        parts.append(ui.label("Not enough in stock", "cart_stock", _MUTED))
    return ui.column([*parts, ui.line(foot)], "cart_item", pad=(16, 12, 8, 8), gap=4)


def _remove(page: HomePage, row: Row) -> None:
    def remove() -> None:
        page.content.delete(f"{CART}/{row.number('_id')}")

    buttons = (("Cancel", None), ("Remove", remove))
    page.show(alert("Remove from cart?", row.text("title"), buttons))


def _later(page: HomePage, row: Row) -> None:
    page.content.delete(f"{CART}/{row.number('_id')}")
    if not page.shop.wished(row.number("product_id")):
        page.shop.flip_wish(row.number("product_id"))
    page.toast(page.t("Moved to wish list"))


def _checkout(page: HomePage) -> None:
    if any(row.number("stock") < row.number("quantity") for row in page.content.rows(CART)):
        page.toast(page.t("Not enough in stock"))
        return
    page.open(CheckoutPage(page.shop))


def wishes_view(ui: Kit, page: HomePage) -> View:
    rows = page.content.rows(WISHES)
    if not rows:
        return ui.empty("Your wish list is empty", "heart")
    return ui.list([_wish(ui, page, row) for row in rows], "wish_list")


def _wish(ui: Kit, page: HomePage, row: Row) -> View:
    product = row.number("product_id")

    def drop() -> None:
        page.shop.flip_wish(product)
        page.snack(page.t("Removed from wish list"), "Undo", lambda: page.shop.flip_wish(product))

    return ui.row(
        row.text("title"),
        money(row.number("price")),
        lambda: page.open(ProductPage(page.shop, product)),
        icon=ui.icon("heart_full", fg="primary"),
        trailing=[ui.icon_button("Remove from wish list", "close", drop, "remove_wish")],
        ids=("wish_title", "wish_price"),
    )

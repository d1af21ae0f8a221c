"""The orders: their list with search, and one of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.apps._dates import day, money
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import Act, style
from device_drivers.virtual.window.dialogs import alert, items
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.view import WRAP, View

if TYPE_CHECKING:
    from device_drivers.virtual.apps._shop_browse import HomePage
    from device_drivers.virtual.apps.shop import Program

ORDERS, ITEMS = "content://com.android.shop/orders", "content://com.android.shop/order_items"
STATES = {"placed": "Placed", "shipped": "Shipped", "delivered": "Delivered", "cancelled": "Cancelled"}
_REASONS = ("Ordered by mistake", "Found it cheaper elsewhere", "Delivery takes too long", "Other reason")


def sum_row(ui: Kit, label: str, cents: int, rid: str, *, bold: bool = False) -> View:
    look = style(size=17 if bold else 15, bold=bold, lines=1)
    words = ui.label(label, f"{rid}_label", look, weight=1)
    return ui.line([words, ui.text(money(cents), rid, look, w=WRAP)], pad=(16, 6, 16, 6), gap=12)


def line_row(ui: Kit, title: str, option: str, count: int, total: int, act: Act | None = None) -> View:
    """A product of an order."""
    price = ui.text(money(total), "item_price", style(lines=1), w=WRAP)
    kind = f" · {option}" if option else ""
    words = f"{ui.t('Quantity')} {count}{kind}"
    return ui.row(title, words, act, trailing=[price], ids=("item_title", "item_details"))


def orders_view(ui: Kit, page: HomePage) -> View:
    wanted = page.state.fields.get("order_search", "").strip().lower()
    rows = []
    for row in page.content.rows(ORDERS):
        names = [item.text("title") for item in page.content.rows(ITEMS, f"order_id={row.number('_id')}")]
        if wanted in f"{row.text('number')} {' '.join(names)}".lower():
            rows.append(_order_row(ui, page, row, names))
    if not rows and not wanted:
        return ui.empty("No orders yet", "box")
    field = ui.column([ui.field("order_search", "Search orders")], pad=(16, 4, 16, 8))
    table = ui.list(rows, "order_list", weight=1) if rows else ui.empty("No orders found", "box")
    return ui.column([field, table])


def _order_row(ui: Kit, page: HomePage, row: Row, names: list[str]) -> View:
    state = ui.t(STATES.get(row.text("status"), row.text("status")))
    total = ui.text(money(row.number("total")), "order_price", style(lines=1), w=WRAP)
    return ui.row(
        ", ".join(names),
        f"{state} · {day(page.system, row.number('date'))}",
        lambda: page.open(OrderPage(page.shop, row.number("_id"))),
        icon=ui.icon("box"),
        trailing=[total],
        ids=("order_title", "order_status"),
    )


class OrderPage(Page):
    cls = ".OrderActivity"

    def __init__(self, app: Program, order: int) -> None:
        super().__init__(app)
        self.shop = app
        self.order = order

    def view(self, ui: Kit) -> View:
        row = self.content.row(f"{ORDERS}/{self.order}")
        if row is None:
            return scaffold(ui, "Order", ui.empty("No orders found", "box"), up=self.up)
        status = row.text("status")
        lines = [
            line_row(
                ui,
                item.text("title"),
                item.text("option"),
                item.number("quantity"),
                item.number("price") * item.number("quantity"),
                partial(self.shop.show_product, item.number("product_id")),
            )
            for item in self.content.rows(ITEMS, f"order_id={self.order}")
        ]
        rows = [
            ui.pref("Order number", row.text("number")),
            ui.pref("Status", ui.t(STATES.get(status, status)), icon="truck"),
            ui.pref("Ordered on", day(self.system, row.number("date"))),
            ui.header("Items"),
            *lines,
            ui.header("Summary"),
            *self._sums(ui, row),
            *self._more(ui, row),
        ]
        body = ui.column([ui.scroll(rows, "order_scroll", weight=1), self._foot(ui, status)])
        return scaffold(ui, "Order details", body, up=self.up)

    def _sums(self, ui: Kit, row: Row) -> list[View]:
        return [
            sum_row(ui, "Subtotal", row.number("subtotal"), "subtotal"),
            sum_row(ui, "Shipping", row.number("shipping"), "shipping"),
            sum_row(ui, "Total", row.number("total"), "order_total", bold=True),
        ]

    def _more(self, ui: Kit, row: Row) -> list[View]:
        shown = (("Deliver to", "address", "pin"), ("Paid with", "payment", "card"))
        rows = [ui.pref(label, row.text(name), icon=icon) for label, name, icon in shown if row.text(name)]
        if row.text("cancel_reason"):
            rows.append(ui.pref("Reason", ui.t(row.text("cancel_reason")), icon="info"))
        return rows

    def _foot(self, ui: Kit, status: str) -> View:
        buttons = [ui.button("Buy again", self._again, "buy_again", kind="filled", weight=1)]
        if status == "placed":
            buttons.insert(0, ui.button("Cancel order", self._ask, "cancel_order", kind="tonal", weight=1))
        return ui.line(buttons, gap=8, pad=(16, 8, 16, 12))

    def _again(self) -> None:
        for item in self.content.rows(ITEMS, f"order_id={self.order}"):
            self.shop.put_in_cart(item.number("product_id"), item.text("option"), item.number("quantity"))
        self.toast(self.t("Added to cart"))

    def _ask(self) -> None:
        self.show(
            items(
                "Why do you want to cancel?", [(reason, partial(self._sure, reason)) for reason in _REASONS]
            )
        )

    def _sure(self, reason: str) -> None:
        def cancel() -> None:
            self.shop.cancel_order(self.order, reason)
            self.toast(self.t("Order cancelled"))

        buttons = (("Keep order", None), ("Cancel order", cancel))
        self.show(alert("Cancel this order?", "You will not be charged.", buttons))

"""Paying: address, delivery, card, a last look, and the order's number."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.apps._dates import DAY_MS, day, money
from device_drivers.virtual.apps._shop_forms import ADDRESSES, CARDS, AddressPage, CardPage, address_text
from device_drivers.virtual.apps._shop_orders import OrderPage, line_row, sum_row
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import items
from device_drivers.virtual.window.kit import RADIO, Kit
from device_drivers.virtual.window.view import View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.shop import Line, Program

CASH = "Cash on delivery"
_DELIVERY = (("standard", "Standard delivery", 4), ("express", "Express delivery", 1))  # days


class CheckoutPage(Page):
    """Buys the cart, or only `line`."""

    cls = ".CheckoutActivity"

    def __init__(self, app: Program, line: Line | None = None) -> None:
        super().__init__(app)
        self.shop = app
        self.only = line
        self.delivery = 0
        first = app.content.row(ADDRESSES)
        self.address = first.number("_id") if first is not None else 0
        self.card = 0  # 0: not chosen, -1: cash

    @property
    def lines(self) -> list[Line]:
        return [self.only] if self.only is not None else self.shop.cart()

    @property
    def address_row(self) -> Row | None:
        return self.content.row(f"{ADDRESSES}/{self.address}") if self.address else None

    @property
    def payment(self) -> str:
        """Empty when none is chosen."""
        row = self.content.row(f"{CARDS}/{self.card}") if self.card > 0 else None
        if row is not None:
            return f"Card ending in {row.text('last4')}"
        return CASH if self.card < 0 else ""

    def view(self, ui: Kit) -> View:
        address = self.address_row
        shown = address_text(address) if address is not None else ui.t("Add an address")
        rows = [
            ui.header("Delivery address"),
            ui.pref("Deliver to", shown, self._addresses, icon="pin"),
            ui.header("Delivery"),
            *(self._way(ui, place) for place in range(len(_DELIVERY))),
            ui.header("Payment"),
            ui.pref("Pay with", self.payment or ui.t("Choose how to pay"), self._cards, icon="card"),
            ui.header("Summary"),
            *self.sums(ui),
        ]
        done = ui.button("Review order", self._review, "review_order", kind="filled", weight=1)
        foot = ui.line([done], pad=(16, 8, 16, 12))
        body = ui.column([ui.scroll(rows, "checkout_scroll", weight=1), foot])
        return scaffold(ui, "Checkout", body, up=self.up)

    def sums(self, ui: Kit) -> list[View]:
        subtotal = sum(line.total for line in self.lines)
        shipping = self.shop.shipping(subtotal, _DELIVERY[self.delivery][0])
        return [
            sum_row(ui, "Subtotal", subtotal, "subtotal"),
            sum_row(ui, "Shipping", shipping, "shipping"),
            sum_row(ui, "Total", subtotal + shipping, "order_total", bold=True),
        ]

    def _way(self, ui: Kit, place: int) -> View:
        key, label, days = _DELIVERY[place]
        cost = self.shop.shipping(sum(line.total for line in self.lines), key)
        when = day(self.system, self.system.now_ms() + days * DAY_MS)
        price = money(cost) if cost else ui.t("Free")
        box = ui.check(place == self.delivery, None, "delivery_choice")
        box.cls, box.style = RADIO, style(widget="radio")
        row = ui.row(
            ui.t(label), f"{price} · {when}", lambda: setattr(self, "delivery", place), trailing=[box]
        )
        row.selected = place == self.delivery
        return row

    def _addresses(self) -> None:
        rows = self.content.rows(ADDRESSES)
        options = [(address_text(row), partial(setattr, self, "address", row.number("_id"))) for row in rows]
        options.append(
            (
                "Add a new address",
                partial(self.open, AddressPage(self.shop, partial(setattr, self, "address"))),
            )
        )
        self.show(items("Delivery address", options, named=True))

    def _cards(self) -> None:
        options = [
            (
                f"{self.t('Card ending in')} {row.text('last4')}",
                partial(setattr, self, "card", row.number("_id")),
            )
            for row in self.content.rows(CARDS)
        ]
        options.append((self.t(CASH), partial(setattr, self, "card", -1)))
        options.append(
            ("Add a card", partial(self.open, CardPage(self.shop, partial(setattr, self, "card"))))
        )
        self.show(items("Payment", options, named=True))

    def _review(self) -> None:
        if not self.lines:
            self.toast(self.t("Your cart is empty"))
        elif self.address_row is None:
            self.toast(self.t("Add an address"))
        elif not self.payment:
            self.toast(self.t("Choose how to pay"))
        else:
            self.open(ReviewPage(self))


class ReviewPage(Page):
    """All of the order once more; only its button buys."""

    cls = ".ReviewOrderActivity"

    def __init__(self, checkout: CheckoutPage) -> None:
        super().__init__(checkout.app)
        self.checkout = checkout

    def view(self, ui: Kit) -> View:
        checkout = self.checkout
        address = checkout.address_row
        rows = [
            ui.header("Items"),
            *(line_row(ui, line.title, line.option, line.quantity, line.total) for line in checkout.lines),
            ui.header("Details"),
            ui.pref("Deliver to", address_text(address) if address is not None else "", icon="pin"),
            ui.pref("Delivery", ui.t(_DELIVERY[checkout.delivery][1]), icon="truck"),
            ui.pref("Pay with", checkout.payment, icon="card"),
            ui.header("Summary"),
            *checkout.sums(ui),
        ]
        done = ui.button("Place order", self._place, "place_order", kind="filled", weight=1)
        foot = ui.line([done], pad=(16, 8, 16, 12))
        body = ui.column([ui.scroll(rows, "review_scroll", weight=1), foot])
        return scaffold(ui, "Review order", body, up=self.up)

    def _place(self) -> None:
        checkout = self.checkout
        address = checkout.address_row
        if address is None or not checkout.lines:
            self.close()
            return
        order = checkout.shop.place_order(
            checkout.lines,
            _DELIVERY[checkout.delivery][0],
            address_text(address),
            checkout.payment,
            checkout.only is None,
        )
        self.replace(DonePage(checkout.shop, order))
        checkout.close()


class DonePage(Page):
    cls = ".OrderPlacedActivity"

    def __init__(self, app: Program, order: int) -> None:
        super().__init__(app)
        self.shop = app
        self.order = order

    def view(self, ui: Kit) -> View:
        row = self.content.row(f"content://com.android.shop/orders/{self.order}")
        number = row.text("number") if row is not None else ""
        centred = style(size=22, bold=True, align="center")
        parts = [
            ui.icon("check", "done_icon", size=64, fg="primary", gravity="center"),
            ui.label("Thank you, your order is placed", "done_title", centred),
            ui.text(f"{ui.t('Order number')} {number}", "order_number", style(fg="muted", align="center")),
            ui.line([ui.button("View order", self._view, "view_order", kind="tonal", weight=1)]),
            ui.line([ui.button("Continue shopping", self.close, "continue_shopping", weight=1)]),
        ]
        body = ui.scroll([ui.column(parts, gap=16, pad=(24, 48, 24, 24))], "done_scroll")
        return scaffold(ui, "Order placed", body, up=self.close, close=True)

    def _view(self) -> None:
        self.replace(OrderPage(self.shop, self.order))

"""A product's page: what it is, the choice of a kind, how many, and the ways to have it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.apps._dates import DAY_MS, day, money
from device_drivers.virtual.apps._share import share
from device_drivers.virtual.apps._shop_checkout import CheckoutPage
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import Act, style
from device_drivers.virtual.window.dialogs import choose
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import WRAP, View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.shop import Program

_MUTED = style(fg="muted", size=14, lines=2)


def stepper(ui: Kit, count: int, change: Act, more: Act) -> View:
    """How many: less, the number, more."""
    return ui.line(
        [
            ui.icon_button("Decrease quantity", "minus", change, "quantity_minus"),
            ui.text(str(count), "quantity", style(size=17, bold=True, align="center", lines=1), w=32),
            ui.icon_button("Increase quantity", "add", more, "quantity_plus"),
        ],
        "quantity_stepper",
        w=WRAP,
    )


class ProductPage(Page):
    cls = ".ProductActivity"

    def __init__(self, app: Program, product: int) -> None:
        super().__init__(app)
        self.shop = app
        self.product = product
        self.option = ""
        self.quantity = 1

    def view(self, ui: Kit) -> View:
        row = self.shop.product(self.product)
        if row is None:
            return scaffold(ui, "Product", ui.empty("This product is not available", "bag"), up=self.up)
        wished = self.shop.wished(self.product)
        actions = [
            Action("Share", partial(self._share, row), "share", "action_share"),
            Action(
                "Remove from wish list" if wished else "Add to wish list",
                self._wish,
                "heart_full" if wished else "heart",
                "action_wish",
            ),
            Action("Cart", self._cart, "cart", "action_cart"),
        ]
        body = ui.column([ui.scroll(self._facts(ui, row), "product_scroll", weight=1), self._foot(ui, row)])
        return scaffold(ui, "Product", body, up=self.up, actions=actions)

    def _facts(self, ui: Kit, row: Row) -> list[View]:
        stock, price = row.number("stock"), [self._price(ui, row)]
        if row.number("old_price"):
            words = f"{ui.t('was')} {money(row.number('old_price'))}"
            price.append(ui.text(words, "product_old_price", _MUTED, w=WRAP))
        said = ui.t("Out of stock") if not stock else f"{stock} {ui.t('in stock')}"
        then = self.system.now_ms() + row.number("delivery_days") * DAY_MS
        facts = [
            ui.text(row.text("title"), "product_title", style(size=22, bold=True)),
            ui.text(row.text("brand"), "product_brand", _MUTED),
            ui.text(
                f"{row.text('rating')} ★ · {row.text('reviews')} {ui.t('reviews')}", "product_rating", _MUTED
            ),
            ui.line(price, gap=10),
            ui.text(said, "product_stock", _MUTED),
            ui.text(f"{ui.t('Delivery by')} {day(self.system, then)}", "product_delivery", _MUTED),
        ]
        rows = [ui.column(facts, "product_facts", gap=6, pad=(16, 8, 16, 12))]
        if row.text("options"):
            chosen = self.option or ui.t("Select an option")
            rows.append(ui.pref("Option", chosen, partial(self._choose, row)))
        count = stepper(ui, self.quantity, partial(self._count, -1), partial(self._count, 1))
        label = ui.label("Quantity", "quantity_label", style(size=17), weight=1)
        rows.append(ui.line([label, count], "quantity_row", pad=(16, 0, 8, 0)))
        rows.append(ui.header("About this product"))
        rows.append(ui.text(row.text("description"), "product_description", pad=(16, 0, 16, 16)))
        return rows

    def _price(self, ui: Kit, row: Row) -> View:
        return ui.text(money(row.number("price")), "product_price", style(size=22, bold=True), w=WRAP)

    def _foot(self, ui: Kit, row: Row) -> View:
        there = row.number("stock") > 0
        buttons = [
            ui.button("Add to cart", partial(self._with_option, row, self._add), "add_to_cart", kind="tonal",
                      weight=1, enabled=there),
            ui.button("Buy now", partial(self._with_option, row, self._buy), "buy_now", kind="filled",
                      weight=1, enabled=there),
        ]  # fmt: skip
        return ui.line(buttons, "product_actions", gap=8, pad=(16, 8, 16, 12), bg="bg")

    def _choose(self, row: Row, then: Act | None = None) -> None:
        options = row.text("options").split("|")

        def pick(place: int) -> None:
            self.option = options[place]
            if then is not None:
                then()

        chosen = options.index(self.option) if self.option in options else -1
        self.show(choose("Select an option", options, chosen, pick, plain=True))

    def _with_option(self, row: Row, then: Act) -> None:
        """What comes in several kinds needs a choice first."""
        if row.text("options") and not self.option:
            self._choose(row, then)
        else:
            then()

    def _count(self, change: int) -> None:
        row = self.shop.product(self.product)
        stock = row.number("stock") if row is not None else 1
        self.quantity = min(max(1, self.quantity + change), max(1, min(10, stock)))

    def _add(self) -> None:
        self.shop.put_in_cart(self.product, self.option, self.quantity)
        self.toast(self.t("Added to cart"))

    def _buy(self) -> None:
        self.open(CheckoutPage(self.shop, self.shop.line(self.product, self.option, self.quantity)))

    def _wish(self) -> None:
        wished = self.shop.flip_wish(self.product)
        self.toast(self.t("Added to wish list" if wished else "Removed from wish list"))

    def _cart(self) -> None:
        self.shop.show_cart()

    def _share(self, row: Row) -> None:
        text = f"{row.text('title')}, {money(row.number('price'))} - shop://product/{self.product}"
        share(self, text, row.text("title"))

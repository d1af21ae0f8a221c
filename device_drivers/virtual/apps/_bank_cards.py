"""The bank's cards: freeze, limits, and payments on the web."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.apps._bank_login import BankPage
from device_drivers.virtual.apps._dates import cents_of, money
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert, prompt
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.view import View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.bank import Program

CARDS = "content://com.android.bank/cards"


def cards_view(ui: Kit, page: BankPage) -> View:
    rows = page.content.rows(CARDS)
    if not rows:
        return ui.empty("No cards", "card")
    return ui.list([_card(ui, page, row) for row in rows], "card_list")


def _card(ui: Kit, page: BankPage, row: Row) -> View:
    state = f"•••• {row.text('last4')}"
    frozen = row.number("frozen") == 1
    return ui.row(
        row.text("name"),
        f"{state} · {ui.t('Frozen')}" if frozen else state,
        lambda: page.open(CardPage(page.bank, row.number("_id"))),
        icon=ui.icon("snow" if frozen else "card"),
        ids=("card_name", "card_number"),
    )


class CardPage(BankPage):
    cls = ".CardActivity"

    def __init__(self, app: Program, card: int) -> None:
        super().__init__(app)
        self.card = card

    def inside(self, ui: Kit) -> View:
        row = self.content.row(f"{CARDS}/{self.card}")
        if row is None:
            return scaffold(ui, "Card", ui.empty("No cards", "card"), up=self.up)
        frozen = row.number("frozen") == 1
        head = ui.column(
            [
                ui.text(
                    f"•••• •••• •••• {row.text('last4')}", "card_number", style(size=20, bold=True, lines=1)
                ),
                ui.text(f"{ui.t('Expires')} {row.text('expiry')}", "card_expiry", style(fg="muted", size=14)),
            ],
            "card_header",
            bg="card",
            shape="card",
            pad=(20, 24, 20, 24),
            gap=8,
        )
        limit = money(row.number("monthly_limit"))
        online = row.number("online") == 1
        rows = [
            ui.column([head], pad=(16, 12, 16, 12)),
            ui.pref("Freeze card", ui.t("Nobody can pay with it until you unfreeze it"),
                    partial(self._freeze, frozen), icon="snow", on=frozen),
            ui.pref("Online payments", "", partial(self._set, "online", int(not online)),
                    icon="globe", on=online),
            ui.pref("Monthly limit", limit, partial(self._limit, row), icon="edit"),
        ]  # fmt: skip
        return scaffold(ui, row.text("name"), ui.list(rows, "card_details"), up=self.up, plain=True)

    def _set(self, name: str, value: int) -> None:
        self.content.update(f"{CARDS}/{self.card}", {name: value})

    def _freeze(self, frozen: bool) -> None:
        if frozen:
            self._set("frozen", 0)
            self.toast(self.t("Card unfrozen"))
            return
        text = "All payments with this card will be declined."
        self.show(
            alert("Freeze this card?", text, (("Cancel", None), ("Freeze", partial(self._set, "frozen", 1))))
        )

    def _limit(self, row: Row) -> None:
        def done(text: str) -> None:
            cents = cents_of(text)
            if cents is None:
                self.toast(self.t("Enter a valid amount"))
            else:
                self._set("monthly_limit", cents)

        self.state.fields["card_limit"] = f"{row.number('monthly_limit') / 100:.2f}"
        self.show(prompt("Monthly limit", "card_limit", "Amount", done, ok="Save"))

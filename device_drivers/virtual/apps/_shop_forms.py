"""The customer's addresses and cards: the forms, and the lists to change them in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.dialogs import alert
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.shop import Program

ADDRESSES, CARDS = "content://com.android.shop/addresses", "content://com.android.shop/cards"


def address_text(row: Row) -> str:
    return f"{row.text('name')}, {row.text('street')}, {row.text('postcode')} {row.text('city')}"


class Form(Page):
    """A form; `done` gets the _id of the row that was saved. With `ident` it changes a known row."""

    title = ""
    fields: tuple[tuple[str, str, bool], ...] = ()  # key, hint, and whether it is hidden as typed

    def __init__(self, app: Program, done: Callable[[int], object], ident: int | None = None) -> None:
        super().__init__(app)
        self.done = done
        self.row = ident
        self.before: dict[str, str] = {}

    def view(self, ui: Kit) -> View:
        rows = [ui.field(key, hint, password=hidden) for key, hint, hidden in self.fields]
        form = ui.scroll(rows, "form_scroll", pad=(16, 12, 16, 24), gap=12)
        actions = [Action("Save", self._done, "check", "action_save")]
        return scaffold(ui, self.title, form, up=self.up, close=True, actions=actions)

    def value(self, key: str) -> str:
        return self.state.fields.get(key, "").strip()

    def back(self) -> bool:
        """What was typed is not lost by accident."""
        if all(self.value(key) == self.before.get(key, "") for key, _, _ in self.fields):
            return False
        buttons = (("Keep editing", None), ("Discard", self.close))
        self.show(alert("Discard changes?", "", buttons))
        return True

    def _done(self) -> None:
        wrong = self.wrong()
        if wrong:
            self.toast(self.t(wrong))
            return
        self.done(self.save())
        self.close()

    def wrong(self) -> str:
        raise NotImplementedError

    def save(self) -> int:
        raise NotImplementedError


class AddressPage(Form):
    cls = ".AddressActivity"
    title = "New address"
    fields = (
        ("full_name", "Full name", False),
        ("street", "Street and number", False),
        ("postcode", "Postcode", False),
        ("city", "City", False),
        ("phone", "Phone (optional)", False),
    )

    def __init__(self, app: Program, done: Callable[[int], object], ident: int | None = None) -> None:
        super().__init__(app, done, ident)
        row = app.content.row(f"{ADDRESSES}/{ident}") if ident is not None else None
        if row is not None:
            self.title = "Edit address"
            self.before = {key: row.text("name" if key == "full_name" else key) for key, _, _ in self.fields}
            self.state.fields.update(self.before)

    def wrong(self) -> str:
        return "" if all(self.value(key) for key, _, _ in self.fields[:4]) else "Fill in all fields"

    def save(self) -> int:
        values = {key: self.value(key) for key in ("street", "postcode", "city", "phone")}
        values["name"] = self.value("full_name")
        if self.row is not None:
            self.content.update(f"{ADDRESSES}/{self.row}", values)
            return self.row
        return int(self.content.insert(ADDRESSES, values).rsplit("/", 1)[1])


class CardPage(Form):
    cls = ".CardActivity"
    title = "Add a card"
    fields = (
        ("card_number", "Card number", True),
        ("card_expiry", "Expiry (MM/YY)", False),
        ("card_cvc", "Security code", True),
        ("card_holder", "Name on card", False),
    )

    def wrong(self) -> str:
        number = self.value("card_number").replace(" ", "")
        month, _, year = self.value("card_expiry").partition("/")
        now = self.system.now()
        if not (number.isdigit() and 13 <= len(number) <= 19):
            return "Check the card number"
        if not (month.isdigit() and year.isdigit() and 1 <= int(month) <= 12 and len(year) == 2):
            return "Check the expiry date"
        if (2000 + int(year), int(month)) < (now.year, now.month):
            return "This card has expired"
        code = self.value("card_cvc")
        if not (code.isdigit() and len(code) in (3, 4)):
            return "Check the security code"
        return "" if self.value("card_holder") else "Fill in all fields"

    def save(self) -> int:
        number = self.value("card_number").replace(" ", "")
        values = {
            "holder": self.value("card_holder"),
            "last4": number[-4:],
            "expiry": self.value("card_expiry"),
        }
        return int(self.content.insert(CARDS, values).rsplit("/", 1)[1])


class AddressesPage(Page):
    cls = ".AddressesActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.shop = app

    def view(self, ui: Kit) -> View:
        rows = [self._row(ui, row) for row in self.content.rows(ADDRESSES)]
        body = (
            ui.list(rows, "address_list", pad=(0, 4, 0, 96)) if rows else ui.empty("No addresses yet", "pin")
        )
        add = Action("Add a new address", self._edit, "add", "add_address")
        return scaffold(ui, "Addresses", body, up=self.up, add=add)

    def _row(self, ui: Kit, row: Row) -> View:
        ident = row.number("_id")
        return ui.row(
            row.text("name"),
            f"{row.text('street')}, {row.text('postcode')} {row.text('city')}",
            partial(self._edit, ident),
            icon=ui.icon("pin"),
            trailing=[_bin(ui, self, "Delete address", f"{ADDRESSES}/{ident}", row.text("street"))],
            ids=("address_name", "address_text"),
        )

    def _edit(self, ident: int | None = None) -> None:
        self.open(AddressPage(self.shop, lambda _: None, ident))


class CardsPage(Page):
    cls = ".SavedCardsActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.shop = app

    def view(self, ui: Kit) -> View:
        rows = [self._row(ui, row) for row in self.content.rows(CARDS)]
        body = ui.list(rows, "card_list", pad=(0, 4, 0, 96)) if rows else ui.empty("No saved cards", "card")
        add = Action("Add a card", self._add, "add", "add_card")
        return scaffold(ui, "Saved cards", body, up=self.up, add=add)

    def _row(self, ui: Kit, row: Row) -> View:
        words = f"{ui.t('Card ending in')} {row.text('last4')}"
        return ui.row(
            words,
            f"{row.text('holder')} · {row.text('expiry')}",
            icon=ui.icon("card"),
            trailing=[_bin(ui, self, "Delete card", f"{CARDS}/{row.number('_id')}", words)],
            ids=("card_name", "card_details"),
        )

    def _add(self) -> None:
        self.open(CardPage(self.shop, lambda _: None))


def _bin(ui: Kit, page: Page, label: str, uri: str, what: str) -> View:
    """The button that deletes a row after a question."""

    def ask() -> None:
        delete = partial(page.content.delete, uri)
        page.show(alert(f"{label}?", what, (("Cancel", None), ("Delete", delete))))

    return ui.icon_button(label, "delete", ask, "delete_row")

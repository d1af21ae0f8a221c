"""The page on which another app picks a person, a number or an address."""

from __future__ import annotations

from functools import partial

from device_drivers.virtual.apps._search import Searching
from device_drivers.virtual.intents import Intent
from device_drivers.virtual.kernel import App
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.services.permissions import CONTACTS
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import View

PEOPLE = "content://com.android.contacts/contacts"
DATA = "content://com.android.contacts/data"
PHONE_DIR, EMAIL_DIR = "vnd.android.cursor.dir/phone_v2", "vnd.android.cursor.dir/email_v2"
_BY_NAME = "sort_key COLLATE NOCASE"


class PickPage(Searching):
    """A touch gives the entry's URI to who asked. `kind`: `phones`, `emails`, or empty for people."""

    cls = ".activities.ContactSelectionActivity"

    def __init__(self, app: App, kind: str) -> None:
        super().__init__(app)
        self.kind = kind

    def needs(self) -> tuple[str, ...]:
        return (CONTACTS,)

    def view(self, ui: Kit) -> View:
        wanted = self.wanted()
        found = self.content.rows(f"{DATA}/{self.kind}" if self.kind else PEOPLE, sort=_BY_NAME)
        rows = [self._row(ui, row) for row in found if wanted in row.text("display_name").lower()]
        body = ui.list(rows, "android:id/list") if rows else ui.empty("No contacts", "person")
        if self.searching:
            return scaffold(ui, "", body, bar=self.search_bar(ui, "Search contacts"))
        title = {"phones": "Choose a phone number", "emails": "Choose an email address"}
        actions = [Action("Search", self.search, "search", "menu_search")]
        return scaffold(ui, title.get(self.kind, "Choose a contact"), body, up=self.up, actions=actions)

    def _row(self, ui: Kit, row: Row) -> View:
        name = row.text("display_name")
        about = row.text("data1") if self.kind else ""
        uri = f"{DATA if self.kind else PEOPLE}/{row.number('_id')}"
        icon = ui.avatar(name)
        return ui.row(
            name,
            about,
            partial(self.give, Intent(data=uri)),
            icon=icon,
            ids=("cliv_name_textview", "cliv_data_view"),
        )

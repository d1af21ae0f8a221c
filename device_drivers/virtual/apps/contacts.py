"""Contacts: the list with search and favourites, a contact's page, and the editor."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote

from device_drivers.virtual.apps._attaching import Taken, bytes_of, photo_options
from device_drivers.virtual.apps._contacts_pick import EMAIL_DIR, PHONE_DIR, PickPage
from device_drivers.virtual.apps._share import share
from device_drivers.virtual.intents import (
    DEFAULT,
    EDIT,
    GET_CONTENT,
    INSERT,
    LAUNCHER,
    MAIN,
    PICK,
    VIEW,
    Filter,
    Intent,
)
from device_drivers.virtual.kernel import App, Page
from device_drivers.virtual.providers import contacts as store
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.services.permissions import CONTACTS
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import Act, style
from device_drivers.virtual.window.dialogs import alert, items
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.nav import Tab, Tabs
from device_drivers.virtual.window.state import Layer
from device_drivers.virtual.window.view import View

PEOPLE = "content://com.android.contacts/contacts"
DATA = "content://com.android.contacts/data"
_DIR, _ITEM = "vnd.android.cursor.dir/contact", "vnd.android.cursor.item/contact"
_HOSTS = ("com.android.contacts/", "contacts/")
_TABS = (Tab("Contacts", "person", "contacts_tab"), Tab("Favorites", "star", "favorites_tab"))


class PeoplePage(Page):
    cls = ".activities.PeopleActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.contacts = app
        self.tab = 0
        self.searching = False

    def needs(self) -> tuple[str, ...]:
        return (CONTACTS,)

    def view(self, ui: Kit) -> View:
        wanted = self.state.fields.get("search_view", "").strip().lower() if self.searching else ""
        favourites = self.tab == 1 and not self.searching
        people = self.content.rows(PEOPLE, "starred=1" if favourites else "")
        found = [row for row in people if wanted in row.text("display_name").lower()]
        rows = [self._row(ui, row) for row in found]
        body = ui.list(rows, "android:id/list", pad=(0, 4, 0, 96)) if rows else self._empty(ui, favourites)
        if self.searching:
            return scaffold(ui, "", body, bar=self._search_bar(ui))
        actions = [
            Action("Search", self._search, "search", "menu_search"),
            Action("Settings", lambda: self.toast("Nothing to set"), main=False),
        ]
        create = Action("Create contact", self._create, "add", "floating_action_button")
        return scaffold(
            ui, "Contacts", body, actions=actions, add=create, tabs=Tabs(_TABS, self.tab, self._choose)
        )

    def _empty(self, ui: Kit, favourites: bool) -> View:
        if self.searching:
            return ui.empty("No contacts found", "search")
        return ui.empty("No favorites yet" if favourites else "Your contacts list is empty", "person")

    def _row(self, ui: Kit, row: Row) -> View:
        name, ident = row.text("display_name"), row.number("_id")
        return ui.row(
            name or "(no name)",
            "",
            partial(self._show, ident),
            icon=self.contacts.picture(ui, row.number("_id"), name, "cliv_photo"),
            on_long=partial(self._menu, row),
            ids=("cliv_name_textview", "cliv_data_view"),
        )

    def _search_bar(self, ui: Kit) -> View:
        field = ui.field("search_view", "Search contacts", box=False, weight=1, look=style(size=18, lines=1))
        clear = ui.icon_button("Clear search", "close", self._clear, "search_close_button")
        return ui.line(
            [ui.icon_button("Navigate up", "back", self.up), field, clear], "toolbar", h=60, pad=(4, 0, 4, 0)
        )

    def back(self) -> bool:
        used, self.searching = self.searching, False
        self._clear()
        return used

    def _clear(self) -> None:
        self.state.fields.pop("search_view", None)

    def _search(self) -> None:
        self.searching = True
        self.state.focus, self.state.keyboard = "search_view", True

    def _choose(self, place: int) -> None:
        self.tab = place

    def _show(self, ident: int) -> None:
        self.open(CardPage(self.contacts, ident))

    def _create(self) -> None:
        self.open(EditorPage(self.contacts, None))

    def _menu(self, row: Row) -> None:
        ident, starred = row.number("_id"), row.number("starred")
        star = "Remove from favorites" if starred else "Add to favorites"
        options = (
            ("Edit", lambda: self.open(EditorPage(self.contacts, ident))),
            (star, lambda: self.contacts.star(ident, not starred)),
            ("Delete", lambda: self.show(self.contacts.ask_delete(ident))),
        )
        self.show(items(row.text("display_name"), options, plain=True))


class CardPage(Page):
    cls = ".quickcontact.QuickContactActivity"

    def __init__(self, app: Program, ident: int) -> None:
        super().__init__(app)
        self.contacts = app
        self.who = ident

    def view(self, ui: Kit) -> View:
        row = self.content.row(f"{PEOPLE}/{self.who}")
        if row is None:
            return scaffold(ui, "", ui.empty("This contact doesn't exist", "person"), up=self.up)
        starred = row.number("starred") == 1
        star = "Remove from favorites" if starred else "Add to favorites"
        actions = [
            Action(
                star,
                partial(self.contacts.star, self.who, not starred),
                "star_full" if starred else "star",
                "menu_star",
            ),
            Action(
                "Edit contact", lambda: self.open(EditorPage(self.contacts, self.who)), "edit", "menu_edit"
            ),
            Action("Share", self._share, main=False),
            Action("Delete", self._delete, "delete", "menu_delete", main=False),
        ]
        name = row.text("display_name")
        avatar = self.contacts.picture(ui, self.who, name, "photo", 112)
        avatar.gravity = "center"
        head = ui.column(
            [avatar, ui.text(name, "large_title", style(size=26, align="center"))],
            pad=(16, 20, 16, 20),
            gap=16,
        )
        body = ui.scroll([head, *self._cards(ui)], "multiscroller")
        return scaffold(ui, "", body, up=self.up, actions=actions)

    def _cards(self, ui: Kit) -> list[View]:
        cards = []
        for row in self.content.rows(DATA, f"contact_id={self.who}"):
            kind, value = row.text("mimetype"), row.text("data1")
            if kind == store.PHONE:
                chat = ui.icon_button("Message", "chat", partial(self._text, value), "icon_alternate")
                cards.append(
                    ui.row(
                        value,
                        ui.t("Mobile"),
                        partial(self._call, value),
                        icon=ui.icon("phone", desc=ui.t("Call")),
                        trailing=[chat],
                        ids=("header", "sub_header"),
                    )
                )
            elif kind in (store.EMAIL, store.COMPANY, store.NOTE):
                icon, words = {store.EMAIL: ("mail", "Home"), store.COMPANY: ("work", "Company")}.get(
                    kind, ("note", "Note")
                )
                mail = partial(self._mail, value) if kind == store.EMAIL else None
                cards.append(
                    ui.row(value, ui.t(words), mail, icon=ui.icon(icon), ids=("header", "sub_header"))
                )
        return cards

    def _text(self, number: str) -> None:
        self.system.start(Intent("android.intent.action.SENDTO", data="smsto:" + quote(number, safe="+")))

    def _mail(self, address: str) -> None:
        self.system.start(Intent("android.intent.action.SENDTO", data="mailto:" + quote(address, safe="@")))

    def _call(self, number: str) -> None:
        self.require("android.permission.CALL_PHONE", partial(self._dial, number))

    def _dial(self, number: str) -> None:
        if not self.system.start(Intent("android.intent.action.CALL", data="tel:" + quote(number))).ok:
            self.toast("No app can do this")

    def _share(self) -> None:
        known = self.contacts.data_of(self.who)
        words = [known[kind] for kind in (store.NAME, store.PHONE, store.EMAIL) if kind in known]
        share(self, "\n".join(words), words[0] if words else "")

    def _delete(self) -> None:
        self.show(self.contacts.ask_delete(self.who, self.close))


class EditorPage(Page):
    cls = ".activities.ContactEditorActivity"

    def __init__(self, app: Program, who: int | None, first: dict[str, str] | None = None) -> None:
        super().__init__(app)
        self.contacts = app
        self.who = who
        known = app.data_of(who) if who is not None else {}
        name = known.get(store.NAME, "")
        head, _, tail = name.rpartition(" ") if self.system.skin.split_name else (name, "", "")
        given, family = (head, tail) if head else (tail, "")
        fields = {
            "first_name": given,
            "last_name": family,
            "company": known.get(store.COMPANY, ""),
            "phone": known.get(store.PHONE, ""),
            "email": known.get(store.EMAIL, ""),
        }
        self.state.fields.update({**fields, **(first or {})})
        self._before = fields
        self.photo = app.system.people.photo(who) if who is not None else b""
        self._photo_before = self.photo

    def view(self, ui: Kit) -> View:
        split = self.system.skin.split_name
        names = (
            [("first_name", "First name"), ("last_name", "Last name")] if split else [("first_name", "Name")]
        )
        rest = [("company", "Company"), ("phone", "Phone"), ("email", "Email")]
        blocks = [
            self._block(ui, "person", names),
            *(
                self._block(ui, icon, [field])
                for icon, field in ui.ordered(
                    list(zip(("work", "phone", "mail"), rest, strict=True)), "editor"
                )
            ),
        ]
        words = "Change photo" if self.photo else "Add photo"
        face = (
            ui.photo(self.photo, desc=ui.t("Photo"), w=56, h=56) if self.photo else ui.icon("person", size=40)
        )
        photo = ui.row(ui.t(words), "", self._ask_photo, icon=face, rid="photo_touch_intercept_overlay")
        where = ui.line(
            [ui.icon("phone"), ui.label("Saving to phone", "account_header", style(size=14, fg="muted"))],
            "account_header_container",
            gap=16,
            pad=(16, 4, 16, 12),
        )
        body = ui.scroll([where, photo, *blocks], "contact_editor_fragment", gap=4, pad=(0, 0, 0, 24))
        title = "Create contact" if self.who is None else "Edit contact"
        save = Action("Save", self._save, "check", "editor_menu_save_button")
        return scaffold(ui, title, body, up=self.up, close=True, actions=[save])

    def _block(self, ui: Kit, icon: str, fields: list[tuple[str, str]]) -> View:
        made = [ui.field(key, label, rid="" if key == "first_name" else key) for key, label in fields]
        return ui.line(
            [ui.icon(icon, "kind_icon"), ui.column(made, "kind_editors", gap=10, weight=1)],
            gap=16,
            pad=(16, 6, 16, 6),
        )

    def _values(self) -> dict[str, str]:
        fields = {key: text.strip() for key, text in self.state.fields.items()}
        name = " ".join(part for part in (fields["first_name"], fields["last_name"]) if part)
        return {
            store.NAME: name,
            store.COMPANY: fields["company"],
            store.PHONE: fields["phone"],
            store.EMAIL: fields["email"],
        }

    def _ask_photo(self) -> None:
        options = photo_options(self, self._keep_photo)
        if self.photo:
            options.append(("Remove photo", partial(setattr, self, "photo", b"")))
        self.show(items("Contact photo", options))

    def _keep_photo(self, file: Taken) -> None:
        self.photo = bytes_of(self.system, file.uri)

    def back(self) -> bool:
        same = all(self.state.fields[key] == value for key, value in self._before.items())
        if same and self.photo == self._photo_before:
            return False
        self.show(alert("", "Discard your changes?", (("Keep editing", None), ("Discard", self.close))))
        return True

    def _save(self) -> None:
        values = self._values()
        if not any(values.values()) and not self.photo:
            self.close()
            return
        new = self.who is None
        ident = self.system.people.save(self.who, values)
        if self.photo != self._photo_before:
            self.system.people.set_photo(ident, self.photo)
        self.system.changed()
        self.close()
        self.toast("Contact saved")
        if new:
            self.system.push(CardPage(self.contacts, ident))


class Program(App):
    package = "com.android.contacts"
    label = "Contacts"
    icon = "person"
    launcher = ".activities.PeopleActivity"
    activities = {
        ".activities.PeopleActivity": (Filter((MAIN,), (LAUNCHER, DEFAULT)), Filter((VIEW,), types=(_DIR,))),
        ".quickcontact.QuickContactActivity": (
            Filter((VIEW,), schemes=("content",), hosts=("com.android.contacts/contacts", "contacts/people")),
            Filter((VIEW,), types=(_ITEM,), schemes=("content",), hosts=_HOSTS),
        ),
        ".activities.ContactEditorActivity": (
            Filter((INSERT,), types=(_DIR, "vnd.android.cursor.dir/raw_contact")),
            Filter((INSERT, EDIT), schemes=("content",), hosts=("com.android.contacts/",)),
            Filter((EDIT,), types=(_ITEM,), schemes=("content",), hosts=_HOSTS),
        ),
        PickPage.cls: (
            Filter((PICK, GET_CONTENT), types=(_DIR, _ITEM, PHONE_DIR, EMAIL_DIR)),
            Filter((PICK,), schemes=("content",), hosts=_HOSTS),
        ),
    }
    permissions = ("android.permission.READ_CONTACTS", "android.permission.CALL_PHONE")
    version = ("1.7.33", 10733)

    def page(self, activity: str, intent: Intent) -> Page:
        last = intent.data.rstrip("/").rsplit("/", 1)[-1]
        who = int(last) if last.isdigit() else None
        if activity == PickPage.cls:
            phones = intent.type == PHONE_DIR or "/phones" in intent.data
            emails = intent.type == EMAIL_DIR or "/emails" in intent.data
            return PickPage(self, "phones" if phones else "emails" if emails else "")
        if activity == ".quickcontact.QuickContactActivity":
            return CardPage(self, who or 0)
        if activity == ".activities.ContactEditorActivity":
            return EditorPage(self, who if intent.action == EDIT else None, self._given(intent))
        return PeoplePage(self)

    def _given(self, intent: Intent) -> dict[str, str]:
        """The editor's fields as an intent fills them."""
        name = intent.string("name")
        head, _, tail = name.rpartition(" ") if self.system.skin.split_name else (name, "", "")
        given = {
            "first_name": head or tail,
            "last_name": tail if head else "",
            "phone": intent.string("phone"),
            "email": intent.string("email"),
            "company": intent.string("company"),
        }
        return {key: value for key, value in given.items() if value}

    def data_of(self, ident: int) -> dict[str, str]:
        """A contact's first value by mimetype."""
        found: dict[str, str] = {}
        for row in self.content.rows(DATA, f"contact_id={ident}"):
            found.setdefault(row.text("mimetype"), row.text("data1"))
        return found

    def picture(self, ui: Kit, ident: int, name: str, rid: str, size: float = 40) -> View:
        """A contact's photo, or a disc with the first letter."""
        data = self.system.people.photo(ident)
        return ui.photo(data, rid, w=size, h=size) if data else ui.avatar(name, rid, size=size)

    def star(self, ident: int, on: bool) -> None:
        self.content.update(f"{PEOPLE}/{ident}", {"starred": int(on)})

    def ask_delete(self, ident: int, then: Act | None = None) -> Layer:
        """The confirmation; `then` runs after the contact is gone."""

        def delete() -> None:
            self.content.delete(f"{PEOPLE}/{ident}")
            self.system.toast("Contact deleted")
            if then is not None:
                then()

        return alert("", "Delete this contact?", (("Cancel", None), ("Delete", delete)))

"""Tasks in Contacts: making, changing, finding and removing people."""

from __future__ import annotations

from collections.abc import Sequence

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.providers.contacts import EMAIL, NAME, PHONE
from device_drivers.virtual.providers.resolver import Row

from . import values
from .families import Families
from .oracle import Expert
from .sight import Lost

TASKS = Families("com.android.contacts", "Contacts")
PEOPLE, _DATA = "content://com.android.contacts/contacts", "content://com.android.contacts/data"
_NEW = (
    "(create|add|make|save|new) [a|the] (contact|new contact) [for|called|named] {name:q}",
    "add {name:q} to [my] contacts",
    "new contact {name:q}",
    "(put|save|store) {name:q} in [my] (contacts|address book)",
)
_PHONE = "(,| and|) [with] [the|his|her|their|a] [phone|mobile|cell] number [is|:] {number}"
_MAIL = "(,| and|) [with] [the|his|her|their] (email|e-mail|mail address) [is|:] {email}"


def _people(x: Expert) -> list[Row]:
    """Those whose name nobody else has."""
    rows = x.phone.content.rows(PEOPLE)
    names = [row.text("display_name") for row in rows]
    return [row for row in rows if names.count(row.text("display_name")) == 1 and row.text("display_name")]


def somebody(x: Expert) -> tuple[int, str, str]:
    """Somebody: id, name, and how the goal calls them."""
    rows = _people(x)
    if not rows:
        raise Lost("nobody is there")
    row = x.rng.choice(rows)
    name = row.text("display_name")
    first = name.split()[0]
    alike = [
        r for r in x.phone.content.rows(PEOPLE) if first.lower() in r.text("display_name").lower().split()
    ]
    short = " " in name and len(alike) == 1 and "." not in first and x.rng.random() < 0.2
    return row.number("_id"), name, first if short else name


def value_of(x: Expert, ident: int, kind: str) -> str:
    row = x.phone.content.row(_DATA, f"contact_id={ident} AND mimetype='{kind}'")
    return row.text("data1") if row is not None else ""


def _known(x: Expert, name: str, kind: str = NAME, value: str = "") -> bool:
    """Whether somebody of that name is kept (with that value)."""
    rows = [row for row in x.phone.content.rows(PEOPLE) if row.text("display_name").lower() == name.lower()]
    return any(not value or value_of(x, row.number("_id"), kind).lower() == value.lower() for row in rows)


def _new_name(x: Expert) -> str:
    known = {row.text("display_name").lower() for row in x.phone.content.rows(PEOPLE)}
    return next(name for name in values.distinct(x.rng, values.person, 40) if name.lower() not in known)


def _name_it(x: Expert, key: str = "name") -> None:
    """The name goes into one field whole; where only the goal has it, its two words go into two."""
    name = x.said.values[key]
    split = x.phone.skin.split_name and name.count(" ") == 1 and not x.holds(name)
    if not split:
        x.enter(x.field("first_name"), name)
        return
    first, last = name.split()
    x.enter(x.field("first_name"), first)
    x.enter(x.field("last_name"), last)


def _create(x: Expert, tails: Sequence[str], fields: dict[str, str], keys: dict[str, str]) -> None:
    name = _new_name(x)
    templates = [words + "".join(tails) for words in _NEW]
    x.goal(templates, {"name": name, **fields}, ("name", *fields))
    x.open()
    x.tap("Create contact")
    _name_it(x)
    for field, key in keys.items():
        x.type(key, field)
    x.tap("Save")
    x.done(_known(x, x.said.values["name"]))


@TASKS.add("contacts.create")
def create(x: Expert) -> None:
    _create(x, (), {}, {})


@TASKS.add("contacts.create_phone", 2.0)
def create_phone(x: Expert) -> None:
    _create(x, (_PHONE,), {"number": values.number(x.rng)}, {"number": "phone"})


@TASKS.add("contacts.create_full", 1.2)
def create_full(x: Expert) -> None:
    mail = values.mail(x.rng, values.person(x.rng))
    _create(
        x,
        (_PHONE, _MAIL),
        {"number": values.number(x.rng), "email": mail},
        {"number": "phone", "email": "email"},
    )


@TASKS.add("contacts.create_mail", 0.8)
def create_mail(x: Expert) -> None:
    _create(x, (_MAIL,), {"email": values.mail(x.rng, values.person(x.rng))}, {"email": "email"})


@TASKS.add("contacts.create_company", 0.8)
def create_company(x: Expert) -> None:
    company = values.company(x.rng)
    _create(
        x,
        (" (from|of|who works at|at the company) {company:q}",),
        {"company": company},
        {"company": "company"},
    )


@TASKS.add("contacts.finish", 1.6)
def finish(x: Expert) -> None:
    """Another app opened the editor with everything in it."""
    name, number = _new_name(x), values.number(x.rng)
    bare = (
        "save the contact",
        "save (it|this contact|the new contact)",
        "(press|tap) save",
        "(keep|store) this contact",
        "finish (adding|creating) the contact",
    )
    words = bare if x.rng.random() < 0.65 else [text + _PHONE for text in _NEW]
    carried = {"name": name, "phone": number} if words is bare else None
    x.goal(words, {"name": name, "number": number}, ("name", "number"), carried=carried)
    name = x.said.values.get("name", name)
    extras = {"name": name, "phone": number}
    x.phone.start_activity(
        Intent("android.intent.action.INSERT", type="vnd.android.cursor.dir/contact", extras=extras)
    )
    x.arrive()
    x.tap("Save")
    x.done(_known(x, name, PHONE, number))


@TASKS.add("contacts.discard", 0.7)
def discard(x: Expert) -> None:
    """A half-made contact is thrown away."""
    extras = {"name": _new_name(x), "phone": values.number(x.rng)}
    x.goal(
        (
            "(discard|cancel|throw away) (this|the|the new) contact",
            "(close|leave) the editor without saving",
            "(don't|do not) save (this contact|it), discard [the changes|]",
            "(cancel|stop) adding the contact",
        )
    )
    x.phone.start_activity(
        Intent("android.intent.action.INSERT", type="vnd.android.cursor.dir/contact", extras=extras)
    )
    x.arrive()
    x.tap("Close")
    if not x.seen("Discard"):
        raise Lost("closed at once")
    x.tap("Discard")
    x.done(not _known(x, extras["name"]))


def show_card(x: Expert, ident: int, name: str) -> None:
    """Have somebody's card open."""
    if not x.open(
        lambda: getattr(x.phone.page, "who", None) == ident and x.phone.page.cls.endswith("ContactActivity")
    ):
        x.tap(name, plain=True)


def _edit(x: Expert, ident: int, name: str) -> None:
    show_card(x, ident, name)
    x.action("Edit contact")


@TASKS.add("contacts.edit_number", 1.6)
def edit_number(x: Expert) -> None:
    ident, name, called = somebody(x)
    old = value_of(x, ident, PHONE)
    words = [
        "(change|set|update|edit) {which}'s [phone|mobile] number to {number}",
        "(change|set|update) the [phone|mobile] number of {which} to {number}",
        "{which} has a new number[,|:] {number}",
        "{which}'s new number is {number}[, (save|change) it]",
    ]
    if not old:
        words = [
            "(add|save|set) the number {number} (to|for) {which}",
            "{which}'s number is {number}",
            *words,
        ]
    elif x.rng.random() < 0.3:
        words = ["(change|replace) {which}'s number (from|) {old} (to|with|by) {number}"]
    x.goal(words, {"which": called, "number": values.number(x.rng), "old": old}, ("which", "number"))
    _edit(x, ident, name)
    x.type("phone", "number")
    x.tap("Save")
    x.done(value_of(x, ident, PHONE) == x.said.values["number"])


@TASKS.add("contacts.edit_mail")
def edit_mail(x: Expert) -> None:
    ident, name, called = somebody(x)
    x.goal(
        (
            "(change|set|update) {which}'s (email|e-mail|mail address) to {email}",
            "(add|save) the (email|e-mail) [address] {email} (to|for) {which}",
            "{which}'s (email|e-mail) is {email}",
        ),
        {"which": called, "email": values.mail(x.rng, name)},
        ("which", "email"),
    )
    _edit(x, ident, name)
    x.type("email", "email")
    x.tap("Save")
    x.done(value_of(x, ident, EMAIL).lower() == x.said.values["email"].lower())


@TASKS.add("contacts.rename")
def rename(x: Expert) -> None:
    """One word for another, so that one field has all of it."""
    ident, name, called = somebody(x)
    if x.phone.skin.split_name and " " in name:
        first, _, last = name.rpartition(" ")
        new = next(
            n.split()[-1]
            for n in values.distinct(x.rng, values.person, 30)
            if " " in n and n.split()[-1] != last
        )
        x.goal(
            (
                "(change|set) the (last|family) name of {which} to {name:q}",
                "{which}'s (last|family) name is (now|) {name:q}",
                "(change|set) {which}'s (surname|last name) to {name:q}",
            ),
            {"which": called, "name": new},
            ("which", "name"),
        )
        key, wanted = "last_name", f"{first} {x.said.values['name']}"
    else:
        x.goal(
            (
                "rename {which} to {name:q}",
                "(change|set) the name of {which} to {name:q}",
                "(change|edit) {which}'s name to {name:q}",
            ),
            {"which": called, "name": _new_name(x).split()[0]},
            ("which", "name"),
        )
        key, wanted = "first_name", x.said.values["name"]
    _edit(x, ident, name)
    x.type(key, "name")
    x.tap("Save")
    x.done(value_of(x, ident, NAME).lower() == wanted.lower())


@TASKS.add("contacts.clear_mail", 0.7)
def clear_field(x: Expert) -> None:
    """A value is taken away."""
    kinds = [
        (row.number("_id"), row.text("display_name"), kind, key, word)
        for row in _people(x)
        for kind, key, word in (
            (EMAIL, "email", "(email|e-mail|mail) [address]"),
            (PHONE, "phone", "[phone] number"),
        )
        if value_of(x, row.number("_id"), kind)
    ]
    if not kinds:
        raise Lost("nothing to take away")
    ident, name, kind, key, word = x.rng.choice(kinds)
    x.goal(
        (
            f"(remove|delete|clear) {{which}}'s {word}",
            f"(remove|delete|clear|erase) the {word} of {{which}}",
            f"{{which}} has no {word} any more, (remove|delete) it",
        ),
        {"which": name},
        ("which",),
    )
    _edit(x, ident, name)
    x.clear(x.field(key))
    x.tap("Save")
    x.done(not value_of(x, ident, kind))

"""Contacts: single ones, made, changed, marked and shown."""

from __future__ import annotations

from bench.tasks.catalogue._people import (
    CONTACTS,
    enter_contact,
    entered,
    person,
    plain_person,
    show_contact,
    write_name,
)
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import added, changed, contains, every, front, has, number, removed, unchanged
from bench.tasks.task import Params, Task
from bench.tasks.world import World

_COMPANY = "vnd.android.cursor.item/organization"
_COMPANIES = ("Oakfield Bakery", "Norden Shipping", "Tidal Software", "Brightwell School", "Quarry & Sons")
_FAMILIES = ("Ashworth", "Bellini", "Drummond", "Fairchild", "Kettering", "Vandermeer")
_GONE = ("Zacharias Quill", "Philippa Thornbury", "Ignatius Mole", "Cordelia Wren")


# Draws
def new_person(world: World) -> dict[str, str]:
    """A name, number, address and company that nobody here has."""
    name = world.stranger()
    mail = f"{name.split()[0].lower()}.{name.split()[1].lower()}@example.net"
    return {"new": name, "number": world.number(), "mail": mail, "company": world.choose(*_COMPANIES)}


def _somebody(world: World) -> dict[str, str]:
    return person(world)


def _with_number(world: World) -> dict[str, str]:
    return {**person(world), "number": world.number()}


def _not_starred(world: World) -> dict[str, str]:
    return {"who": world.contact(name=world.stranger(), starred=False).name}


def _already_starred(world: World) -> dict[str, str]:
    return {"who": world.contact(name=world.stranger(), starred=True).name}


def _married(world: World) -> dict[str, str]:
    old = plain_person(world)
    return {"who": old.name, "to": f"{old.name.split()[0]} {world.choose(*_FAMILIES)}"}


def _without_mail(world: World) -> dict[str, str]:
    first = plain_person(world).name
    mail = f"{first.split()[0].lower()}{world.rng.randrange(10, 99)}@example.com"
    return {"who": first, "mail": mail}


def _employed(world: World) -> dict[str, str]:
    old, new = world.choose(*_COMPANIES), world.choose(*_COMPANIES)
    return {"who": plain_person(world, company=old).name, "old": old, "company": new}


def _nobody(world: World) -> dict[str, str]:
    return {"who": world.choose(*_GONE), "number": world.number()}


# By hand
def _create(hand: Hand, p: Params) -> None:
    hand.open(CONTACTS)
    enter_contact(hand, p["new"], p["number"])
    hand.tap("Save")


def _create_full(hand: Hand, p: Params) -> None:
    hand.open(CONTACTS)
    enter_contact(hand, p["new"], p["number"])
    hand.fill("Email", p["mail"])
    hand.fill("Company", p["company"])
    hand.tap("Save")


def _delete(hand: Hand, p: Params) -> None:
    show_contact(hand, p["who"])
    hand.menu("Delete")
    hand.tap("Delete")


def edit(hand: Hand, name: str, label: str, text: str) -> None:
    """Change one field of a contact, from the contact's page."""
    hand.menu("Edit contact")
    hand.fill(label, text)
    hand.tap("Save")


def _renumber(hand: Hand, p: Params) -> None:
    show_contact(hand, p["who"])
    edit(hand, p["who"], "Phone", p["number"])


def _add_mail(hand: Hand, p: Params) -> None:
    show_contact(hand, p["who"])
    edit(hand, p["who"], "Email", p["mail"])


def _set_company(hand: Hand, p: Params) -> None:
    show_contact(hand, p["who"])
    edit(hand, p["who"], "Company", p["company"])


def _rename(hand: Hand, p: Params) -> None:
    show_contact(hand, p["who"])
    hand.menu("Edit contact")
    if hand.skin.split_name:
        hand.fill("Last name", p["to"].split()[1])
    else:
        write_name(hand, p["to"])
    hand.tap("Save")


def _star(hand: Hand, p: Params) -> None:
    show_contact(hand, p["who"])
    hand.menu("Add to favorites")


def _unstar(hand: Hand, p: Params) -> None:
    show_contact(hand, p["who"])
    hand.menu("Remove from favorites")


def _show(hand: Hand, p: Params) -> None:
    show_contact(hand, p["who"])


TASKS = (
    Task(
        "contacts-new",
        2,
        (
            "(Add|Save) {new} with the number {number} to my contacts",
            "(Create|Make) a [new ]contact for {new}, phone {number}",
            "save (the number |){number} as {new}",
            "New contact: {new}, {number}",
            "put {new} in my contacts, the number is {number}",
            'I met someone called "{new}", store their number {number}[ please]',
        ),
        ("{number} belongs to {new}, I want to have that in my phone book", "remember {new}: {number}"),
        new_person,
        entered("{new}", "{number}"),
        _create,
    ),
    Task(
        "contacts-new-full",
        3,
        (
            "(Add|Create) a contact: {new}, phone {number}, email {mail}, company {company}",
            "Save {new} from {company} in my contacts with the number {number} and the address {mail}",
            "new contact {new}. Works at {company}, mail is {mail}, phone is {number}",
            "I need {new} in my contacts: {number}, {mail}, company {company}",
            "put the following person into contacts: name {new}, company {company}, number {number}, "
            "email {mail}",
            "{new} ({company}) should be in my contacts, with phone {number} and mail {mail}",
        ),
        (
            "here is a business card, file it: {new} / {company} / {number} / {mail}",
            "my contacts lack {new}, who is with {company} and can be had at {number} or {mail}",
        ),
        new_person,
        every(
            entered("{new}", "{number}", 2),
            contains("contact_data", {"mimetype": _COMPANY, "display_name": "{new}", "data1": "{company}"}),
            added("emails", {"display_name": "{new}", "data1": "{mail}"}),
        ),
        _create_full,
    ),
    Task(
        "contacts-delete",
        2,
        (
            "(Delete|Remove|Erase) {who} from my contacts",
            "(delete|remove) the contact {who}[ please]",
            "I don't need {who}'s number any more, delete the contact",
            "get rid of {who} in my contacts",
            "{who} can be deleted from the contacts",
            'Please take "{who}" out of my address book',
        ),
        ("I never want to see {who} in my phone book again", "{who} and I are done, drop the entry"),
        _somebody,
        every(
            removed("contacts", {"display_name": "{who}"}),
            removed("phones", {"display_name": "{who}"}),
            has("emails", {"display_name": "{who}"}, 0),
            removed("contact_data", {"display_name": "{who}"}),
        ),
        _delete,
    ),
    Task(
        "contacts-edit-number",
        2,
        (
            "Change {who}'s [phone ]number to {number}",
            "(update|correct) the number of {who} to {number}",
            "Edit {who} in contacts: the new number is {number}",
            "{who} has a new number, {number}. Update it",
            "the number I have for {who} is wrong, it should be {number}",
            "set {number} as the phone number of the contact {who}",
        ),
        ("{who} switched to {number}, keep my phone book right", "from now on {who} is reached at {number}"),
        _with_number,
        changed("phones", {"display_name": "{who}"}, {"data1": number("{number}")}),
        _renumber,
    ),
    Task(
        "contacts-rename",
        2,
        (
            "(Rename|Change) the contact {who} to {to}",
            "{who} got married and is called {to} now, change the contact",
            "change {who}'s name in my contacts to {to}",
            'in contacts, {who} should be named "{to}"',
            "edit the contact {who}: the new name is {to}",
            "update my contacts, {who} is {to} from now on",
        ),
        ("no more {who}: that person goes by {to} these days", "the entry {who} needs the name {to}"),
        _married,
        every(
            changed("contacts", {"display_name": "{who}"}, {"display_name": "{to}"}),
            changed("phones", {"display_name": "{who}"}, {"display_name": "{to}"}),
            changed("contact_data", {"display_name": "{who}"}, {"display_name": "{to}", "data1": "{to}"}),
        ),
        _rename,
    ),
    Task(
        "contacts-add-mail",
        2,
        (
            "Add the email [address ]{mail} to the contact {who}",
            "{who}'s mail address is {mail}, (save|store) it in contacts",
            "put {mail} in {who}'s contact",
            "save {mail} as the email of {who}",
            "in my contacts, add {mail} to {who}[ please]",
            "I got {who}'s email: {mail}. Add it to the contact",
        ),
        ("{who} can also be mailed at {mail}, note it where the number is", "{mail} is {who}, file it"),
        _without_mail,
        added("emails", {"display_name": "{who}", "data1": "{mail}"}),
        _add_mail,
    ),
    Task(
        "contacts-change-company",
        2,
        (
            "{who} works at {company} now, (update|change) the contact",
            "Change the company of {who} to {company}",
            "set {who}'s company to {company} in contacts",
            'in contacts, replace {old} with "{company}" for {who}',
            "{who} left {old} for {company}, correct that in my contacts",
            "update where {who} works: {company}",
        ),
        (
            "my phone book still thinks {who} is with {old}, but it is {company}",
            "{who}: {company}, not {old}",
        ),
        _employed,
        changed("contact_data", {"mimetype": _COMPANY, "display_name": "{who}"}, {"data1": "{company}"}),
        _set_company,
    ),
    Task(
        "contacts-star",
        1,
        (
            "Add {who} to my favorites",
            "(Mark|Set) {who} as a favorite[ contact]",
            "star the contact {who}",
            "make {who} one of my favorite contacts",
            "{who} should be among my favorites",
            "put {who} on the favorites list in contacts",
        ),
        ("I want {who} up with the people I like best", "give {who} a star in my phone book"),
        _not_starred,
        changed("contacts", {"display_name": "{who}"}, {"starred": "1"}),
        _star,
    ),
    Task(
        "contacts-unstar",
        1,
        (
            "Remove {who} from my favorites",
            "(take|get) {who} off the favorites[ list]",
            "unstar {who} in contacts",
            "{who} is no favorite any more, remove the star but keep the contact",
            "{who} should no longer be a favorite contact",
            "make {who} a normal contact, not a favorite",
        ),
        ("{who} is demoted, no star please", "among my favorites there is {who}, that should end"),
        _already_starred,
        changed("contacts", {"display_name": "{who}"}, {"starred": "0"}),
        _unstar,
    ),
    Task(
        "contacts-show",
        1,
        (
            "Show me {who} in contacts",
            "(Open|Show) the contact [page ]of {who}",
            "look up {who} in my contacts",
            "what is {who}'s [phone ]number?",
            "find {who}'s number",
            "I need the number of {who}, show it to me",
        ),
        ("how do I reach {who} by phone?", "{who}, which number was that again"),
        _somebody,
        front("", "{who}", "{who_number}"),
        _show,
        kind="ask",
    ),
    Task(
        "contacts-delete-nobody",
        1,
        (
            "(Delete|Remove) {who} from my contacts",
            "remove the contact {who}[ please]",
            "erase the contact {who}",
            "change {who}'s number to {number}",
            "{who} has a new number: {number}, update the contact",
            "make {who} a favorite contact",
        ),
        ("drop {who} from the phone book", "{who} is reached at {number} now, fix the entry I have"),
        _nobody,
        unchanged,
        nothing,
        kind="impossible",
    ),
    Task(
        "contacts-star-already",
        1,
        (
            "Make sure {who} is among my favorites",
            "{who} should be a favorite contact",
            "see to it that {who} is in my favorites",
            "is {who} a favorite? If not, make it so",
            "I want {who} in the favorites of my contacts",
            "check that {who} has a star in contacts, add it if not",
        ),
        ("{who} belongs to my favorite people, does the phone know?", "favorites must include {who}"),
        _already_starred,
        has("contacts", {"display_name": "{who}", "starred": "1"}),
        nothing,
        kind="already",
    ),
)

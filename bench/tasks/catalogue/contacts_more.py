"""Contacts: several at once, by a condition, and together with texts."""

from __future__ import annotations

from bench.tasks.catalogue._people import (
    CONTACTS,
    MESSAGES,
    PERSON,
    either_branch,
    enter_contact,
    entered,
    leave,
    numbered,
    people,
    person,
    plain_person,
    show_contact,
    text_person,
    texted,
    write_name,
)
from bench.tasks.catalogue.contacts import edit, new_person
from bench.tasks.hand import Hand
from bench.tasks.judges import added, changed, contains, every, has, may_change, number, removed
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.fixture import Message, Person

_COMPANY = "vnd.android.cursor.item/organization"
_FIRMS = ("Larkspur Garage", "Meridian Press", "Copperline", "Studio Anholt", "Hillside Clinic")
_MANY, _TRIO, _PAIR = 5, 3, 2


# Draws
def _stars(world: World) -> dict[str, str]:
    """Three favorites and no others."""
    everybody = world.things("contacts")
    chosen = set(world.rng.sample([one.name for one in everybody], _TRIO))
    world.put("contacts", [one.model_copy(update={"starred": one.name in chosen}) for one in everybody])
    return {f"who{n}": name for n, name in enumerate(sorted(chosen), 1)}


def _strangers(world: World) -> dict[str, str]:
    made: dict[str, str] = {}
    for n in range(1, _MANY + 1):
        made |= {f"who{n}": world.stranger(), f"number{n}": world.number()}
    return made


def _colleagues(world: World) -> dict[str, str]:
    made = {f"who{n}": plain_person(world).name for n in range(1, _TRIO + 1)}
    return {**made, "company": world.choose(*_FIRMS)}


def _twice(world: World) -> dict[str, str]:
    """One person with two entries, of which one has the number and one the address."""
    one = plain_person(world)
    first, last = one.name.split()
    mail = f"{first.lower()}@example.net"
    world.add("contacts", Person(name=f"{first} {last[0]}.", email=mail))
    return {"who": one.name, "other": f"{first} {last[0]}.", "mail": mail}


def _swapped(world: World) -> dict[str, str]:
    return people(world, _PAIR)


def _announced(world: World) -> dict[str, str]:
    name, phone = world.stranger(), world.number()
    body = f"Hi, this is {name}. I have a new phone, please save my number!"
    world.add("messages", Message(address=phone, body=body, minutes_ago=world.rng.randrange(5, 50)))
    return {"who": name, "number": phone}


def _mail_or_not(world: World) -> dict[str, str]:
    name, has_mail = world.stranger(), world.rng.random() < 0.5
    mail = f"{name.split()[0].lower()}@example.org"
    world.contact(name=name, email=mail if has_mail else "")
    new = f"{name.split()[1].lower()}{world.rng.randrange(10, 99)}@example.com"
    return {"who": name, "mail": new, "yes": "yes" if has_mail else "no"}


def _few(world: World) -> dict[str, str]:
    world.put("contacts", world.rng.sample(world.things("contacts"), _TRIO))
    return {f"who{n}": one.name for n, one in enumerate(world.things("contacts"), 1)}


def _new_and_text(world: World) -> dict[str, str]:
    return {**person(world), **new_person(world), "text": world.phrase()}


# Judges
def _all_entered(after: State, before: Before) -> bool:
    """Every one of them is there with name and number, and nobody else came."""
    each = [
        every(
            contains("contacts", {"display_name": f"{{who{n}}}"}),
            contains("phones", {"display_name": f"{{who{n}}}", "data1": number(f"{{number{n}}}")}),
        )
        for n in range(1, _MANY + 1)
    ]
    sizes = [added(t, {}, _MANY) for t in ("contacts", "phones", "contact_data")]
    return every(*each, *sizes).check(after, before)


def _nobody_left(after: State, before: Before) -> bool:
    return not after.tables["contacts"]


def _at(n: int) -> Judge:
    works = {"mimetype": _COMPANY, "display_name": f"{{who{n}}}", "data1": "{company}"}
    return contains("contact_data", works)


# By hand
def _unstar_all(hand: Hand, p: Params) -> None:
    hand.open(CONTACTS)
    hand.go("Favorites")
    for n, name in enumerate(numbered(p, "who", _TRIO)):
        if n:
            hand.back()
        hand.tap_text(name)
        hand.menu("Remove from favorites")


def _create_all(hand: Hand, p: Params) -> None:
    hand.open(CONTACTS)
    for name, phone in zip(numbered(p, "who", _MANY), numbered(p, "number", _MANY), strict=True):
        leave(hand, "Create contact")
        enter_contact(hand, name, phone)
        hand.tap("Save")


def _employ_all(hand: Hand, p: Params) -> None:
    hand.open(CONTACTS)
    for n, name in enumerate(numbered(p, "who", _TRIO)):
        if n:
            hand.back()
        hand.tap_text(name)
        edit(hand, name, "Company", p["company"])


def _merge(hand: Hand, p: Params) -> None:
    show_contact(hand, p["who"])
    edit(hand, p["who"], "Email", p["mail"])
    hand.back()
    hand.tap_text(p["other"])
    hand.menu("Delete")
    hand.tap("Delete")


def _swap(hand: Hand, p: Params) -> None:
    show_contact(hand, p["who1"])
    edit(hand, p["who1"], "Phone", p["who2_number"])
    hand.back()
    hand.tap_text(p["who2"])
    edit(hand, p["who2"], "Phone", p["who1_number"])


def _save_sender(hand: Hand, p: Params) -> None:
    hand.open(MESSAGES)
    hand.tap_text(p["number"])
    hand.menu("Add contact")
    write_name(hand, p["who"])
    hand.tap("Save")


def _mail_or_star(hand: Hand, p: Params) -> None:
    show_contact(hand, p["who"])
    if p["yes"] == "yes":
        hand.menu("Add to favorites")
    else:
        edit(hand, p["who"], "Email", p["mail"])


def _delete_all(hand: Hand, p: Params) -> None:
    hand.open(CONTACTS)
    for name in numbered(p, "who", _TRIO):
        hand.hold(name)
        hand.tap("Delete")
        hand.tap("Delete")


def _create_and_text(hand: Hand, p: Params) -> None:
    hand.open(CONTACTS)
    enter_contact(hand, p["new"], p["number"])
    hand.tap("Save")
    hand.open(MESSAGES)
    text_person(hand, p["who"], p["text"])


TASKS = (
    Task(
        "contacts-unstar-all",
        3,
        (
            "(Remove|Take) everybody from my favorites",
            "clear the favorites in contacts, but keep the contacts",
            "nobody should be a favorite contact any more",
            "go through my favorite contacts and unstar every one of them",
            "unstar all my contacts",
            "I want the favorites list of my contacts empty, don't delete anyone",
        ),
        ("no stars in my phone book any more, for anyone", "my favorites are outdated, take all stars away"),
        _stars,
        changed("contacts", {"starred": "1"}, {"starred": "0"}),
        _unstar_all,
    ),
    Task(
        "contacts-new-many",
        5,
        (
            "(Add|Save) these people to my contacts: {who1} {number1}, {who2} {number2}, {who3} {number3}, "
            "{who4} {number4}, {who5} {number5}",
            "Create a contact for each of them: {who1}, {number1}; {who2}, {number2}; {who3}, {number3}; "
            "{who4}, {number4}; {who5}, {number5}",
            "I need five new contacts. {who1}: {number1}. {who2}: {number2}. {who3}: {number3}. "
            "{who4}: {number4}. {who5}: {number5}.",
            "save {number1} as {who1}, {number2} as {who2}, {number3} as {who3}, {number4} as {who4} and "
            "{number5} as {who5}",
            "put {who1} ({number1}), {who2} ({number2}), {who3} ({number3}), {who4} ({number4}) and {who5} "
            "({number5}) in my contacts",
            "new contacts: {number1} {who1}, {number2} {who2}, {number3} {who3}, {number4} {who4}, {number5} "
            "{who5}",
        ),
        (
            "here is my team for the phone book: {who1} - {number1}, {who2} - {number2}, {who3} - {number3}, "
            "{who4} - {number4}, {who5} - {number5}",
            "{who1} has {number1}, {who2} has {number2}, {who3} has {number3}, {who4} has {number4} and "
            "{who5} has {number5}; I want to find them all in my contacts",
        ),
        _strangers,
        Judge(_all_entered, frozenset({"contacts", "phones", "contact_data"})),
        _create_all,
    ),
    Task(
        "contacts-company-three",
        4,
        (
            "{who1}, {who2} and {who3} (all work|work) at {company}, enter that in my contacts",
            "Set the company of {who1}, {who2} and {who3} to {company}",
            "add the company {company} to the contacts {who1}, {who2} and {who3}",
            "in contacts, {company} should be the company of {who1}, of {who2} and of {who3}",
            'write "{company}" as company for {who1}, {who2} and {who3}',
            "update three contacts with the company {company}: {who1}, {who2}, {who3}",
        ),
        (
            "{company} is where {who1}, {who2} and {who3} earn their money, file that",
            "my phone book does not know that {who1}, {who2} and {who3} are with {company}",
        ),
        _colleagues,
        every(added("contact_data", {"mimetype": _COMPANY}, _TRIO), _at(1), _at(2), _at(3)),
        _employ_all,
    ),
    Task(
        "contacts-merge",
        3,
        (
            '{who} is in my contacts twice, also as "{other}". Put the email of {other} into {who} and '
            "delete {other}",
            "Move the email address of the contact {other} to {who}, then delete {other}",
            "{other} and {who} are the same person: keep {who} with the email of {other} and remove {other}",
            "merge the contact {other} into {who} (address and all|with the email address)",
            "delete the contact {other}, but first copy the email to {who}",
            "add {other}'s mail address to the contact {who} and remove {other} from contacts",
        ),
        (
            "there should be one {who} with number and mail, not a {other} besides",
            "{other} is a double of {who}; the mail goes over, the double goes away",
        ),
        _twice,
        every(
            removed("contacts", {"display_name": "{other}"}),
            changed("emails", {"display_name": "{other}"}, {"display_name": "{who}", "data1": "{mail}"}),
            removed("contact_data", {"display_name": "{other}"}),
        ),
        _merge,
    ),
    Task(
        "contacts-swap-numbers",
        3,
        (
            "I mixed up the numbers of {who1} and {who2} in my contacts, swap them",
            "(Swap|Exchange) the phone numbers of {who1} and {who2}",
            "{who1} has {who2}'s number in my contacts and the other way round, correct that",
            "give {who1} the number of {who2} and {who2} the number of {who1}",
            "the numbers of the contacts {who1} and {who2} are interchanged, fix it",
            "in contacts, {who1} should have the number that {who2} has now, and {who2} that of {who1}",
        ),
        (
            "when I call {who1}, {who2} answers, and vice versa. Mend my contacts",
            "{who1} and {who2} got each other's number in my phone book",
        ),
        _swapped,
        every(
            has("phones", {"display_name": lambda v, b: v in (b.params["who1"], b.params["who2"])}, _PAIR),
            contains("phones", {"display_name": "{who1}", "data1": number("{who2_number}")}),
            contains("phones", {"display_name": "{who2}", "data1": number("{who1_number}")}),
        ),
        _swap,
    ),
    Task(
        "contacts-save-sender",
        2,
        (
            "{who} texted me from a new number, save it as a contact",
            "(Add|Save) the number that {who} just texted me from to my contacts",
            "there is a message from {who} with an unknown number, make a contact of it",
            "look at the text from {who} and put the number in my contacts under that name",
            "create a contact {who} with the number in my messages",
            "in messages {who} wrote from a number that is not in my contacts yet, add it",
        ),
        (
            "{who} wrote from who knows where, keep that number",
            "who that last text came from is {who}, the phone book should know",
        ),
        _announced,
        entered("{who}", "{number}"),
        _save_sender,
    ),
    Task(
        "contacts-star-or-mail",
        2,
        (
            "If {who} has an email address in my contacts, star the contact, otherwise enter {mail} there",
            "Look up {who}: with an email address star the contact, without one add {mail}",
            "check whether the contact {who} has an email. If yes, make it a favorite; if no, save {mail}",
            "enter {mail} for {who} if there is no email address in the contact, else star {who}",
            "{who} becomes a favorite if I have their email, if not then put {mail} into the contact",
            "in contacts: is there a mail address for {who}? Then favorite, else write {mail}",
        ),
        (
            "no mail for {who} in the phone book means {mail} goes in; if there is one, a star will do",
            "give {who} a star, unless the mail address is missing, in which case add {mail} instead",
        ),
        _mail_or_not,
        either_branch(
            "yes",
            changed("contacts", {"display_name": "{who}"}, {"starred": "1"}),
            added("emails", {"display_name": "{who}", "data1": "{mail}"}),
        ),
        _mail_or_star,
    ),
    Task(
        "contacts-delete-all",
        3,
        (
            "Delete all my contacts",
            "(erase|remove) every contact on this phone",
            "empty my contacts completely",
            "wipe the address book, all of it",
            "I want no contacts at all left, delete them",
            "get rid of everybody in my contacts",
        ),
        ("the phone book shall be blank", "start over with zero people in contacts"),
        _few,
        every(Judge(_nobody_left), may_change(*PERSON)),
        _delete_all,
        kind="risky",
    ),
    Task(
        "contacts-new-and-text",
        3,
        (
            "Add {new} with number {number} to my contacts and text {who} that {text}",
            "create a contact {new} {number}, then message {who} saying {text}",
            'save {number} as {new} and send {who} a text saying "{text}"',
            "text {who}: {text}. And put {new}, {number}, in my contacts",
            "I want {new} ({number}) in my contacts and {who} to get the message: {text}",
            "first {new} goes into my contacts with {number}, after that tell {who} by text that {text}",
        ),
        (
            "two things: {who} should read that {text}, and {number} is {new} for the phone book",
            "{new} is {number}, keep that, and let {who} know: {text}",
        ),
        _new_and_text,
        every(entered("{new}", "{number}"), texted("{who_number}", "{text}")),
        _create_and_text,
    ),
)

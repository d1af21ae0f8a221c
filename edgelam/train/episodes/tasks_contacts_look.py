"""Tasks in Contacts: finding, showing, marking and removing people."""

from __future__ import annotations

from device_drivers.virtual.providers.contacts import PHONE

from . import values
from .families import Families
from .oracle import Expert
from .sight import Lost
from .tasks_contacts import PEOPLE, show_card, somebody, value_of

TASKS = Families("com.android.contacts", "Contacts")


@TASKS.add("contacts.delete", 1.3)
def delete(x: Expert) -> None:
    ident, name, called = somebody(x)
    x.goal(
        (
            "(delete|remove|erase) [the] [contact] {which}",
            "(delete|remove) {which} from [my] contacts",
            "get rid of {which}'s (contact|number|entry)",
            "i (don't|do not) need {which}'s (contact|number) (any more|anymore), delete it",
        ),
        {"which": called},
        ("which",),
    )
    show_card(x, ident, name)
    x.action("Delete")
    x.tap("Delete")
    x.done(x.phone.content.row(f"{PEOPLE}/{ident}") is None)


def _star(x: Expert, on: bool) -> None:
    ident, name, called = somebody(x)
    row = x.phone.content.row(f"{PEOPLE}/{ident}")
    if row is None or (row.number("starred") == 1) == on and x.rng.random() < 0.6:
        raise Lost("already so")
    words = (
        "(add|put) {which} (to|in|into) [my] (favorites|favourites)",
        "(star|favorite|favourite) [the] [contact] {which}",
        "make {which} a (favorite|favourite)",
        "mark {which} as [a] (favorite|favourite)",
    )
    off = (
        "(remove|take|delete) {which} from [my|the] (favorites|favourites)",
        "(unstar|unfavorite) {which}",
        "{which} is no (favorite|favourite) any more",
        "(drop|remove) the star (from|of) {which}",
    )
    x.goal(words if on else off, {"which": called}, ("which",))
    show_card(x, ident, name)
    if (row.number("starred") == 1) != on:
        x.action("Add to favorites" if on else "Remove from favorites")
    now = x.phone.content.row(f"{PEOPLE}/{ident}")
    x.done(now is not None and (now.number("starred") == 1) == on)


@TASKS.add("contacts.star")
def star(x: Expert) -> None:
    _star(x, True)


@TASKS.add("contacts.unstar", 0.8)
def unstar(x: Expert) -> None:
    _star(x, False)


@TASKS.add("contacts.open", 1.3)
def open_card(x: Expert) -> None:
    ident, name, called = somebody(x)
    x.goal(
        (
            "(open|show|go to) [the] (contact|card|page|details) of {which}",
            "(show|find) [me] {which} [in my contacts]",
            "(what is|what's) {which}'s (number|phone number|email)",
            "(show|look up|find) [the] [phone] number of {which}",
            "open [the] contact {which}",
        ),
        {"which": called},
        ("which",),
    )
    show_card(x, ident, name)
    x.done(x.phone.page.cls.endswith("QuickContactActivity"))


@TASKS.add("contacts.search", 1.2)
def search(x: Expert) -> None:
    ident, name, called = somebody(x)
    query = called if x.rng.random() < 0.6 else called.split()[-1]
    opens = x.rng.random() < 0.4
    tail = " and open (the contact|it|the card)" if opens else ""
    x.goal(
        [
            words + tail
            for words in (
                "(search|look) for {query:q} (in|among) [my|the] contacts",
                "search [my] contacts for {query:q}",
                "use the search to find {query:q}",
                "(search|find) {query:q} with the contact search",
                "(enter|type) {query:q} in the contact search",
            )
        ],
        {"query": query},
        ("query",),
    )
    x.open()
    x.tap("Search")
    x.type("search_view", "query")
    if opens:
        x.tap(name, plain=True)
    x.done()


@TASKS.add("contacts.favourites", 0.7)
def favourites(x: Expert) -> None:
    x.goal(
        (
            "(show|open|go to|see) [me] [my] (favorites|favourites|favorite contacts|favourite contacts)",
            "(open|switch to) the (favorites|favourites) tab",
            "who are my (favorites|favourites)",
            "(show|list) [my] starred contacts",
        )
    )
    x.open()
    x.tab("Favorites")
    x.done()


@TASKS.add("contacts.message", 0.9)
def message(x: Expert) -> None:
    """Writing to somebody, by way of their card."""
    ident, name, called = somebody(x)
    if not value_of(x, ident, PHONE):
        raise Lost("no number")
    x.goal(
        (
            "(open|start) a (chat|message|text|conversation) (to|with) {which} from (their|the) contact",
            "(open|go to) {which}'s contact and (tap|press) message",
            "message {which} from [the] contacts",
        ),
        {"which": called},
        ("which",),
    )
    show_card(x, ident, name)
    x.tap("Message")
    x.done(x.stage.front.package == "com.android.messaging")


@TASKS.add("contacts.nobody")
def nobody(x: Expert) -> None:
    known = " ".join(row.text("display_name").lower() for row in x.phone.content.rows(PEOPLE))
    name = next(
        n
        for n in values.distinct(x.rng, values.person, 40)
        if n.split()[0].lower() not in known and n.split()[-1].lower() not in known
    )
    searched = x.rng.random() < 0.4
    words = (
        (
            "search for {query:q} in [my] contacts and (open|delete) (it|the contact)",
            "find {query:q} with the contact search and (call|open) (them|it)",
        )
        if searched
        else (
            "(delete|remove) [the] contact {query}",
            "(open|show) [the] contact {query}",
            "(what is|what's) {query}'s number",
            "add {query} to [my] favorites",
            "(change|set) {query}'s number to 555-0199",
        )
    )
    x.goal(words, {"query": name}, ("query",))
    x.open()
    if searched:
        x.tap("Search")
        x.type("search_view", "query")
    x.give_up()

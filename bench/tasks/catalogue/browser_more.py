"""Browser: private tabs, forms of the web, and prices."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

from bench.tasks.catalogue.browser import (
    BROWSER,
    go_to,
    html_of,
    mark_each,
    of_url,
    same_page,
    some_site,
)
from bench.tasks.catalogue.expenses import add_expense, open_expenses
from bench.tasks.hand import Hand, NotThere, nothing
from bench.tasks.judges import added, difference, has, unchanged
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.stocks.browser import Bookmark


def _nothing(world: World) -> dict[str, str]:
    return {}


def _subscriber(world: World) -> dict[str, str]:
    often, value = world.choose(("every month", "monthly"), ("every day", "daily"))
    name = world.stranger().split()[0].lower()
    return {"email": f"{name}@mail.example", "often": often, "choice": often.capitalize(), "value": value}


def _booking(world: World) -> dict[str, str]:
    day = world.day(3, 25)
    return {
        "name": world.stranger(),
        "date": day.date().isoformat(),
        "said": f"{day:%B} {day.day}",
        "time": world.choose("12:00", "14:00", "16:00"),
    }


def _kettle(world: World) -> dict[str, str]:
    return {"colour": world.choose("Cream", "Red"), "count": str(world.choose(2, 3, 4))}


def _price(world: World, thing: str) -> int:
    found = re.search(r"\$(\d+)\.(\d\d)", html_of(world, f"pinegoods.example/{thing}"))
    assert found is not None
    return int(found[1]) * 100 + int(found[2])


def _dear_or_not(world: World) -> dict[str, str]:
    world.drop("bookmarks", lambda one: "pinegoods" in one.url)
    cents, under = _price(world, "kettle"), world.choose("1", "0")
    limit = cents // 100 + (4 if under == "1" else -4)
    return {"limit": str(limit), "under": under, "thing": "kettle" if under == "1" else "lantern"}


def _lantern(world: World) -> dict[str, str]:
    cents = _price(world, "lantern")
    return {"amount": f"{cents / 100:.2f}", "cents": str(cents), "today": world.now.date().isoformat()}


def _language(world: World) -> dict[str, str]:
    return {**some_site(world), "language": world.choose("Spanish", "Japanese", "Norwegian", "Arabic")}


def _marked_site(world: World) -> dict[str, str]:
    p = some_site(world)
    world.drop("bookmarks", lambda one: p["url"] in one.url)
    world.add("bookmarks", Bookmark(title=p["site"], url=f"https://{p['url']}/"))
    return p


def _news(value: str, before: Before) -> bool:
    return any(same_page(value, f"harbornews.example/{name}") for name in ("ferry", "market", "bridge"))


def _form(**wanted: str) -> Judge:
    """One form was sent, and what was filled in is exactly this."""

    def check(after: State, before: Before) -> bool:
        went, came = difference("forms", after, before)
        sent = [dict(pair for pair in parse_qsl(row["data"])) for row in came]
        meant = {name: text.format(**before.params) for name, text in wanted.items()}
        return not went and sent == [meant]

    return Judge(check, frozenset({"forms"}))


def _subscribed(after: State, before: Before) -> bool:
    went, came = difference("forms", after, before)
    p = before.params
    wanted = [("email", p["email"]), ("often", p["value"]), ("topic", "local"), ("topic", "culture")]
    return not went and [sorted(parse_qsl(row["data"])) for row in came] == [sorted(wanted)]


def _private(after: State, before: Before) -> bool:
    return BROWSER in after.front and bool(after.rows("tabs", active="1", incognito="1"))


def _marked_thing(after: State, before: Before) -> bool:
    url = f"pinegoods.example/{before.params['thing']}"
    went, came = difference("bookmarks", after, before)
    return not went and len(came) == 1 and same_page(came[0]["url"], url)


def _fill(hand: Hand, label: str, text: str) -> None:
    """A field of a web page, whose words are the page's own."""
    for _ in range(10):
        fields = [e for e in hand.screen.elements if e.role == "input" and label in (e.hint, e.desc)]
        if fields:
            hand.write(fields[0], text)
            return
        if not hand.scroll("down"):
            break
    raise NotThere(label)


def _open_bookmarks(hand: Hand, p: Params) -> None:
    hand.open(BROWSER)
    hand.tap("More options", "Bookmarks")


def _new_private(hand: Hand, p: Params) -> None:
    hand.open(BROWSER)
    hand.tap("More options", "New private tab")


def _subscribe(hand: Hand, p: Params) -> None:
    go_to(hand, "harbornews.example")
    hand.tap_text("Newsletter")
    _fill(hand, "you@mail.example", p["email"])
    hand.tap_text("How often")
    hand.tap_text(p["choice"])
    hand.switch("Culture", plain=True)
    hand.tap_text("Subscribe")


def _book(hand: Hand, p: Params) -> None:
    go_to(hand, "library.maplewood.example")
    hand.tap_text("Book a study room")
    _fill(hand, "Your name", p["name"])
    _fill(hand, "YYYY-MM-DD", p["date"])
    hand.tap_text("Time")
    hand.tap_text(p["time"])
    hand.tap_text("Elm (8 seats)")
    hand.tap_text("Book room")


def _basket(hand: Hand, p: Params) -> None:
    go_to(hand, "pinegoods.example")
    hand.tap_text("Enamel kettle")
    hand.tap_text("Colour")
    hand.tap_text(p["colour"])
    _fill(hand, "Quantity", p["count"])
    hand.switch("Gift wrapping", plain=True)
    hand.tap_text("Add to basket")


def _mark_one(hand: Hand, p: Params) -> None:
    go_to(hand, "pinegoods.example")
    hand.tap_text("Enamel kettle" if p["thing"] == "kettle" else "Storm lantern")
    hand.menu("Bookmark this page")


def _book_lantern(hand: Hand, p: Params) -> None:
    go_to(hand, "pinegoods.example")
    open_expenses(hand)
    add_expense(hand, p["amount"], "Shopping", "Storm lantern")


TASKS = (
    Task(
        "browser-private",
        1,
        (
            "Open a private tab",
            "Start a new private tab in the browser",
            "I want to browse privately, open a tab for that",
            "new private tab please",
            "give me a private browser tab",
            "open the browser in private mode",
        ),
        ("I'm shopping for presents, nothing should stay in the history", "incognito please"),
        _nothing,
        Judge(_private),
        _new_private,
    ),
    Task(
        "browser-newsletter",
        3,
        (
            "Subscribe {email} to the newsletter of harbornews.example, {often}, topics local and culture",
            "Sign {email} up for the Harbor News newsletter (harbornews.example): {often}, local and culture",
            "on harbornews.example, order the newsletter for {email}. How often: {often}. Topics: local, "
            "culture",
            "I want the newsletter of harbornews.example at {email} {often}, with local news and culture",
            "fill in the newsletter form at harbornews.example: {email}, {often}, topics local and culture",
            "get me on the mailing list of Harbor News at harbornews.example with {email}, {often}, local "
            "and "
            "culture only",
        ),
        (
            "what happens locally and in culture should reach {email} {often}; harbornews.example has a "
            "newsletter",
            "harbornews.example, newsletter, {email}, {often}, local plus culture",
        ),
        _subscriber,
        Judge(_subscribed, frozenset({"forms"})),
        _subscribe,
    ),
    Task(
        "browser-book-room",
        3,
        (
            "Book the study room Elm at library.maplewood.example for {name} on {said} at {time}",
            "Reserve the room Elm for {name} on library.maplewood.example: {said}, {time}",
            "on library.maplewood.example, book a study room: name {name}, {said}, {time}, room Elm",
            "I need the study room Elm of the library (library.maplewood.example) at {time} on {said}, name "
            "{name}",
            "fill in the booking form of library.maplewood.example for Elm, {said}, {time}, in the name of "
            "{name}",
            "get {name} the study room Elm at {time} on {said}, via library.maplewood.example",
        ),
        (
            "{name} has to learn, {said} at {time}; Elm at library.maplewood.example would be the room, "
            "book it",
            "library.maplewood.example: Elm, {said}, {time}, {name}",
        ),
        _booking,
        _form(name="{name}", date="{date}", time="{time}", room="Elm"),
        _book,
    ),
    Task(
        "browser-basket",
        3,
        (
            "Put {count} enamel kettles in {colour} with gift wrapping into the basket at pinegoods.example",
            "On pinegoods.example, add {count} {colour} enamel kettles to the basket, gift wrapped",
            "add the enamel kettle, {colour}, quantity {count}, with gift wrapping, to the basket of "
            "pinegoods.example",
            "I want {count} gift-wrapped enamel kettles in {colour} in the basket of pinegoods.example",
            "go to pinegoods.example and put the enamel kettle in the basket {count} times, {colour}, as a "
            "gift",
            "basket at pinegoods.example: enamel kettle, {colour}, {count} pieces, gift wrapping",
        ),
        (
            "{count} friends get an enamel kettle in {colour}, wrapped; pinegoods.example has them, just "
            "the basket",
            "pinegoods.example. enamel kettle. {colour}. {count}. wrapped. basket",
        ),
        _kettle,
        _form(item="Enamel kettle", colour="{colour}", quantity="{count}", gift="yes"),
        _basket,
    ),
    Task(
        "browser-if-price",
        2,
        (
            "If the enamel kettle at pinegoods.example costs less than ${limit}, bookmark its page, "
            "otherwise bookmark "
            "the page of the storm lantern there",
            "Look at pinegoods.example: enamel kettle under ${limit}? Bookmark it. If not, bookmark the "
            "storm lantern",
            "bookmark the enamel kettle of pinegoods.example when it is below ${limit}, else the storm "
            "lantern",
            "is the enamel kettle on pinegoods.example cheaper than ${limit}? Then I want a bookmark of it, "
            "otherwise "
            "of the storm lantern",
            "add a bookmark at pinegoods.example: the storm lantern if the enamel kettle costs more than "
            "${limit}, the "
            "kettle if it costs less",
            "check what the enamel kettle costs at pinegoods.example; up to ${limit} bookmark it, above "
            "that bookmark "
            "the storm lantern",
        ),
        (
            "kettle or lantern from pinegoods.example as a present? The enamel kettle if it's under "
            "${limit}, or else "
            "the storm lantern; leave me a bookmark of it",
            "pinegoods.example, enamel kettle < ${limit}: bookmark kettle; otherwise: bookmark storm lantern",
        ),
        _dear_or_not,
        Judge(_marked_thing, frozenset({"bookmarks"})),
        _mark_one,
    ),
    Task(
        "browser-bookmark-news",
        3,
        (
            "Bookmark all three articles on the front page of harbornews.example",
            "Add a bookmark for every article that harbornews.example has on its first page",
            "go through the articles on harbornews.example and bookmark each one's page",
            "I want to read all articles of harbornews.example later, bookmark them one by one",
            "open each article on the start page of harbornews.example and bookmark it",
            "bookmarks for all the news stories on harbornews.example please",
        ),
        (
            "whatever stories harbornews.example has on its front page, keep them all for me as bookmarks",
            "harbornews.example, front page, every story: bookmark",
        ),
        _nothing,
        added("bookmarks", {"url": _news}, times=3),
        mark_each("harbornews.example", "New ferry timetable", "Night market", "Old swing bridge"),
    ),
    Task(
        "browser-price-to-expense",
        3,
        (
            "Look up the price of the storm lantern at pinegoods.example and add it as an expense in "
            "Shopping, memo "
            "Storm lantern",
            "I bought the storm lantern from pinegoods.example, enter its price in Expenses under Shopping "
            "as Storm "
            "lantern",
            "add an expense Storm lantern in Shopping; what it costs is on pinegoods.example",
            "find the storm lantern's price on pinegoods.example and record it in my expenses (Shopping, "
            "Storm "
            "lantern)",
            "new expense: Storm lantern, category Shopping, at the price that pinegoods.example says",
            "check pinegoods.example for what the storm lantern costs, then put that into Expenses as Storm "
            "lantern "
            "under Shopping",
        ),
        (
            "the storm lantern off pinegoods.example was mine today, so my Shopping expenses need that sum, "
            "called "
            "Storm lantern",
            "pinegoods.example > storm lantern > price > Expenses > Shopping > Storm lantern",
        ),
        _lantern,
        added(
            "expenses",
            {"amount": "{cents}", "category": "Shopping", "note": "Storm lantern", "date": "{today}"},
        ),
        _book_lantern,
    ),
    Task(
        "browser-bookmark-already",
        1,
        (
            "Make sure {site} ({url}) is bookmarked",
            "See to it that there is a bookmark for {url}",
            "{site} has to be among my bookmarks, add {url} if it is missing",
            "check that I have a bookmark of {url}[, and add it if not]",
            "I want {site}, {url}, in my bookmarks",
            "there should be a bookmark for {site} at {url}",
        ),
        (
            "surely I bookmarked {url}? see that I did",
            "without a bookmark of {url} I'd be lost, look after it",
        ),
        _marked_site,
        has("bookmarks", {"url": of_url}),
        _open_bookmarks,
        kind="already",
    ),
    Task(
        "browser-translate-impossible",
        1,
        (
            "Translate {url} into {language}",
            "Show me {site} ({url}) in {language}",
            "have the browser translate the page {url} to {language}",
            "I want to read {url} in {language}",
            "open {url} and translate it into {language}",
            "turn {site} at {url} into {language}",
        ),
        ("my guest only speaks {language} and wants to read {url}", "{url}, but {language}"),
        _language,
        unchanged,
        nothing,
        kind="impossible",
    ),
)

"""Browser: pages and what they say, bookmarks, history, and forms of the web."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

from bench.tasks.catalogue.expenses import add_expense, open_expenses
from bench.tasks.hand import Hand, NotThere, nothing
from bench.tasks.judges import added, changed, difference, front, has, removed, unchanged
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.stocks.browser import Bookmark, Visit

BROWSER = "com.android.browser"
_SITES = (
    ("Harbor News", "harbornews.example"), ("Pine Goods", "pinegoods.example"),
    ("Commonpedia", "commonpedia.example"), ("Maplewood Library", "library.maplewood.example"),
)  # fmt: skip
_PAGES = {  # what to search for, the link's words, and where it leads
    "grey heron": ("Grey heron - Commonpedia", "commonpedia.example/heron"),
    "rye bread": ("Rye bread - Commonpedia", "commonpedia.example/rye-bread"),
    "lighthouse keepers": ("Lighthouse - Commonpedia", "commonpedia.example/lighthouse"),
    "swing bridge": ("Swing bridge - Harbor News", "harbornews.example/bridge"),
    "night market": ("Night market - Harbor News", "harbornews.example/market"),
    "wool blanket": ("Wool blanket - Pine Goods", "pinegoods.example/blanket"),
}
_FACTS = {  # a question, where its answer is, and the words around it
    "How tall does a grey heron get": ("grey heron", r"up to (\d+ cm)"),
    "How many eggs does a grey heron have": ("grey heron", r"the (\d+ eggs)"),
    "How long does rye bread have to rise": ("rye bread", r"rise for (\d+ hours)"),
    "How hot does the oven have to be for rye bread": ("rye bread", r"Bake it at (\d+ °C)"),
    "How many weeks will the work on the old swing bridge take": ("swing bridge", r"takes (\d+ weeks)"),
    "Which bus goes to the night market on Quay Street": ("night market", r"take (bus \d+)"),
    "How high is the lighthouse tower on Gull Point": ("lighthouse keepers", r"is (\d+ metres) high"),
}
_SHELVES = ("Reading", "Later", "Weekend", "Home")


# Draws
def _html(world: World, url: str) -> str:
    page = next(one for one in world.things("web_pages") if one.url.rstrip("/") == f"https://{url}")
    return " ".join(page.html.split())


def _site(world: World) -> dict[str, str]:
    title, url = world.choose(*_SITES)
    return {"site": title, "url": url}


def _page(world: World) -> dict[str, str]:
    words = world.choose(*_PAGES)
    title, url = _PAGES[words]
    world.drop("bookmarks", lambda one: url in one.url)
    world.drop("visits", lambda one: url in one.url)
    return {"words": words, "link": title, "url": url}


def _fact(world: World) -> dict[str, str]:
    question = world.choose(*_FACTS)
    words, pattern = _FACTS[question]
    title, url = _PAGES[words]
    found = re.search(pattern, _html(world, url))
    assert found is not None
    return {"question": question, "asked": question[0].lower() + question[1:], "words": words, "link": title,
            "answer": found[1]}  # fmt: skip


def _marked(world: World) -> dict[str, str]:
    """A bookmark of its own."""
    p = _page(world)
    mark = world.add("bookmarks", Bookmark(title=world.title(), url=f"https://{p['url']}"))
    return {**p, "title": mark.title, "name": world.title(), "folder": world.choose(*_SHELVES)}


def _visited(world: World) -> dict[str, str]:
    p = _page(world)
    world.add("visits", Visit(url=f"https://{p['url']}", minutes_ago=world.rng.randrange(5, 25)))
    return p


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
    found = re.search(r"\$(\d+)\.(\d\d)", _html(world, f"pinegoods.example/{thing}"))
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
    return {**_site(world), "language": world.choose("Spanish", "Japanese", "Norwegian", "Arabic")}


def _marked_site(world: World) -> dict[str, str]:
    p = _site(world)
    world.drop("bookmarks", lambda one: p["url"] in one.url)
    world.add("bookmarks", Bookmark(title=p["site"], url=f"https://{p['url']}/"))
    return p


# Judges
def _is(value: str, url: str) -> bool:
    return value.removeprefix("https://").rstrip("/") == url


def _at(after: State, before: Before) -> bool:
    """The page is open in the tab in front."""
    tabs = after.rows("tabs", active="1")
    return BROWSER in after.front and any(_is(tab["url"], before.params["url"]) for tab in tabs)


def _url(value: str, before: Before) -> bool:
    return _is(value, before.params["url"])


def _news(value: str, before: Before) -> bool:
    return any(_is(value, f"harbornews.example/{name}") for name in ("ferry", "market", "bridge"))


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


def _forgotten(after: State, before: Before) -> bool:
    return not after.tables["history"]


def _marked_thing(after: State, before: Before) -> bool:
    url = f"pinegoods.example/{before.params['thing']}"
    went, came = difference("bookmarks", after, before)
    return not went and len(came) == 1 and _is(came[0]["url"], url)


# By hand
def go_to(hand: Hand, address: str) -> None:
    """An address in a new browser."""
    hand.open(BROWSER)
    hand.fill("Search or type web address", address)
    hand.tap("Open address")


def search_web(hand: Hand, words: str) -> None:
    """Words in the search engine."""
    hand.open(BROWSER)
    hand.fill("Search or type web address", words)
    hand.tap("Search the web")


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


def _open_page(hand: Hand, p: Params) -> None:
    search_web(hand, p["words"])
    hand.tap_text(p["link"])


def _answered(hand: Hand, p: Params) -> bool:
    return any(p["answer"] in e.label for e in hand.screen.elements)


def _read(hand: Hand, p: Params) -> None:
    """Some results say it already where they were found."""
    search_web(hand, p["words"])
    if _answered(hand, p):
        return
    hand.tap_text(p["link"])
    while not _answered(hand, p) and hand.scroll("down"):
        pass


def _bookmark(hand: Hand, p: Params) -> None:
    _open_page(hand, p)
    hand.menu("Bookmark this page")


def _bookmark_options(hand: Hand, p: Params) -> None:
    hand.open(BROWSER)
    hand.tap("More options", "Bookmarks")
    hand.find(p["title"])
    hand.tap("Bookmark options", near=p["title"])


def _unmark(hand: Hand, p: Params) -> None:
    _bookmark_options(hand, p)
    hand.tap("Delete")


def _file_mark(hand: Hand, p: Params) -> None:
    _bookmark_options(hand, p)
    hand.tap("Edit")
    hand.fill("Page name", p["name"])
    hand.fill("Folder", p["folder"])
    hand.tap("Save")


def _open_bookmarks(hand: Hand, p: Params) -> None:
    hand.open(BROWSER)
    hand.tap("More options", "Bookmarks")


def _open_history(hand: Hand, p: Params) -> None:
    hand.open(BROWSER)
    hand.tap("More options", "History")


def _forget_one(hand: Hand, p: Params) -> None:
    _open_history(hand, p)
    hand.find(p["link"])
    hand.tap("Remove from history", near=p["link"])


def _forget_all(hand: Hand, p: Params) -> None:
    _open_history(hand, p)
    hand.menu("Clear browsing data", "All time", "Clear data")


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


def _mark_news(hand: Hand, p: Params) -> None:
    go_to(hand, "harbornews.example")
    for n, words in enumerate(("New ferry timetable", "Night market", "Old swing bridge")):
        if n:
            hand.back()
        link = next(e for e in hand.screen.elements if e.label.startswith(words) and e.state.clickable)
        hand.tap_element(link)
        hand.menu("Bookmark this page")


def _book_lantern(hand: Hand, p: Params) -> None:
    go_to(hand, "pinegoods.example")
    open_expenses(hand)
    add_expense(hand, p["amount"], "Shopping", "Storm lantern")


TASKS = (
    Task(
        "browser-open",
        1,
        (
            "Open {url}[ in the browser]",
            "Go to {url}",
            "show me the web page {url}",
            "I want to read {site}, that's {url}",
            "browse to {url}[ please]",
            "take the browser to the address {url}",
        ),
        ("{url}, I want to see what's there", "what's up at {url}?"),
        _site,
        Judge(_at),
        lambda hand, p: go_to(hand, p["url"]),
        kind="ask",
    ),
    Task(
        "browser-search",
        2,
        (
            "Search the web for {words} and open {link}",
            "Find the page {link} by searching for {words}",
            "look {words} up on the web, then open the result {link}",
            "open {link}, a web search for {words} finds it",
            "do a web search for {words} and go to {link}",
            "I'd like to read {link}, search for {words} in the browser",
        ),
        ("{words}: the page {link} says it all, get it up", "something on {words} please, namely {link}"),
        _page,
        Judge(_at),
        _open_page,
        kind="ask",
    ),
    Task(
        "browser-fact",
        2,
        (
            "{question}? Look it up on the web",
            "Search the web: {asked}?",
            "find out in the browser: {asked}?",
            "I wonder, {asked}? Show me a web page that says so",
            "{question}? The page {link} should know",
            "open the browser and find an answer: {asked}?",
        ),
        ("{asked}? no idea, the web will tell", "settle a bet for us: {asked}?"),
        _fact,
        front(BROWSER, "{answer}"),
        _read,
        kind="ask",
    ),
    Task(
        "browser-bookmark",
        2,
        (
            "Bookmark the page {link}",
            "Search for {words} and add a bookmark for {link}",
            "put the web page {link} among my bookmarks",
            "I want to find {link} again, bookmark it",
            "find {link} on the web and bookmark it",
            "save a bookmark of the page {link}, you find it with {words}",
        ),
        ("keep {link} for me in the browser", "{link} deserves a bookmark"),
        _page,
        added("bookmarks", {"url": _url}),
        _bookmark,
    ),
    Task(
        "browser-bookmark-delete",
        2,
        (
            "Delete the bookmark {title}",
            "Remove {title} from my bookmarks",
            "take the bookmark {title} out of the browser",
            "I don't need the bookmark called {title} any more, delete it",
            "get rid of the browser's bookmark {title}",
            "the bookmark {title} can be deleted",
        ),
        ("{title} is bookmarked, and should not be", "one bookmark less: {title}"),
        _marked,
        removed("bookmarks", {"title": "{title}"}),
        _unmark,
    ),
    Task(
        "browser-bookmark-file",
        3,
        (
            "Rename the bookmark {title} to {name} and put it into the folder {folder}",
            "Move the bookmark {title} to the folder {folder} and call it {name}",
            "the bookmark {title} should be called {name} and be in the folder {folder}",
            "edit the bookmark {title}: name {name}, folder {folder}",
            "in my bookmarks, change {title} to {name} and file it under {folder}",
            "file the bookmark {title} under {folder}, with {name} as its new name",
        ),
        (
            "{title} is no name for a bookmark, {name} is, and it belongs into {folder}",
            "my bookmark {title}: from now on {name}, in {folder}",
        ),
        _marked,
        changed("bookmarks", {"title": "{title}"}, {"title": "{name}", "folder": "{folder}"}),
        _file_mark,
    ),
    Task(
        "browser-history-delete",
        2,
        (
            "Remove {link} from the browser's history",
            "Delete the page {link} from my browsing history",
            "take {link} out of the history",
            "nobody needs to know that I read {link}, remove it from the history",
            "only the entry {link} should go from my browser history",
            "forget in the browser's history that I visited {link}",
        ),
        (
            "I was never at {link}, if you know what I mean",
            "history of the browser: lose {link}, keep the rest",
        ),
        _visited,
        removed("history", {"url": _url}),
        _forget_one,
    ),
    Task(
        "browser-history-clear",
        2,
        (
            "Clear the browser's history",
            "Delete all my browsing data",
            "wipe my whole browsing history",
            "I want the browser to forget every page I visited",
            "erase the history of the browser, all of it",
            "remove all pages from the browsing history",
        ),
        (
            "nobody should be able to see where I've been on the web",
            "clean out the browser's memory, from day one",
        ),
        _visited,
        Judge(_forgotten, frozenset({"forms"})),
        _forget_all,
    ),
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
        _mark_news,
        parts=3,
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
        apps=(BROWSER, "com.android.expenses"),
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
        has("bookmarks", {"url": _url}),
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

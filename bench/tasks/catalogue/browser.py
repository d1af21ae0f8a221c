"""Browser: pages and what they say, bookmarks, history, and forms of the web."""

from __future__ import annotations

import re

from bench.tasks.hand import Hand, NotThere, Oracle
from bench.tasks.judges import added, changed, front, removed
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.stocks.browser import Bookmark, Visit
from edgelam.core.screen import Element

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
def html_of(world: World, url: str) -> str:
    page = next(one for one in world.things("web_pages") if one.url.rstrip("/") == f"https://{url}")
    return " ".join(page.html.split())


def some_site(world: World) -> dict[str, str]:
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
    found = re.search(pattern, html_of(world, url))
    assert found is not None
    return {"question": question, "asked": question[0].lower() + question[1:], "words": words, "link": title,
            "answer": found[1]}  # fmt: skip


def _no_goods(world: World) -> dict[str, str]:
    world.drop("bookmarks", lambda one: "pinegoods.example/" in one.url and not one.url.endswith("/"))
    return {}


def _marked(world: World) -> dict[str, str]:
    """A bookmark of its own."""
    p = _page(world)
    mark = world.add("bookmarks", Bookmark(title=world.title(), url=f"https://{p['url']}"))
    return {**p, "title": mark.title, "name": world.title(), "folder": world.choose(*_SHELVES)}


def _visited(world: World) -> dict[str, str]:
    p = _page(world)
    world.add("visits", Visit(url=f"https://{p['url']}", minutes_ago=world.rng.randrange(5, 25)))
    return p


# Judges
def same_page(value: str, url: str) -> bool:
    return value.removeprefix("https://").rstrip("/") == url


def _at(after: State, before: Before) -> bool:
    """The page is open in the tab in front."""
    tabs = after.rows("tabs", active="1")
    return BROWSER in after.front and any(same_page(tab["url"], before.params["url"]) for tab in tabs)


def _goods(value: str, before: Before) -> bool:
    names = ("kettle", "lantern", "blanket", "mug")
    return any(same_page(value, f"pinegoods.example/{name}") for name in names)


def of_url(value: str, before: Before) -> bool:
    return same_page(value, before.params["url"])


def _forgotten(after: State, before: Before) -> bool:
    return not after.tables["history"]


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


def _link(hand: Hand, words: str) -> Element:
    """The first link that begins so."""
    while True:
        links = (e for e in hand.screen.elements if e.label.startswith(words) and e.state.clickable)
        link = next(links, None)
        if link is not None:
            return link
        if not hand.scroll("down"):
            raise NotThere(f"no link {words!r}")


def mark_each(address: str, *links: str) -> Oracle:
    """Bookmark the pages that a page links to, by how the links begin."""

    def oracle(hand: Hand, p: Params) -> None:
        go_to(hand, address)
        for n, words in enumerate(links):
            if n:
                hand.back()
            hand.tap_element(_link(hand, words))
            hand.menu("Bookmark this page")

    return oracle


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
        some_site,
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
        added("bookmarks", {"url": of_url}),
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
        "browser-bookmark-goods",
        4,
        (
            "Bookmark all four products of pinegoods.example",
            "Add a bookmark for the page of every product at pinegoods.example",
            "go through the products on pinegoods.example and bookmark each one's page",
            "I want to compare the products of pinegoods.example later, bookmark all of their pages",
            "open each product that pinegoods.example sells and save it as a bookmark",
            "bookmarks for everything under Products on pinegoods.example please",
        ),
        (
            "whatever pinegoods.example has to sell, I want to find it again among my bookmarks, piece by "
            "piece",
            "pinegoods.example, every product page: bookmark",
        ),
        _no_goods,
        added("bookmarks", {"url": _goods}, times=4),
        mark_each("pinegoods.example", "Enamel kettle", "Storm lantern", "Wool blanket", "Birch mug"),
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
        removed("history", {"url": of_url}),
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
)

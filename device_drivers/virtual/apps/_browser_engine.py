"""The browser behind its screens: tabs, where they go, and what an address answers."""

from __future__ import annotations

import html as entities
from collections.abc import Mapping
from urllib.parse import quote_plus, urlsplit

from device_drivers.virtual.apps._browser_html import fill_in, parse, place_of, sent_with, title_of
from device_drivers.virtual.apps._browser_lists import HISTORY, TABS
from device_drivers.virtual.apps._media_kit import quoted
from device_drivers.virtual.kernel import App, System
from device_drivers.virtual.providers.resolver import Row, Value

_ENGINE = "https://search.example/"
_FAULT = "<title>{0}</title><h1>{0}</h1><p>{1}</p>"
_NO_NET = _FAULT.format("No internet", "Check the Wi-Fi, mobile data or airplane mode.")
_NO_PAGE = _FAULT.format("Page not found", "There is nothing at this address (404).")
_NO_HOST = _FAULT.format("This site can't be reached", "The address of the server could not be found.")


class Engine(App):
    """Tabs with a history each. The active one is what the browser shows."""

    def __init__(self, system: System) -> None:
        super().__init__(system)
        self.pages: dict[str, str] = {}  # HTML by host and path
        self.sent: dict[str, Mapping[str, str]] = {}  # what was last posted, by host and path

    # tabs
    def tab(self) -> Row:
        """The active tab; there always is one."""
        rows = self.content.rows(TABS)
        active = next((row for row in rows if row.number("active")), None)
        if active is not None:
            return active
        if rows:
            self.choose(rows[-1].number("_id"))
        else:
            self.new_tab()
        return self.tab()

    def choose(self, ident: int) -> None:
        self.content.update(TABS, {"active": 0})
        self.content.update(f"{TABS}/{ident}", {"active": 1})

    def new_tab(self, url: str = "", private: bool = False) -> None:
        now = self.system.now_ms()
        uri = self.content.insert(TABS, {"incognito": int(private), "date": now})
        self.choose(int(uri.rsplit("/", 1)[1]))
        if url:
            self._load(self.tab(), [url], 0)

    def close_tab(self, ident: int) -> dict[str, Value]:
        """What it was, to bring it back."""
        names, rows = self.content.query(f"{TABS}/{ident}")
        self.content.delete(f"{TABS}/{ident}")
        return {**dict(zip(names, rows[0], strict=True)), "active": 0} if rows else {}

    # where the active tab goes
    def go(self, url: str, posted: Mapping[str, str] | None = None) -> None:
        """Open an address; empty for the new tab page."""
        if posted is not None:
            self.sent[place_of(url)] = posted
        tab = self.tab()
        past = tab.text("entries").split("\n")[: tab.number("place") + 1]
        entries = [*past, url]
        self._load(tab, entries, len(entries) - 1)

    def step(self, by: int) -> bool:
        """Back or forward; False where there is nothing more."""
        tab = self.tab()
        entries, place = tab.text("entries").split("\n"), tab.number("place") + by
        if not 0 <= place < len(entries):
            return False
        self._load(tab, entries, place)
        return True

    def reload(self) -> None:
        tab = self.tab()
        self._load(tab, tab.text("entries").split("\n"), tab.number("place"))

    def _load(self, tab: Row, entries: list[str], place: int) -> None:
        url, now = entries[place], self.system.now_ms()
        title = title_of(parse(self.html(url))) if url else ""
        values: dict[str, Value] = {
            "url": url, "title": title, "entries": "\n".join(entries), "place": place, "date": now,
        }  # fmt: skip
        self.content.update(f"{TABS}/{tab.number('_id')}", values)
        if not url or tab.number("incognito") or not self.online():
            return
        known = self.content.row(HISTORY, f"url={quoted(url)}")
        if known is None:
            self.content.insert(HISTORY, {"url": url, "title": title, "created": now, "date": now})
        else:
            seen: dict[str, Value] = {"title": title, "date": now, "visits": known.number("visits") + 1}
            self.content.update(f"{HISTORY}/{known.number('_id')}", seen)

    # what the web says
    def online(self) -> bool:
        on = self.system.settings.on
        return on("global", "wifi_on") or (
            on("global", "mobile_data") and not on("global", "airplane_mode_on")
        )

    def search_url(self, words: str) -> str:
        return f"{_ENGINE}?q={quote_plus(words)}"

    def html(self, url: str) -> str:
        """The page at an address."""
        if not self.online():
            return _NO_NET
        place, values = place_of(url), sent_with(url)
        if place == place_of(_ENGINE):
            return self._results(values.get("q", ""))
        if place in self.pages:
            return fill_in(self.pages[place], values or self.sent.get(place, {}))
        host = place_of(f"//{urlsplit(url).netloc}")
        return _NO_PAGE if any(known.partition("/")[0] == host for known in self.pages) else _NO_HOST

    def _results(self, words: str) -> str:
        """The pages that have all the words, those with them in the title first."""
        wanted = words.lower().split()
        found = []
        for place, text in self.pages.items():
            root = parse(text)
            title, body = title_of(root), root.text()
            if "{{" not in text and wanted and all(word in f"{title} {body}".lower() for word in wanted):
                hits = sum(word in title.lower() for word in wanted)
                found.append((-hits, place, title, body.removeprefix(title).strip()[:140]))
        shown = entities.escape(words)
        items = "".join(
            f'<li><h3><a href="https://{place}">{entities.escape(title)}</a></h3><p>{entities.escape(body)}</p></li>'
            for _, place, title, body in sorted(found)
        )
        form = (
            f'<form action="{_ENGINE}"><input id="q" type="search" name="q" value="{shown}"'
            ' aria-label="Search the web">'
            "<button>Search</button></form>"
        )
        results = f"<ul>{items}</ul>" if items else f"<p>No results for {shown}</p>"
        return f"<title>{shown} - Search</title>{form}<h2>Results</h2>{results}"

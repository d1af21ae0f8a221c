"""The browser: pages in tabs, an address bar that also searches, and what is remembered of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from urllib.parse import urlencode

from device_drivers.virtual.apps._browser_engine import Engine
from device_drivers.virtual.apps._browser_html import parse, place_of, title_of, typed
from device_drivers.virtual.apps._browser_lists import (
    BOOKMARKS,
    HISTORY,
    TABS,
    BookmarkPage,
    BookmarksPage,
    HistoryPage,
    TabsPage,
)
from device_drivers.virtual.apps._browser_web import Document, matches
from device_drivers.virtual.apps._media_kit import quoted
from device_drivers.virtual.apps._share import share
from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.intents import DEFAULT, LAUNCHER, MAIN, SENDTO, VIEW, Filter, Intent
from device_drivers.virtual.kernel import Page, System
from device_drivers.virtual.providers.resolver import Route, Row, Tables, Value, insert_row
from device_drivers.virtual.window.bars import menu_layer, scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import items
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.layout import Scale, lay_out
from device_drivers.virtual.window.view import WRAP, View

FORM_DATA = "content://com.android.browser/form_data"
_ACTIONS = {"tel": "android.intent.action.DIAL", "mailto": SENDTO}  # of links to other apps
_WEB_SEARCH = "android.intent.action.WEB_SEARCH"
_BROWSABLE = "android.intent.category.BROWSABLE"
_BAR, _FIND = "url_bar", "find_query"
SCHEMA = """
CREATE TABLE browser_tabs (_id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT DEFAULT '', url TEXT DEFAULT '',
  entries TEXT DEFAULT '', place INTEGER DEFAULT 0, active INTEGER DEFAULT 0, incognito INTEGER DEFAULT 0,
  date INTEGER);
CREATE TABLE browser_bookmarks (_id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT, url TEXT,
  folder TEXT DEFAULT '', created INTEGER);
CREATE TABLE browser_history (_id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT, url TEXT, created INTEGER,
  date INTEGER, visits INTEGER DEFAULT 1);
CREATE TABLE browser_forms (_id INTEGER PRIMARY KEY AUTOINCREMENT, page TEXT, url TEXT, method TEXT,
  data TEXT, date INTEGER);
"""


class BrowserPage(Page):
    cls = ".BrowserActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.browser = app
        self.finding = False
        self.hit = 0
        self._shown: tuple[object, ...] = ()
        self._document: Document | None = None

    def view(self, ui: Kit) -> View:
        tab = self.browser.tab()
        url = tab.text("url")
        if self.state.focus == _BAR:
            return scaffold(ui, "", self._suggestions(ui), bar=self._address(ui, tab))
        self.state.fields[_BAR] = url
        document = self._loaded(tab)
        bar = self._find_bar(ui) if self.finding and document is not None else self._address(ui, tab)
        if document is None:
            return scaffold(ui, "", self._new_tab(ui), bar=bar)
        found = self.state.fields.get(_FIND, "").strip() if self.finding else ""
        return scaffold(ui, "", document.view(ui, found, self.hit), bar=bar)

    def _loaded(self, tab: Row) -> Document | None:
        """The tab's page; what was typed into it is kept while it is shown."""
        url = tab.text("url")
        wanted = (tab["_id"], tab["place"], tab["date"], url, self.browser.online())
        if not url:
            self._document, self._shown = None, ()
        elif wanted != self._shown:
            self._document = Document(self, self, url, self.browser.html(url))
            self._shown, self.finding = wanted, False
        return self._document

    def _address(self, ui: Kit, tab: Row) -> View:
        field = ui.field(
            _BAR,
            "Search or type web address",
            on_submit=self._entered,
            weight=1,
            look=style(size=15, lines=1, bg="field", shape="field"),
        )
        field.pad, field.select_all = (14, 10, 14, 10), True
        count = len(self.content.rows(TABS))
        tabs = ui.button(str(count), lambda: self.open(TabsPage(self.browser)), "tab_switcher", plain=True)
        tabs.desc, tabs.pad = f"{ui.t('Tabs')}: {count}", (14, 14, 14, 0)
        more = ui.icon_button(
            "More options", "more", lambda: ui.state.push(menu_layer(ui.ordered(self._menu(tab), "browser")))
        )
        private = [ui.icon("lock", desc=ui.t("Private"), size=20)] if tab.number("incognito") else []
        home = ui.icon_button("Home", "home", partial(self.browser.go, ""), "home_button")
        return ui.line([home, *private, field, tabs, more], "toolbar", h=60, pad=(4, 0, 4, 0))

    def _menu(self, tab: Row) -> list[Action]:
        url = tab.text("url")
        known = self.content.row(BOOKMARKS, f"url={quoted(url)}") if url else None
        actions = [
            Action("New tab", self.browser.new_tab),
            Action("New private tab", partial(self.browser.new_tab, private=True)),
            Action("Bookmarks", lambda: self.open(BookmarksPage(self.browser))),
            Action("History", lambda: self.open(HistoryPage(self.browser))),
        ]
        if url:
            mark = partial(self._edit_mark, known.number("_id")) if known is not None else self._mark
            actions += [
                Action("Edit bookmark" if known is not None else "Bookmark this page", mark),
                Action("Forward", partial(self.browser.step, 1)),
                Action("Reload", self.browser.reload),
                Action("Find in page", self._find),
                Action("Share", partial(share, self, url, tab.text("title"))),
                Action("Copy link", partial(self._copy, url)),
            ]
        return actions

    def _entered(self) -> None:
        text = self.state.fields.get(_BAR, "").strip()
        self.state.focus = ""
        if text:
            self.browser.go(typed(text) or self.browser.search_url(text))

    def _suggestions(self, ui: Kit) -> View:
        words = self.state.fields.get(_BAR, "").strip()
        wanted = "" if words == self.browser.tab().text("url") else words.lower()
        rows = []
        if wanted:
            address = typed(words)
            if address:
                go = partial(self._visit, address)
                rows.append(ui.row(words, ui.t("Open address"), go, icon=ui.icon("globe")))
            seek = partial(self._visit, self.browser.search_url(words))
            rows.append(ui.row(words, ui.t("Search the web"), seek, icon=ui.icon("search")))
        seen = set[str]()
        for icon, uri in (("bookmark", BOOKMARKS), ("clock", HISTORY)):
            for row in self.content.rows(uri):
                url, title = row.text("url"), row.text("title")
                if url not in seen and wanted in f"{title} {url}".lower():
                    seen.add(url)
                    rows.append(ui.row(title or url, url, partial(self._visit, url), icon=ui.icon(icon)))
        return ui.list(rows[:12], "suggestions")

    def _visit(self, url: str) -> None:
        self.state.focus = ""
        self.browser.go(url)

    def _new_tab(self, ui: Kit) -> View:
        marks = self.content.rows(BOOKMARKS)
        often = self.content.rows(HISTORY, sort="visits DESC, date DESC")[:4]
        parts = []
        for label, rows in (("Bookmarks", marks[:6]), ("Most visited", often)):
            if rows:
                parts.append(ui.header(label))
            parts += [
                ui.row(
                    row.text("title") or row.text("url"),
                    row.text("url"),
                    partial(self.browser.go, row.text("url")),
                    icon=ui.avatar(row.text("title"), "favicon"),
                )
                for row in rows
            ]
        return ui.list(parts, "new_tab_page") if parts else ui.empty("Type an address above", "globe")

    # the page's wishes
    def follow(self, url: str) -> None:
        if url.startswith(("http:", "https:")):
            self.browser.go(url)
        elif not self.system.start(Intent(_ACTIONS.get(url.partition(":")[0], VIEW), data=url)).ok:
            self.toast(self.t("No app can do this"))

    def hold(self, url: str, words: str) -> None:
        options = (
            ("Open in new tab", partial(self.browser.new_tab, url)),
            ("Copy link", partial(self._copy, url)),
            ("Share", partial(share, self, url, words)),
        )
        self.show(items(url, options, plain=True))

    def submit(self, url: str, method: str, values: Sequence[tuple[str, str]], shown: str) -> None:
        now = self.system.now_ms()
        here = self.browser.tab().text("url")
        if not self.browser.tab().number("incognito") and self.browser.online():
            entry: dict[str, Value] = {"page": here, "url": url, "method": method, "data": shown, "date": now}
            self.content.insert(FORM_DATA, entry)
        self.browser.go(
            url if method == "post" else f"{url.partition('?')[0]}?{urlencode(values)}", dict(values)
        )

    def _copy(self, url: str) -> None:
        self.system.clipboard = ("text", url)
        self.toast(self.t("Link copied"))

    def _mark(self) -> None:
        tab = self.browser.tab()
        uri = self.content.insert(BOOKMARKS, {"title": tab.text("title"), "url": tab.text("url")})
        self.snack(self.t("Bookmark added"), "Edit", partial(self._edit_mark, int(uri.rsplit("/", 1)[1])))

    def _edit_mark(self, ident: int) -> None:
        self.open(BookmarkPage(self.browser, ident))

    # finding
    def _find(self) -> None:
        self.finding, self.hit = True, 0
        self.state.fields[_FIND] = ""
        self.state.edit(_FIND)

    def _find_bar(self, ui: Kit) -> View:
        field = ui.field(
            _FIND,
            "Find in page",
            box=False,
            weight=1,
            look=style(size=17, lines=1),
            on_submit=partial(self._turn, 1),
        )
        words = self.state.fields.get(_FIND, "").strip()
        count = len(self._hits(words)[1])
        self.hit = min(self.hit, max(0, count - 1))
        shown = ui.text(
            f"{self.hit + 1 if count else 0}/{count}", "find_status", style(fg="muted", size=14), w=WRAP
        )
        buttons = [
            ui.icon_button("Previous match", "up", partial(self._turn, -1), "find_prev"),
            ui.icon_button("Next match", "down", partial(self._turn, 1), "find_next"),
            ui.icon_button("Close search", "close", self._end_find, "find_close"),
        ]
        return ui.line(
            [field, *([shown] if words else []), *buttons], "find_toolbar", h=60, pad=(16, 0, 4, 0)
        )

    def _hits(self, words: str) -> tuple[View | None, list[View]]:
        if not words or self._document is None:
            return None, []
        root = self._document.view(Kit(self.app.package, self.system.skin, self.state))
        return root, matches(root.children, words)

    def _turn(self, by: int) -> None:
        """Go to the next or the previous place, and scroll there."""
        root, hits = self._hits(self.state.fields.get(_FIND, "").strip())
        if root is None or not hits:
            return
        self.hit = (self.hit + by) % len(hits)
        px, width = self.system.skin.dpi / 160, self.system.skin.size[self.system.rotation % 2]
        lay_out(root, (0, 0, width, 1 << 18), Scale(px, self.system.font_scale), {})
        self.state.scroll[root.key] = max(0, hits[self.hit].frame[1] - int(80 * px))

    def _end_find(self) -> None:
        self.finding, self.state.focus = False, ""

    def back(self) -> bool:
        if self.state.focus == _BAR:
            self.state.focus = ""
            return True
        if self.finding:
            self._end_find()
            return True
        return self.browser.step(-1)


class Program(Engine):
    package = "com.android.browser"
    label = "Browser"
    icon = "globe"
    launcher = ".BrowserActivity"
    activities = {
        ".BrowserActivity": (
            Filter((MAIN,), (LAUNCHER, DEFAULT, "android.intent.category.APP_BROWSER")),
            Filter((VIEW,), (DEFAULT, _BROWSABLE), schemes=("http", "https")),
            Filter((_WEB_SEARCH,)),
        ),
        ".TabsActivity": (),
        ".BookmarksActivity": (),
        ".BookmarkEditActivity": (),
        ".HistoryActivity": (),
    }
    permissions = ("android.permission.POST_NOTIFICATIONS",)
    version = ("12.4", 1204)

    def __init__(self, system: System) -> None:
        super().__init__(system)
        routes = {
            "tabs": Route("browser_tabs"),
            "bookmarks": Route("browser_bookmarks", insert=self._add_bookmark),
            "history": Route("browser_history", order="date DESC, _id DESC"),
            "form_data": Route("browser_forms", order="date DESC, _id DESC"),
        }
        system.content.add(Tables(self.package, routes), SCHEMA)

    def fill(self, fixture: Fixture) -> None:
        self.pages = {place_of(page.url): page.html for page in fixture.web_pages}
        now = self.system.now_ms()
        for place, mark in enumerate(fixture.bookmarks):
            values: dict[str, Value] = {"title": mark.title, "url": mark.url, "folder": mark.folder}
            self.content.insert(BOOKMARKS, {**values, "created": now - 86_400_000 * (place + 1)})
        for visit in fixture.visits:
            then = now - 60_000 * visit.minutes_ago
            title = visit.title or title_of(parse(self.pages.get(place_of(visit.url), "")))
            self.content.insert(HISTORY, {"url": visit.url, "title": title, "created": then, "date": then})

    def _add_bookmark(self, values: dict[str, Value]) -> int:
        return insert_row(self.content.db, "browser_bookmarks", {"created": self.system.now_ms(), **values})

    def clear(self) -> None:
        for uri in (TABS, BOOKMARKS, HISTORY, FORM_DATA):
            self.content.delete(uri)
        self.sent.clear()

    def page(self, activity: str, intent: Intent) -> Page:
        others = {
            ".TabsActivity": TabsPage,
            ".BookmarksActivity": BookmarksPage,
            ".HistoryActivity": HistoryPage,
        }
        if activity in others:
            return others[activity](self)
        if intent.action == VIEW and intent.data:
            self.new_tab(intent.data)
        elif intent.action == _WEB_SEARCH:
            words = intent.string("query")
            self.new_tab(typed(words) or self.search_url(words) if words else "")
        return BrowserPage(self)

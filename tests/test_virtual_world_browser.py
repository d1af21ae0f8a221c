"""The browser: pages as a WebView tells them, and tabs, bookmarks, history and forms as providers do."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device_drivers.virtual.apps._browser_html import fill_in, parse, place_of, typed
from device_drivers.virtual.fixture import default_fixture
from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.stocks.web_pages import PAGES
from device_drivers.virtual.window.view import View
from tests.virtual_world import BACK, ENTER, MESSAGES, column, find, hold, make_phone, tap, texts, word

BROWSER = "com.android.browser"
TABS, BOOKMARKS = f"content://{BROWSER}/tabs", f"content://{BROWSER}/bookmarks"
HISTORY, FORMS = f"content://{BROWSER}/history", f"content://{BROWSER}/form_data"
WEB = {
    "web_pages": [
        {
            "url": "https://club.example/",
            "html": "<title>Chess club</title><h1>Chess club</h1><p>We meet on <b>Tuesday</b>.</p>"
            '<a href="/join">Join us</a>'
            '<a href="sms:5551234">Text us</a><ul><li>Boards</li><li>Clocks</li></ul>',
        },
        {
            "url": "https://club.example/join",
            "html": '<title>Join</title><form action="/welcome" method="post">'
            '<label>Name <input id="name" name="name" required></label>'
            '<label>PIN <input id="pin" name="pin" type="password"></label>'
            '<label><input type="checkbox" name="news" value="yes"> Send news</label>'
            '<label>Level <select id="level" name="level"><option value="1">Beginner</option>'
            '<option value="2">Expert</option></select></label>'
            '<label><input type="radio" name="day" value="tue" checked> Tuesday</label>'
            '<label><input type="radio" name="day" value="fri"> Friday</label>'
            '<button id="go">Send</button></form>',
        },
        {"url": "https://club.example/welcome", "html": "<title>Welcome</title><p>Hello {{name}}!</p>"},
        {
            "url": "https://long.example/",
            "html": "<title>Long</title>" + "<p>Line of text</p>" * 60 + "<p>The end</p>",
        },
    ],
    "bookmarks": [{"title": "Chess", "url": "https://club.example/"}],
}


def web_phone(**more: object) -> Phone:
    return make_phone(fixture=WEB, **more)


def touch(phone: Phone, *labels: str) -> None:
    tap(phone, *(word(phone, label) for label in labels))


def address(phone: Phone) -> View:
    return next(view for view in phone.windows()[0].root.walk() if view.key == "url_bar")


def go(phone: Phone, text: str) -> None:
    phone.click_view(address(phone))
    phone.type_text(text)
    phone.press_key(ENTER)


def web_view(phone: Phone) -> View:
    return next(view for view in phone.windows()[0].root.walk() if view.cls == "android.webkit.WebView")


def control(phone: Phone, ident: str) -> View:
    """An element of the page by its HTML id."""
    return next(view for view in web_view(phone).walk() if view.rid == ident)


@pytest.mark.parametrize("skin", ["plain", "mosaic", "harbor", "petite"])
def test_an_address_is_opened_and_a_link_followed(skin: str) -> None:
    phone = web_phone(skin=skin)
    phone.launch(BROWSER)
    go(phone, "club.example")
    page = web_view(phone)
    assert page.text == "Chess club"
    kinds = {view.text: view.cls for view in page.walk() if view.text}
    assert kinds["We meet on Tuesday."] == "android.widget.TextView"
    assert kinds["Join us"] == "android.view.View"
    tap(phone, "Join us")
    assert address(phone).text == "https://club.example/join"
    assert column(phone, HISTORY, "url") == ["https://club.example/join", "https://club.example"]
    phone.press_key(BACK)
    assert web_view(phone).text == "Chess club"
    touch(phone, "More options", "Forward")
    assert web_view(phone).text == "Join"


def test_a_typed_address_is_offered_without_a_key_for_it() -> None:
    phone = web_phone()
    phone.launch(BROWSER)
    phone.click_view(address(phone))
    phone.type_text("club")
    assert "Open address" not in texts(phone)
    phone.type_text(".example/join")
    tap(phone, "Open address")
    assert web_view(phone).text == "Join"


def test_a_field_under_the_keyboard_comes_into_view() -> None:
    phone = Phone(1, "petite")
    phone.start_activity(Intent("android.intent.action.VIEW", data="https://pinegoods.example/kettle"))
    phone.click_view(control(phone, "quantity"))
    field = control(phone, "quantity")
    assert field.focused
    assert field.visible


@pytest.mark.parametrize("skin", ["plain", "atlas"])
def test_a_form_is_filled_in_and_sent(skin: str) -> None:
    phone = web_phone(skin=skin)
    phone.start_activity(Intent("android.intent.action.VIEW", data="https://club.example/join"))
    tap(phone, "Send")
    assert phone.last_toast is not None
    assert phone.last_toast[0] == "Please fill out this field: Name"
    assert control(phone, "pin").password
    phone.set_text(control(phone, "name"), "Ada & Bo")
    phone.set_text(control(phone, "pin"), "1234")
    phone.press_key(BACK)
    tap(phone, "Send news", "Friday")
    phone.click_view(control(phone, "level"))
    tap(phone, "Expert")
    assert [find(phone, name).checked for name in ("Send news", "Tuesday", "Friday")] == [True, False, True]
    tap(phone, "Send")
    assert "Hello Ada & Bo!" in texts(phone)
    (row,) = phone.content.rows(FORMS)
    assert (row.text("page"), row.text("url")) == (
        "https://club.example/join",
        "https://club.example/welcome",
    )
    assert dict(parse_qsl(row.text("data"))) == {
        "name": "Ada & Bo",
        "news": "yes",
        "level": "2",
        "day": "fri",
    }


def test_what_was_typed_stays_while_the_page_is_shown() -> None:
    phone = web_phone()
    phone.start_activity(Intent("android.intent.action.VIEW", data="https://club.example/join"))
    phone.set_text(control(phone, "name"), "Ada")
    tap(phone, "tab_switcher")
    phone.press_key(BACK)
    assert control(phone, "name").text == "Ada"
    tap(phone, "More options", "Reload")
    phone.advance(1)
    tap(phone, "More options", "Reload")
    assert control(phone, "name").text == ""


def test_words_are_searched_for() -> None:
    phone = web_phone()
    phone.launch(BROWSER)
    go(phone, "chess tuesday")
    assert address(phone).text == "https://search.example/?q=chess+tuesday"
    assert "Join" not in texts(phone)
    tap(phone, "Chess club")
    assert address(phone).text == "https://club.example"
    phone.start_activity(Intent("android.intent.action.WEB_SEARCH", extras={"query": "zebra"}))
    assert "No results for zebra" in texts(phone)


@pytest.mark.parametrize("skin", ["plain", "noir", "ember"])
def test_tabs_open_close_and_come_back(skin: str) -> None:
    phone = web_phone(skin=skin)
    phone.launch(BROWSER)
    go(phone, "club.example")
    touch(phone, "More options", "New tab")
    assert column(phone, TABS, "active") == ["0", "1"]
    go(phone, "long.example")
    tap(phone, f"{word(phone, 'Tabs')}: 2", "Chess club")
    assert address(phone).text == "https://club.example"
    tap(phone, f"{word(phone, 'Tabs')}: 2")
    touch(phone, "Close tab")
    assert column(phone, TABS, "title") == ["Long"]
    touch(phone, "Undo")
    assert column(phone, TABS, "title") == ["Chess club", "Long"]


def test_a_private_tab_leaves_no_trace() -> None:
    phone = web_phone()
    phone.launch(BROWSER)
    tap(phone, "More options", "New private tab")
    go(phone, "club.example/join")
    phone.set_text(control(phone, "name"), "Ada")
    tap(phone, "Send")
    assert "Hello Ada!" in texts(phone)
    assert not phone.content.rows(HISTORY)
    assert not phone.content.rows(FORMS)


def test_bookmarks_are_kept_edited_and_deleted() -> None:
    phone = web_phone()
    phone.launch(BROWSER)
    go(phone, "long.example")
    tap(phone, "More options", "Bookmark this page", "Edit")
    phone.set_text(find(phone, "bookmark_title"), "Long read")
    phone.set_text(find(phone, "bookmark_folder"), "Later")
    tap(phone, "Save")
    assert column(phone, BOOKMARKS, "folder", "title='Long read'") == ["Later"]
    tap(phone, "More options", "Bookmarks", "Search")
    phone.type_text("long")
    assert "Chess" not in texts(phone)
    hold(phone, "Long read")
    tap(phone, "Delete")
    assert column(phone, BOOKMARKS, "title") == ["Chess"]
    tap(phone, "Undo")
    assert column(phone, BOOKMARKS, "title") == ["Chess", "Long read"]
    phone.press_key(BACK)
    tap(phone, "Chess")
    assert address(phone).text == "https://club.example/"


def test_history_is_searched_and_cleared() -> None:
    phone = web_phone()
    phone.launch(BROWSER)
    for page in ("club.example", "long.example", "club.example"):
        go(phone, page)
        phone.advance(7200)
    assert column(phone, HISTORY, "visits") == ["2", "1"]
    tap(phone, "More options", "History", "Search")
    phone.type_text("chess")
    assert "Long" not in texts(phone)
    phone.press_key(BACK)
    phone.press_key(BACK)
    tap(phone, "Clear browsing data", "Last hour", "Clear data")
    assert len(phone.content.rows(HISTORY)) == 2
    tap(phone, "Clear browsing data", "All time", "Cancel")
    tap(phone, "Clear browsing data", "All time", "Clear data")
    assert not phone.content.rows(HISTORY)
    assert "No history yet" in texts(phone)


def test_text_is_found_in_a_page() -> None:
    phone = web_phone()
    phone.launch(BROWSER)
    go(phone, "long.example")
    tap(phone, "More options", "Find in page")
    phone.type_text("the END")
    assert "1/1" in texts(phone)
    phone.press_key(ENTER)
    assert "The end" in texts(phone)
    phone.set_text(find(phone, "find_query"), "line")
    assert "1/60" in texts(phone)
    tap(phone, "Previous match")
    assert "60/60" in texts(phone)
    tap(phone, "Close search")
    assert address(phone)


def test_a_held_link_and_sharing() -> None:
    phone = web_phone()
    phone.launch(BROWSER)
    go(phone, "club.example")
    hold(phone, "Join us")
    tap(phone, "Copy link")
    assert phone.clipboard == ("text", "https://club.example/join")
    hold(phone, "Join us")
    tap(phone, "Open in new tab")
    assert column(phone, TABS, "title") == ["Chess club", "Join"]
    tap(phone, "More options", "Share", "Notes")
    assert find(phone, "edit_body").text == "https://club.example/join"
    assert find(phone, "edit_title").text == "Join"


def test_a_link_to_another_app_opens_it() -> None:
    phone = web_phone()
    phone.start_activity(Intent("android.intent.action.VIEW", data="https://club.example/"))
    tap(phone, "Text us")
    assert phone.stack[-1].package == MESSAGES
    assert "5551234" in texts(phone)


def test_without_a_network_there_are_no_pages() -> None:
    phone = web_phone()
    phone.settings.put("global", "airplane_mode_on", "1")
    phone.start_activity(Intent("android.intent.action.VIEW", data="https://club.example/"))
    assert "No internet" in texts(phone)
    phone.settings.put("global", "airplane_mode_on", "0")
    assert "Chess club" in texts(phone)
    go(phone, "nowhere.example")
    assert "This site can't be reached" in texts(phone)
    go(phone, "club.example/none")
    assert "Page not found" in texts(phone)


@pytest.mark.parametrize("url", sorted(PAGES))
def test_every_first_page_shows_and_links_lead_somewhere(url: str) -> None:
    phone = make_phone(fixture=default_fixture(2))
    phone.start_activity(Intent("android.intent.action.VIEW", data=url))
    page = web_view(phone)
    shown = [view.text for view in page.walk() if view.text]
    assert shown
    assert not [text for text in shown if re.search(r"\$[a-z]|{{", text)]
    known = {place_of(known) for known in PAGES}
    for node in parse(PAGES[url]).all("a", "form"):
        link = node.attrs.get("href") or node.attrs.get("action", "")
        assert place_of(f"https://{place_of(url).partition('/')[0]}{link}") in known


def test_places_on_the_map_have_a_site() -> None:
    fixture = default_fixture(2)
    known = {place_of(page.url) for page in fixture.web_pages}
    assert {place_of(place.website) for place in fixture.places} <= known


def test_a_pages_own_search_leaves_out_what_does_not_match() -> None:
    phone = make_phone(fixture=default_fixture(2))
    phone.start_activity(Intent("android.intent.action.VIEW", data="https://pinegoods.example/"))
    phone.set_text(control(phone, "q"), "lantern")
    tap(phone, "Search")
    assert "Storm lantern" in texts(phone)
    assert "Wool blanket" not in texts(phone)
    assert address(phone).text == "https://pinegoods.example/?q=lantern"


def test_typed_addresses_and_words() -> None:
    assert typed("club.example/a?b=1") == "https://club.example/a?b=1"
    assert typed("http://x.example") == "http://x.example"
    assert typed("two words") == typed("word") == typed("what is a.b") == ""
    assert place_of("https://WWW.Club.example/a/?q=1#x") == "club.example/a"


@given(st.text("<>/abp{} =\"'&;!-", max_size=60))
def test_any_text_is_some_page(text: str) -> None:
    parse(text).text()
    fill_in(f'<p data-match="q">{text}</p>', {"q": text})

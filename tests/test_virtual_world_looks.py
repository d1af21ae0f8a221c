"""Skins, layout and drawing."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import HOME_PACKAGE, Phone
from device_drivers.virtual.skin_words import POOL
from device_drivers.virtual.skin_words_further import FURTHER
from device_drivers.virtual.skins import NAMED, TESTING, TRAINING, random_skin, skin_named
from device_drivers.virtual.window.layout import Scale, lay_out
from device_drivers.virtual.window.text import text_width, wrap
from device_drivers.virtual.window.view import FILL, WRAP, View
from tests.virtual_looks import check_screen, offered
from tests.virtual_world import (
    BACK,
    CLOCK,
    CONTACTS,
    HOME,
    MESSAGES,
    RECENTS,
    SETTINGS,
    find,
    make_phone,
    middle,
    tap,
    texts,
    views,
    word,
)


def test_the_forms_kept_for_tests_are_in_no_training_skin() -> None:
    assert not set(TRAINING) & set(TESTING)
    forms = {(skin.navigation, skin.primary) for skin in map(random_skin, range(400))}
    forms |= {(NAMED[name].navigation, NAMED[name].primary) for name in TRAINING}
    for name in TESTING:
        assert (NAMED[name].navigation, NAMED[name].primary) not in forms


def test_random_skins_are_seeded_and_use_the_pools_only() -> None:
    assert random_skin(7) == random_skin(7) == skin_named("random:7")
    assert random_skin(7) != random_skin(8)
    for seed in range(50):
        for label, said in random_skin(seed).labels.items():
            assert said in (*POOL[label], *FURTHER.get(label, ()))
    with pytest.raises(ValueError, match="no skin is called 'paisley'"):
        skin_named("paisley")


@pytest.mark.parametrize("name", TESTING)
def test_the_words_kept_for_tests_are_in_no_pool(name: str) -> None:
    for label, said in NAMED[name].labels.items():
        assert said not in (*POOL.get(label, ()), *FURTHER.get(label, ())), label


def test_a_skin_has_its_own_words() -> None:
    phone = make_phone(skin="noir")
    phone.launch(CONTACTS)
    assert "New contact" in texts(phone)
    assert "Create contact" not in texts(phone)
    assert "Ada Novak" in texts(phone)
    assert phone.dark


def test_a_drawer_holds_the_places() -> None:
    phone = make_phone(skin="grand")
    phone.launch(CLOCK)
    assert "Stopwatch" not in texts(phone)
    tap(phone, "Open navigation drawer", "Stopwatch")
    assert "00:00" in texts(phone)


@pytest.mark.parametrize("skin", ["bare", "harbor"])
def test_ids_can_be_missing(skin: str) -> None:
    phone = make_phone(skin=skin)
    phone.launch(SETTINGS)
    assert {view.rid for view in phone.windows()[0].root.walk()} <= {"", "android:id/content"}


def test_compose_has_plain_classes_and_text_on_children() -> None:
    phone = make_phone(skin="mosaic")
    phone.launch(MESSAGES)
    shown = [view for view in phone.windows()[0].root.walk() if view.visible]
    assert not {"android.widget.Button", "android.widget.ImageButton", "android.widget.LinearLayout"} & {
        view.cls for view in shown
    }
    assert all(not view.text for view in shown if view.clickable and view.cls == "android.view.View")
    tap(phone, phone.skin.labels["Start chat"])
    assert phone.stack[-1].cls.endswith("LaunchConversationActivity")


@lru_cache
def plainly_offered() -> dict[str, set[str]]:
    """By app, what its first page offers in the plain skin; without what tells numbers or times."""
    phone, found = Phone(3, clock=lambda: 0.0), {}
    for package in phone.apps:
        phone.launch(package)
        names = offered(phone)
        found[package] = {name for name in names if not any(map(str.isdigit, name))}
    return found


@pytest.mark.parametrize("skin", sorted(NAMED))
def test_every_app_holds_in_every_skin(skin: str) -> None:
    phone = Phone(3, skin, clock=lambda: 0.0)
    for package, names in plainly_offered().items():
        if package == HOME_PACKAGE:
            continue
        phone.launch(package)
        check_screen(phone)
        found = offered(phone)
        check_screen(phone)  # at the end of its lists
        assert {name for name in names if not {name, word(phone, name)} & found} == set(), package


@pytest.mark.parametrize("skin", sorted(NAMED))
def test_the_system_holds_in_every_skin(skin: str) -> None:
    phone = make_phone(skin=skin)
    check_screen(phone)
    shown = apps_at_home(phone)
    phone.press_key(HOME)
    tap(phone, word(phone, "Search"))
    phone.press_key(BACK)
    check_screen(phone)
    assert shown | apps_listed(phone) == {app.shown_name for app in phone.apps.values() if app.shown}
    phone.launch(SETTINGS)
    phone.press_key(RECENTS)
    check_screen(phone)
    phone.receive_sms("5550001234", "Are you on your way already, or will it be later than we said?")
    phone.open_notifications()
    check_screen(phone)
    phone.open_quick_settings()
    check_screen(phone)


def apps_at_home(phone: Phone) -> set[str]:
    """The labels of the icons on all pages of the home screen."""
    found: set[str] = set()
    before: set[str] | None = None
    while before != found:
        before = set(found)
        check_screen(phone)
        found |= {view.text for view in phone.window().root.walk() if view.style.widget == "app"}
        phone.swipe(phone.width - 100, phone.height // 3, 100, phone.height // 3, 100)
    return found


def apps_listed(phone: Phone) -> set[str]:
    return offered(phone) - {word(phone, "Search apps")}


def test_the_form_of_a_skin_is_the_phones_truth() -> None:
    phone = make_phone(skin="classic")
    assert phone.settings.get("system", "font_scale") == "0.85"
    assert phone.settings.get("secure", "navigation_mode") == "0"
    assert (phone.props["ro.build.version.sdk"], phone.props["ro.build.version.release"]) == ("29", "10")
    phone.launch(SETTINGS)
    bar = next(window for window in phone.windows() if window.kind == "nav_bar")
    keys = {view.desc: view for view in bar.root.walk() if view.desc}
    assert list(keys) == ["Back", "Home", "Overview"]
    phone.tap(*middle(keys["Home"]))
    assert phone.page.app.package == HOME_PACKAGE
    assert make_phone(skin="noir").settings.get("secure", "ui_night_mode") == "2"
    turned = make_phone(skin="wide")
    assert (turned.width, turned.height) == (2400, 1080)
    assert turned.settings.get("system", "user_rotation") == "1"
    tablet = make_phone(skin="easel")
    assert (tablet.width, tablet.height, tablet.rotation) == (2560, 1600, 0)
    assert tablet.props["ro.build.characteristics"] == "tablet"


def test_the_buttons_of_dialogs_are_in_capitals_up_to_android_10() -> None:
    for skin, shown in (("classic", ["DISMISS", "DONE"]), ("plain", ["Cancel", "OK"])):
        phone = make_phone(skin=skin)
        phone.launch(CLOCK)
        tap(phone, word(phone, "Add alarm"))
        buttons = [view for view in phone.window().root.walk() if view.rid.startswith("android:id/button")]
        assert [view.text for view in buttons] == shown


@pytest.mark.parametrize(
    ("skin", "widget", "before"),
    [
        ("plain", "android.widget.Switch", False),
        ("wide", "android.widget.Switch", True),
        ("classic", "android.widget.CheckBox", False),
    ],
)
def test_a_rows_switch_has_its_side_and_form(skin: str, widget: str, before: bool) -> None:
    phone = make_phone(skin=skin)
    phone.start_activity(Intent("android.settings.DISPLAY_SETTINGS"))
    title = find(phone, word(phone, "Dark theme"))
    switch = next(view for view in views(phone) if view.checkable)
    assert switch.cls == widget
    assert (switch.bounds[0] < title.bounds[0]) == before
    tap(phone, word(phone, "Dark theme"))
    assert phone.dark


def test_entries_lie_in_a_list_or_in_a_grid() -> None:
    for skin, beside in (("plain", 1), ("wide", 5), ("fjord", 4)):
        phone = make_phone(skin=skin, fixture=None, seed=3)
        phone.launch("com.android.recipes")
        tops = [find(phone, title).bounds[1] for title in ("Apple crumble", "Banana bread")]
        assert (tops[0] == tops[1]) == (beside > 1)
        tap(phone, "Banana bread")
        assert find(phone, "Banana bread")
        assert phone.page.cls == ".RecipeActivity"


def test_a_list_holds_only_the_rows_on_the_screen() -> None:
    rows = [View(text=str(number), h=100) for number in range(50)]
    table = View(children=rows, axis="list", key="rows", h=FILL)
    lay_out(table, (0, 0, 400, 1000), Scale(1), {"rows": 250})
    assert [row.text for row in table.children] == [str(number) for number in range(2, 13)]
    assert table.children[0].bounds == (0, 0, 400, 50)
    assert (table.extent, table.offset, table.scrollable) == (4000, 250, True)


def test_a_form_keeps_what_is_hidden() -> None:
    fields = [View(text=str(number), h=100) for number in range(30)]
    form = View(children=fields, axis="scroll", key="form", h=FILL)
    lay_out(form, (0, 0, 400, 1000), Scale(1), {})
    assert len(form.children) == 30
    assert [view.visible for view in form.children].count(True) == 10


def test_weights_share_what_is_left() -> None:
    line = View(axis="h", children=[View(w=100, h=10), View(weight=1, h=10), View(weight=3, h=10)], h=WRAP)
    lay_out(line, (0, 0, 500, 50), Scale(1), {})
    assert [view.bounds[2] - view.bounds[0] for view in line.children] == [100, 100, 300]


@given(st.text(max_size=120), st.floats(0.5, 40))
def test_wrapped_lines_keep_every_word_and_fit(text: str, ems: float) -> None:
    lines = wrap(text, ems)
    assert "".join(lines).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert all(text_width(line) <= ems or len(line) == 1 for line in lines)


@pytest.mark.parametrize("skin", ["plain", "ember"])
def test_a_screenshot_is_a_picture_of_the_screen(skin: str) -> None:
    phone = make_phone(skin=skin)
    phone.launch(SETTINGS)
    light = phone.screenshot()
    assert light.size == (phone.width, phone.height)
    colours = light.getcolors(1 << 20) or []
    assert len(colours) > 20
    phone.settings.put("secure", "ui_night_mode", "1" if phone.dark else "2")
    assert phone.screenshot().tobytes() != light.tobytes()
    phone.windows()[0].secure = True
    assert phone.screenshot().getpixel((phone.width // 2, phone.height // 2)) == (0, 0, 0)

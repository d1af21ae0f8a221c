"""Dumps become what a person sees and can act on; hostile ones become errors."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edgelam.core.errors import HierarchyError
from edgelam.core.hierarchy import parse_hierarchy
from edgelam.core.screen import Bounds, Element, Screen
from tests.dumps import WHOLE, dump, node, text

ROW = (0, 300, 1080, 500)


def only(xml: str) -> Element:
    (element,) = parse_hierarchy(xml).elements
    return element


def row(*children: str, **attributes: str | bool) -> str:
    return node("android.widget.LinearLayout", *children, bounds=ROW, clickable=True, **attributes)


def switch(checked: bool, **attributes: str | bool) -> str:
    return node(
        "android.widget.Switch", bounds=(900, 350, 1020, 450), checkable=True, checked=checked, **attributes
    )


def test_a_tappable_row_carries_the_labels_inside_it() -> None:
    inner = node("android.widget.RelativeLayout", text("Font size"), text("Large"), bounds=ROW)
    element = only(dump(node("a.b.Frame", row(inner))))
    assert (element.role, element.text, element.bounds) == (
        "button",
        "Font size\nLarge",
        Bounds(left=0, top=300, right=1080, bottom=500),
    )
    assert element.label == "Font size Large"


def test_one_switch_inside_a_row_makes_the_row_a_switch() -> None:
    element = only(dump(row(text("Wi-Fi"), switch(True, text="ON"))))
    assert (element.role, element.text, element.state.checked) == ("switch", "Wi-Fi", True)


def test_a_switch_that_is_tapped_by_itself_stays_apart_and_bears_the_rows_name() -> None:
    alarm, toggle = parse_hierarchy(dump(row(text("7:30"), switch(False, clickable=True)))).elements
    assert (alarm.role, alarm.text, alarm.state.checked) == ("button", "7:30", None)
    assert (toggle.role, toggle.text, toggle.state.checked) == ("switch", "7:30", False)


def test_a_switch_is_named_by_the_time_beside_it_and_a_labelled_box_by_itself() -> None:
    toggle = switch(True, clickable=True, content_desc="Alarm on")
    clock = text("6:30", (60, 340, 300, 460), clickable=True)
    above = text("Ringtone", (60, 300, 300, 335), clickable=True)
    box = node("android.widget.CheckBox", bounds=(0, 470, 90, 500), text="M", checkable=True, clickable=True)
    found = parse_hierarchy(dump(row(text("Work"), above, clock, toggle, box))).elements
    assert [e.text for e in found] == ["Work", "Ringtone", "6:30", "Work\n6:30", "M"]


def test_two_boxes_inside_a_row_stay_apart() -> None:
    box = "android.widget.CheckBox"
    found = parse_hierarchy(
        dump(row(text("Days"), node(box, text="Mon", checkable=True), node(box, text="Tue", checked=True)))
    ).elements
    assert [(e.role, e.state.checked) for e in found] == [
        ("button", None),
        ("checkbox", False),
        ("checkbox", True),
    ]


def test_an_icons_description_becomes_the_rows_label_when_there_is_no_other() -> None:
    icon = node("android.widget.ImageView", content_desc="Search", bounds=ROW)
    assert only(dump(row(icon))).label == "Search"
    both = only(dump(row(icon, text("Find"))))
    assert (both.text, both.desc) == ("Find", "Search")


def test_a_page_that_can_be_tapped_is_not_one_button() -> None:
    lines = [text(f"line {n}", (0, 100 * n, 1080, 100 * n + 90)) for n in range(5)]
    found = parse_hierarchy(dump(node("a.b.Frame", *lines, clickable=True))).elements
    assert [e.text for e in found] == [f"line {n}" for n in range(5)]


def test_what_scrolls_inside_something_tappable_does_not_melt_into_it() -> None:
    pages = node("androidx.viewpager.widget.ViewPager", text("Page"), bounds=ROW, scrollable=True)
    found = parse_hierarchy(dump(row(pages, text("Title")))).elements
    assert [(e.role, e.text) for e in found] == [("button", "Title"), ("list", ""), ("text", "Page")]


@pytest.mark.parametrize(
    ("cls", "flags", "role"),
    [
        ("android.widget.Button", {"clickable": True}, "button"),
        ("android.widget.ImageButton", {"clickable": True}, "button"),
        ("android.widget.EditText", {}, "input"),
        ("android.widget.AutoCompleteTextView", {"clickable": True}, "input"),
        ("android.widget.RadioButton", {"checkable": True}, "checkbox"),
        ("android.widget.CheckedTextView", {"clickable": True}, "checkbox"),
        ("com.google.android.material.switchmaterial.SwitchMaterial", {}, "switch"),
        ("android.widget.ToggleButton", {}, "switch"),
        ("android.widget.ImageView", {}, "image"),
        ("android.widget.TextView", {}, "text"),
        ("android.widget.TextView", {"clickable": True}, "button"),
        ("android.view.View", {}, "text"),
        ("android.view.View", {"clickable": True}, "button"),
        ("android.widget.SeekBar", {}, "other"),
    ],
)
def test_roles(cls: str, flags: dict[str, bool], role: str) -> None:
    assert only(dump(node(cls, text="x", **flags))).role == role


def test_a_hint_is_not_a_text() -> None:
    field = only(dump(node("android.widget.EditText", text="Search", hint="Search")))
    assert (field.text, field.hint, field.label, field.editable) == ("", "Search", "Search", True)


def test_a_placeholder_inside_an_input_is_its_hint() -> None:
    field = only(dump(node("android.widget.EditText", text("Ask something"), clickable=True)))
    assert (field.role, field.text, field.hint) == ("input", "", "Ask something")


def test_a_password_is_never_kept() -> None:
    field = only(dump(node("android.widget.EditText", text="hunter2", password=True)))
    assert field.state.password
    assert "hunter2" not in field.model_dump_json()


@pytest.mark.parametrize(
    "bounds",
    [(5, 5, 5, 9), (9, 9, 5, 5), (1080, 0, 1200, 90), (-300, 10, -20, 90), "[NaN,0][1,1]", "", "[0,0]"],
)
def test_what_has_no_place_on_the_screen_is_not_there(bounds: tuple[int, int, int, int] | str) -> None:
    found = parse_hierarchy(
        dump(node("a.b.Frame", node("a.b.Button", bounds=bounds, text="x"), text("seen")))
    )
    assert [e.text for e in found.elements] == ["seen"]


def test_invisible_nodes_are_dropped_and_partly_visible_ones_clipped() -> None:
    found = parse_hierarchy(
        dump(node("a.b.Frame", text("ghost", visible_to_user=False), text("edge", (-50, 10, 200, 90))))
    )
    assert [(e.text, e.bounds) for e in found.elements] == [
        ("edge", Bounds(left=0, top=10, right=200, bottom=90))
    ]


def test_rows_are_clipped_by_the_list_they_scroll_in() -> None:
    last = node("a.b.Row", text("Last"), bounds=(0, 900, 1080, 1200), clickable=True)
    found = parse_hierarchy(
        dump(node("a.b.List", last, bounds=(0, 0, 1080, 1000), scrollable=True), text("x"))
    )
    assert found.elements[1].bounds.bottom == 1000


def keyboard(package: str = "com.android.inputmethod.latin") -> str:
    keys = [node("a.b.Key", bounds=(100 * n, 1600, 100 * n + 100, 2300), package=package) for n in range(10)]
    return node("a.b.Frame", *keys, package=package)


def covered() -> str:
    low = node("a.b.Button", bounds=(0, 2000, 500, 2200), text="low", clickable=True)
    high = node("a.b.Button", bounds=(0, 200, 500, 400), text="high", clickable=True)
    return node("a.b.List", high, low, scrollable=True)


@pytest.mark.parametrize("ime", ["", "com.android.inputmethod.latin/.LatinIME"])
def test_a_keyboard_is_told_left_out_and_hides_what_is_under_it(ime: str) -> None:
    screen = parse_hierarchy(dump(covered(), keyboard()), ime=ime)
    assert screen.keyboard
    assert [e.text for e in screen.elements] == ["", "high"]
    assert screen.elements[0].bounds.bottom == 1600


def test_another_keyboard_than_the_phones_own_is_a_window_like_any_other() -> None:
    assert not parse_hierarchy(dump(covered(), keyboard()), ime="com.other.keys/.Ime").keyboard


def test_the_status_bar_is_left_out_unless_it_is_in_front() -> None:
    bar = node("a.b.Frame", text("12:30"), package="com.android.systemui", bounds=(0, 0, 1080, 80))
    app = node("a.b.Frame", text("app"))
    assert [e.text for e in parse_hierarchy(dump(app, bar)).elements] == ["app"]
    shade = parse_hierarchy(dump(bar, app))
    assert (shade.package, shade.elements[0].text) == ("com.android.systemui", "12:30")


def test_a_dialog_hides_what_is_behind_it_and_a_bubble_what_is_under_it() -> None:
    dialog = node("a.b.Frame", text("Sure?", (100, 800, 900, 1600)), bounds=(100, 800, 900, 1600))
    behind = node("a.b.Frame", text("under", (100, 1100, 900, 1200)), text("beside", (0, 100, 900, 200)))
    assert [e.text for e in parse_hierarchy(dump(dialog, behind)).elements] == ["Sure?", "beside"]
    bubble = node("a.b.Frame", text("Bubble", (100, 1100, 900, 1200)), bounds=(100, 1000, 900, 1300))
    assert [e.text for e in parse_hierarchy(dump(behind, bubble)).elements] == ["beside", "Bubble"]


def test_text_loses_what_nobody_sees() -> None:
    shown = only(dump(text("\u202eSe\u200dnd\U000e0041\u00a0now\u200b")))
    assert shown.text == "Send now"
    assert only(dump(text("\U0001f468\u200d\U0001f469 ok"))).text == "\U0001f468\u200d\U0001f469 ok"


def test_the_screen_as_a_whole() -> None:
    xml = dump(node("a.b.Frame", text("x", (0, 0, 500, 90)), bounds=(0, 0, 2400, 1080)), rotation=1)
    screen = parse_hierarchy(xml, activity="com.example.app.Main", size=(1080, 2400))
    assert (screen.package, screen.activity, screen.width, screen.height, screen.rotation) == (
        "com.example.app", "com.example.app.Main", 2400, 1080, 1,
    )  # fmt: skip
    assert [e.ref for e in screen.elements] == [1]
    assert screen == parse_hierarchy(xml.encode(), activity="com.example.app.Main", size=(1080, 2400))
    assert Screen.model_validate_json(screen.model_dump_json()) == screen


def test_a_path_keeps_the_index_that_survives_invisible_siblings() -> None:
    screen = parse_hierarchy(dump(node("a.b.Frame", node("a.b.Frame", text("x", index=4), index=2))))
    assert screen.elements[0].path == "0.2.4"


@pytest.mark.parametrize(
    "xml",
    ["", "   ", "ERROR: null root node returned by UiTestAutomationBridge.", "<html></html>", "<hierarchy>",
     "<hierarchy rotation='0'/>", "<hierarchy/><hierarchy/>", b"\xff\xfe\x00<", b"PK\x03\x04"],
)  # fmt: skip
def test_garbage_is_an_error(xml: str | bytes) -> None:
    with pytest.raises(HierarchyError):
        parse_hierarchy(xml)


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE h [<!ENTITY a "b">]><hierarchy><node text="&a;" bounds="[0,0][9,9]"/></hierarchy>'
    for xml in (bomb, bomb.encode(), bomb.encode("utf-16")):
        with pytest.raises(HierarchyError):
            parse_hierarchy(xml)


@pytest.mark.parametrize(
    "xml",
    [
        b" " * (50 * 2**20),
        "<hierarchy>" + "<node>" * 5000 + "</node>" * 5000 + "</hierarchy>",
        "<hierarchy>" + "<node/>" * 100_000 + "</hierarchy>",
    ],
    ids=["50 MiB", "5,000 deep", "100,000 nodes"],
)
def test_too_big_is_refused_within_a_second(xml: str | bytes) -> None:
    started = time.monotonic()
    with pytest.raises(HierarchyError):
        parse_hierarchy(xml)
    assert time.monotonic() - started < 1


def test_deep_is_fine_up_to_the_limit() -> None:
    xml = text("bottom")
    for _ in range(395):
        xml = node("a.b.Frame", xml)
    assert only(dump(xml)).text == "bottom"


@pytest.mark.parametrize("broken", ["&#55357;&#56832;", "\x0b", "&#11;", "\ud83d", "&#xD83D;"])
def test_characters_xml_cannot_hold_do_not_lose_the_screen(broken: str) -> None:
    xml = dump(node("android.widget.TextView", text="before@after")).replace("@", broken)
    shown = only(xml).text
    assert shown.startswith("before")
    assert shown.endswith("after")
    assert ("\U0001f600" in shown) == ("56832" in broken)
    shown.encode()


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.binary(), st.text().map(lambda body: f"<hierarchy>{body}</hierarchy>")))
def test_anything_is_a_screen_or_a_hierarchy_error(xml: str | bytes) -> None:
    with suppress(HierarchyError):
        assert isinstance(parse_hierarchy(xml), Screen)


_NUMBER = st.integers(-3000, 5000)
_CLASSES = st.sampled_from(["Button", "EditText", "Switch", "TextView", "ScrollView", "Frame", "SeekBar"])
_NAMES = ("clickable", "scrollable", "checkable", "checked", "password", "focused")
_FLAGS = st.fixed_dictionaries({name: st.booleans() for name in _NAMES})


def _leaf(cls: str, box: tuple[int, int, int, int], flags: dict[str, bool], words: str) -> str:
    return node(f"android.widget.{cls}", bounds=box, text=words, **flags)


_WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
_LEAVES = st.builds(_leaf, _CLASSES, st.tuples(_NUMBER, _NUMBER, _NUMBER, _NUMBER), _FLAGS, _WORDS)
_TREES = st.recursive(
    _LEAVES,
    lambda below: st.builds(
        lambda cls, box, flags, inside: node(f"android.widget.{cls}", *inside, bounds=box, **flags),
        _CLASSES, st.tuples(_NUMBER, _NUMBER, _NUMBER, _NUMBER), _FLAGS, st.lists(below, max_size=4),
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_TREES, min_size=1, max_size=3))
def test_every_element_lies_on_the_screen_and_the_screen_is_a_value(windows: list[str]) -> None:
    screen = parse_hierarchy(dump(*windows), size=(1080, 2400))
    whole = Bounds(left=0, top=0, right=1080, bottom=2400)
    for element in screen.elements:
        x, y = element.bounds.center
        assert whole.contains(x, y)
        assert element.bounds.area > 0
        assert screen.element(element.ref) == element
    assert Screen.model_validate_json(screen.model_dump_json()) == screen
    assert [e.ref for e in screen.elements] == list(range(1, len(screen.elements) + 1))
    assert WHOLE[2:] == (screen.width, screen.height)

"""The virtual phone in other languages: its words, what it says of its locale, and mirrored screens."""

from __future__ import annotations

import ast
import json
from datetime import date
from pathlib import Path

import pytest

from device_drivers.virtual import locales
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.window.layout import Scale, lay_out
from device_drivers.virtual.window.render import render
from device_drivers.virtual.window.touch import slide_part
from device_drivers.virtual.window.view import Style, View, Window
from tests.virtual_wire import make_device, sh
from tests.virtual_world import CLOCK, make_phone, views

_ROOT = Path(locales.__file__).parent
_FILES = sorted(_ROOT.glob("*.json"))


def _said_in_code() -> set[str]:
    """Every string of the phone's code: a word of a locale must be the translation of one of them."""
    trees = (ast.parse(path.read_text("utf-8")) for path in _ROOT.parent.rglob("*.py"))
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_words_translate_what_the_phone_says(path: Path) -> None:
    words: dict[str, str] = json.loads(path.read_text("utf-8"))
    assert set(words) <= _said_in_code()
    assert all(word.strip() for word in words.values())


def test_every_language_has_the_same_words() -> None:
    first, *others = (set(json.loads(path.read_text("utf-8"))) for path in _FILES)
    assert all(words == first for words in others)
    assert len(_FILES) == 6


@pytest.mark.parametrize(
    ("tag", "app", "day", "time"),
    [
        ("de-DE", "Uhr", "Do., 14. Mai 2026", "15:05"),
        ("es-ES", "Reloj", "jue, 14 may 2026", "15:05"),
        ("fr-FR", "Horloge", "jeu. 14 mai 2026", "15:05"),
        ("hi-IN", "घड़ी", "गुरु, 14 मई 2026", "3:05 pm"),
        ("ja-JP", "時計", "2026年5月14日(木)", "15:05"),
        ("ar-AE", "الساعة", "الخميس، 14 مايو 2026", "3:05 م"),
        ("en-GB", "Clock", "Thu, 14 May 2026", "3:05 PM"),
    ],
)
def test_names_days_and_times_are_the_languages_own(tag: str, app: str, day: str, time: str) -> None:
    phone = make_phone(locale=tag)
    assert phone.apps[CLOCK].shown_name == app
    assert phone.date_text(date(2026, 5, 14), "yMMMEd") == day
    assert phone.time_text(15, 5) == time


def test_a_german_phone_speaks_german_and_an_english_one_does_not() -> None:
    german = Phone(seed=1, locale="de-DE").skin
    assert german.say("Cancel") == "Abbrechen"
    assert Phone(seed=1).skin.say("Cancel") == "Cancel"
    assert german.hours24


def test_a_locale_without_words_stays_english() -> None:
    assert Phone(seed=1, locale="nl-NL").skin.say("Cancel") == "Cancel"
    british = Phone(seed=1, skin="noir", locale="en-GB").skin
    assert british.say("Save") == Phone(seed=1, skin="noir").skin.say("Save")


@pytest.mark.parametrize(("tag", "qualifier"), [("ar-EG", "ar-rEG-ldrtl"), ("de-DE", "de-rDE-ldltr")])
def test_the_shell_tells_the_locale(tag: str, qualifier: str) -> None:
    device = make_device(Phone(seed=1, locale=tag))
    assert sh(device, "getprop persist.sys.locale").out.strip() == tag
    assert sh(device, "settings get system system_locales").out.strip() == tag
    assert sh(device, "am get-config").out.startswith(f"config: {qualifier}-sw")


def test_a_hebrew_screen_is_the_mirror_of_an_english_one() -> None:
    english, hebrew = make_phone(), make_phone(locale="he-IL")  # which has no words here
    for phone in (english, hebrew):
        phone.launch("com.android.settings")
    for before, after in zip(views(english), views(hebrew), strict=True):
        left, top, right, bottom = before.bounds
        assert after.text == before.text
        assert after.bounds == (english.width - right, top, english.width - left, bottom)


def test_rows_are_mirrored_and_what_is_ltr_keeps_its_order() -> None:
    def row(ltr: bool) -> View:
        children = [View(w=20, h=10), View(w=30, h=10)]
        return View(axis="h", children=children, pad=(5, 0, 0, 0), w=60, ltr=ltr)

    root = View(children=[row(False), row(True)])
    lay_out(root, (100, 0, 300, 50), Scale(1, rtl=True), {})
    mirrored, kept = root.children
    assert mirrored.bounds[0::2] == kept.bounds[0::2] == (240, 300)
    assert [child.bounds[0::2] for child in mirrored.children] == [(275, 295), (245, 275)]
    assert [child.bounds[0::2] for child in kept.children] == [(245, 265), (265, 295)]


def test_a_text_is_drawn_at_the_right_end_of_an_arabic_screen() -> None:
    view = View("android.widget.TextView", "|", style=Style(size=20))
    lay_out(view, (0, 0, 200, 40), Scale(1, rtl=True), {})
    picture = render([Window("p", "a", "t", view)], (200, 400), make_phone(locale="ar-EG"))
    blank = picture.getpixel((0, 200))
    inked = [x for x in range(200) if any(picture.getpixel((x, y)) != blank for y in range(60))]
    assert inked
    assert min(inked) > 100


def test_a_slider_grows_from_the_right_in_arabic() -> None:
    slider = View(bounds=(0, 0, 1000, 50))
    assert slide_part(slider, 900) > 0.8
    assert slide_part(slider, 900, rtl=True) == pytest.approx(1 - slide_part(slider, 900))

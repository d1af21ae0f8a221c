"""Calculator: the arithmetic, the keys, and the history that is a provider's table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device_drivers.virtual.apps._calculator_sums import MOST, SumError, evaluate, plain, pressed, read, shown
from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.skins import NAMED
from device_drivers.virtual.window.view import View
from tests.virtual_looks import check_screen
from tests.virtual_world import column, find, hold, make_phone, middle, tap, texts, views

CALCULATOR = "com.android.calculator2"
HISTORY = "content://com.android.calculator2/history"


def opened(**more: object) -> Phone:
    phone = make_phone(**more)
    phone.launch(CALCULATOR)
    return phone


def key_view(phone: Phone, key: str) -> View:
    """A key by what is drawn on it; C clears, < deletes."""
    icon = {"C": "AC", "<": "backspace"}.get(key, key)
    return next(view for view in views(phone) if view.style.icon == icon)


def press(phone: Phone, keys: str) -> None:
    """Touch the keys one by one."""
    for key in keys:
        phone.tap(*middle(key_view(phone, key)))


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("1+2×3", "7"),
        ("(1+2)×3", "9"),
        ("0.1+0.2", "0.3"),
        ("10−4−3", "3"),
        ("100÷8÷5", "2.5"),
        ("−2^2", "-4"),
        ("2^3^2", "512"),
        ("2^−1", "0.5"),
        ("200+10%", "220"),
        ("200−10%", "180"),
        ("200×10%", "20"),
        ("50%", "0.5"),
        ("√9+1", "4"),
        ("√(9+16)", "5"),
        ("2(3+4)", "14"),
        ("(1+2)(3+4)", "21"),
        ("1÷3×3", "1"),
        ("1÷3", "0.333333333333333"),
        ("(2+3", "5"),
        ("99999999999999×10", "999999999999990"),
        ("9999999999999999×10", "1E17"),
        ("7×−2", "-14"),
        ("1.50+1.50", "3"),
    ],
)
def test_sums(formula: str, result: str) -> None:
    assert plain(evaluate(formula)) == result


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("1÷0", "Can't divide by 0"),
        ("0^−1", "Can't divide by 0"),
        ("5÷(3−3)", "Can't divide by 0"),
        ("√(2−3)", "Not a number"),
        ("9^9^9", "Value is too large"),
        ("1+", "Bad expression"),
        ("", "Bad expression"),
        ("()", "Bad expression"),
        ("__import__('os')", "Bad expression"),
    ],
)
def test_what_has_no_value_says_why(formula: str, words: str) -> None:
    with pytest.raises(SumError, match=words.replace("(", r"\(")):
        evaluate(formula)


@given(st.text("0123456789.+−×÷^√%()±", max_size=MOST + 10))
def test_whatever_is_pressed_it_has_a_value_or_a_fault(keys: str) -> None:
    formula = ""
    for key in keys.replace("^", "+"):
        formula = pressed(formula, key)
    assert len(formula) <= MOST + 3
    try:
        assert plain(evaluate(formula))
    except SumError as error:
        assert str(error)


def test_the_display_groups_digits() -> None:
    assert shown("1234567.12345+−1000") == "1,234,567.12345+−1,000"
    assert shown("-1234.5") == "−1,234.5"
    assert read("1,234.5 * 2 - x") == "1234.5×2−×"


@pytest.mark.parametrize("skin", ["plain", "mosaic", "harbor"])
def test_a_sum_is_typed_and_kept(skin: str) -> None:
    phone = opened(skin=skin)
    press(phone, "12+3×(4−1)")
    assert "21" in texts(phone)  # as it is typed
    press(phone, "=")
    (row,) = phone.content.rows(HISTORY)
    assert (row.text("expression"), row.text("result")) == ("12+3×(4−1)", "21")
    assert row.number("created") == phone.now_ms()


def test_keys_go_on_with_the_result_or_begin_anew() -> None:
    phone = opened()
    press(phone, "8−10=")
    assert find(phone, "result").text == "−2"
    press(phone, "×3=")
    assert column(phone, HISTORY, "result") == ["-2", "-6"]
    press(phone, "5")
    assert find(phone, "formula").text == "5"
    press(phone, "=")  # nothing to calculate
    assert len(phone.content.rows(HISTORY)) == 2


def test_keys_that_make_no_sense_change_nothing() -> None:
    phone = opened()
    press(phone, "×)007.5.2%+×2±")
    assert find(phone, "formula").text == "7.52%×(−2"
    press(phone, "<<")
    assert find(phone, "formula").text == "7.52%×("
    press(phone, "C4")
    assert find(phone, "formula").text == "4"


def test_a_fault_is_shown_and_not_kept() -> None:
    phone = opened()
    press(phone, "1÷0=")
    assert "Can't divide by 0" in texts(phone)
    assert not phone.content.rows(HISTORY)
    press(phone, "<2=")
    assert find(phone, "result").text == "0.5"


def test_the_history_is_used_copied_and_cleared() -> None:
    phone = opened(fixture={"calculations": [{"expression": "40×5"}, {"expression": "9−2"}]})
    tap(phone, "Calculation history")
    assert texts(phone).index("9−2") < texts(phone).index("40×5")
    hold(phone, "9−2")
    tap(phone, "Copy result")
    assert phone.clipboard == ("text", "7")
    tap(phone, "= 200")
    press(phone, "+1=")
    assert column(phone, HISTORY, "expression") == ["40×5", "9−2", "200+1"]
    tap(phone, "Calculation history")
    hold(phone, "9−2")
    tap(phone, "Delete", "Clear history", "Cancel")
    assert column(phone, HISTORY, "expression") == ["40×5", "200+1"]
    tap(phone, "Clear history", "Clear")
    assert not phone.content.rows(HISTORY)
    assert "No history" in texts(phone)


def test_numbers_are_pasted() -> None:
    phone = opened()
    phone.clipboard = ("text", "$1,250.50")
    hold(phone, "display")
    tap(phone, "Paste")
    press(phone, "×2=")
    assert column(phone, HISTORY, "result") == ["2501"]


def test_the_category_opens_it() -> None:
    phone = make_phone()
    intent = Intent("android.intent.action.MAIN", ("android.intent.category.APP_CALCULATOR",))
    assert phone.start_activity(intent).ok
    assert phone.stack[-1].package == CALCULATOR


@pytest.mark.parametrize("skin", sorted(NAMED))
def test_it_fits_every_skin(skin: str) -> None:
    phone = opened(skin=skin)
    press(phone, "1234567+7654321×(2")
    check_screen(phone)
    for key in "0123456789.+−×÷%()=":
        left, top, right, bottom = key_view(phone, key).bounds
        assert right - left > 60 and bottom - top > 60
    phone.set_rotation(1)
    check_screen(phone)

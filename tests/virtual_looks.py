"""What must hold of every screen, whatever the skin."""

from __future__ import annotations

from collections.abc import Iterator

from device_drivers.virtual.phone import Phone
from device_drivers.virtual.window.palette import DARK, LIGHT, Colour
from device_drivers.virtual.window.text import LINE, text_width, wrap
from device_drivers.virtual.window.view import View, Window
from tests.virtual_world import BACK, views

CONTRAST = 3.0  # WCAG's ratio for large text and for what is touched
SMALLEST = 8  # dp, of what is touched
_DRAWN_APART = (
    "web",
    "mark",
    "key",
    "letter",
    "icon",
    "app",
    "slider",
)  # widgets that draw words their own way


def check_screen(phone: Phone) -> None:
    """No text lies on another, is cut off or hard to read; what is touched can be touched; nothing leaves
    the screen sideways."""
    window = phone.window()
    check_apart(window)
    for view, above in _with_ancestors(window.root):
        if view.clickable:
            _check_touchable(phone, view, above)
        if view.text and view.style.widget not in _DRAWN_APART:
            _check_readable(phone, window, view, above)
        if view.text or view.desc or view.clickable:
            assert view.bounds[2] > view.bounds[0] and view.frame[2] <= phone.width, view


def check_apart(window: Window) -> None:
    """No text of the window lies on another, unless a drawer or the like covers it."""
    shown = sorted(_with_ancestors(window.root), key=lambda each: each[0].bounds[1])
    leaves = [(view, above) for view, above in shown if view.text and not view.children]
    for place, (one, above) in enumerate(leaves):
        for other, beyond in leaves[place + 1 :]:
            if other.bounds[1] >= one.bounds[3]:
                break
            assert not _meet(one, other) or _layered((*above, one), (*beyond, other)), (one, other)


def _layered(one: tuple[View, ...], other: tuple[View, ...]) -> bool:
    """The upper of two views, given with all they lie in, is in a layer with a ground of its own."""
    shared = sum(a is b for a, b in zip(one, other, strict=False))
    parent = one[shared - 1]
    upper = max(one, other, key=lambda each: parent.children.index(each[shared]))
    return parent.axis == "z" and any(view.style.bg for view in upper[shared:])


def _meet(one: View, other: View) -> bool:
    a, b = one.bounds, other.bounds
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _with_ancestors(root: View) -> Iterator[tuple[View, tuple[View, ...]]]:
    """Every visible view with what it lies in, the innermost last."""
    stack: list[tuple[View, tuple[View, ...]]] = [(root, ())]
    while stack:
        view, above = stack.pop()
        if view.visible:
            yield view, above
            stack.extend((child, (*above, view)) for child in view.children)


def _scrolls(above: tuple[View, ...]) -> bool:
    return any(view.extent for view in above)


def _check_touchable(phone: Phone, view: View, above: tuple[View, ...]) -> None:
    left, top, right, bottom = view.frame
    least = SMALLEST * phone.density / 160
    assert right - left >= least and bottom - top >= least, view
    assert (left, right) == (view.bounds[0], view.bounds[2]), view
    if not _scrolls(above):
        assert (top, bottom) == (view.bounds[1], view.bounds[3]), view


def _check_readable(phone: Phone, window: Window, view: View, above: tuple[View, ...]) -> None:
    per_dp = phone.density / 160
    left, top, right, bottom = (side * per_dp for side in view.pad)
    em = view.style.size * phone.font_scale * per_dp
    width = view.frame[2] - view.frame[0] - left - right
    height = view.frame[3] - view.frame[1] - top - bottom
    assert width + 2 >= min(text_width(view.text, view.style.bold), 2.2) * em, view
    lines = wrap(view.text, max(1.0, width / em), view.style.bold, view.style.lines)
    assert height + top + bottom + 2 >= len(lines) * em * LINE, view
    if not _scrolls(above):
        assert view.frame == view.bounds, view
    colours = DARK if phone.dark else LIGHT
    ground = next((each.style.bg for each in (view, *reversed(above)) if each.style.bg), "")
    ground = ground or ("dialog" if window.kind == "dialog" else "bg")
    ink = view.style.fg if view.enabled else "muted"
    assert contrast(colours[ink], colours[ground]) >= CONTRAST, (view, ink, ground)


def contrast(one: Colour, other: Colour) -> float:
    """WCAG's contrast ratio, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Colour) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def offered(phone: Phone) -> set[str]:
    """The names of all that can be touched on the page in front: on the screen, by scrolling, and in the
    overflow menu and the drawer; without what follows a colon, which is data."""
    page, found = phone.page, _reached(phone)
    for icon in ("more", "menu"):
        opener = next((view for view in phone.window().root.walk() if view.style.icon == icon), None)
        if opener is not None and opener.visible and phone.click_view(opener):
            found |= _reached(phone)
            phone.press_key(BACK)
    assert phone.page is page
    return found


def _reached(phone: Phone) -> set[str]:
    """What the window in front shows, all its lists scrolled from the top to the end."""
    state, found = phone.page.state, set(_names(phone))
    for key in [view.key for view in _scrollers(phone)]:
        state.scroll[key] = 0
        phone.changed()
        found |= set(_names(phone))
        while any(phone.scroll_view(view, True) for view in _scrollers(phone) if view.key == key):
            found |= set(_names(phone))
    return found


def _scrollers(phone: Phone) -> list[View]:
    return [view for view in phone.window().root.walk() if view.visible and view.extent]


def _names(phone: Phone) -> Iterator[str]:
    for view in phone.window().root.walk():
        if view.visible and (view.clickable or view.selected) and view.at is None:  # pins hide each other
            said = (each.desc or each.text for each in view.walk())
            name = next(filter(None, said), "").partition(": ")[0]
            if name:
                yield name


def says(phone: Phone, part: str) -> bool:
    """Something on the screen contains it."""
    return any(part in view.text or part in view.desc for view in views(phone))

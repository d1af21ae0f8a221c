"""uiautomator dumps for tests, built from a few words."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

WHOLE = (0, 0, 1080, 2400)
FLAGS = ("checkable", "checked", "clickable", "enabled", "focused", "scrollable", "password", "selected")


def node(
    cls: str = "android.widget.FrameLayout",
    *children: str,
    bounds: tuple[int, int, int, int] | str = WHOLE,
    package: str = "com.example.app",
    index: int = 0,
    **attributes: str | bool,
) -> str:
    """One <node>; names are Android's with _ for -, flags are false unless given (enabled is true)."""
    values: dict[str, str | bool] = {"enabled": True, **attributes}
    flags = {name: values.pop(name, False) for name in FLAGS}
    box = bounds if isinstance(bounds, str) else "[{},{}][{},{}]".format(*bounds)
    all_attributes = {
        "index": str(index),
        "class": cls,
        "package": package,
        "bounds": box,
        **{name.replace("_", "-"): value for name, value in values.items()},
        **flags,
    }
    written = " ".join(f"{name}={_quoted(value)}" for name, value in all_attributes.items())
    return f"<node {written}>{''.join(children)}</node>"


def dump(*windows: str, rotation: int = 0) -> str:
    """A whole document."""
    head = f"<?xml version='1.0' encoding='UTF-8'?><hierarchy rotation=\"{rotation}\">"
    return head + "".join(windows) + "</hierarchy>"


def text(words: str, bounds: tuple[int, int, int, int] = WHOLE, **attributes: str | bool) -> str:
    """A TextView."""
    return node("android.widget.TextView", bounds=bounds, text=words, **attributes)


def _quoted(value: str | bool) -> str:
    return quoteattr(str(value).lower() if isinstance(value, bool) else value, {"\n": "&#10;"})

"""The colours of the light and the dark theme; pure."""

from __future__ import annotations

Colour = tuple[int, int, int]

_LIGHT = {
    "bg": "fbfaff", "surface": "f0eff7", "card": "f1f0f9", "tile": "e4e2ec", "field": "e8e7f1",
    "tonal": "dbe1ff",
    "chosen": "dbe1ff", "text": "1b1b21", "muted": "5a5d72", "line": "c6c5d0", "primary": "3f5aa9",
    "on_primary": "ffffff", "inverse": "303036", "on_inverse": "f2f0f7", "inverse_primary": "b6c4ff",
    "keyboard": "d9dae5", "key": "ffffff", "key_dark": "b9bccb", "shade": "eceaf4", "wallpaper": "27476b",
    "on_wallpaper": "ffffff", "scrim": "8a8a92", "dialog": "eceaf4",
}  # fmt: skip
_DARK = {
    "bg": "121318", "surface": "1f1f25", "card": "24252c", "tile": "33343d", "field": "2b2c34",
    "tonal": "36415f",
    "chosen": "36415f", "text": "e4e1e9", "muted": "a9abbd", "line": "45464f", "primary": "b6c4ff",
    "on_primary": "0f1f4d", "inverse": "e4e1e9", "on_inverse": "303036", "inverse_primary": "3f5aa9",
    "keyboard": "1b1c22", "key": "3a3b44", "key_dark": "292a31", "shade": "1b1b21", "wallpaper": "16263a",
    "on_wallpaper": "ffffff", "scrim": "2a2a30", "dialog": "2a2b33",
}  # fmt: skip
_HUES = ("5b7fb0", "8a6fb0", "4f8f72", "b0715b", "a8843f", "6f7f8f")


def _rgb(code: str) -> Colour:
    return int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16)


LIGHT: dict[str, Colour] = {name: _rgb(code) for name, code in _LIGHT.items()}
DARK: dict[str, Colour] = {name: _rgb(code) for name, code in _DARK.items()}
for _place, _code in enumerate(_HUES):
    LIGHT[f"hue{_place}"] = DARK[f"hue{_place}"] = _rgb(_code)

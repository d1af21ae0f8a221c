"""The fonts that text is drawn with: whichever of this machine's has the script."""

from __future__ import annotations

from functools import lru_cache

from PIL import ImageFont

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

# Of each script its characters and the files that may have them, regular and bold, the best first.
_SCRIPTS = (
    (
        ((0x0900, 0x097F),),
        (
            ("NotoSansDevanagari-Regular.ttf", "NotoSansDevanagari-Bold.ttf"),
            ("Lohit-Devanagari.ttf", "Lohit-Devanagari.ttf"),
        ),
    ),
    (
        ((0x2E80, 0x9FFF), (0xAC00, 0xD7AF), (0xFF00, 0xFFEF)),
        (
            ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"),
            ("ipagp.ttf", "ipagp.ttf"),
        ),
    ),
)
_LATIN = (
    ("DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf"),
)  # it has Greek, Cyrillic and Arabic, too


def font(px: int, bold: bool, text: str) -> Font:
    """The face for a text: of its script where one is installed, else DejaVu Sans, else Pillow's own."""
    return _font(px, bold, _script(text))


def _script(text: str) -> int:
    """Which of the scripts the text has characters of; -1 for none."""
    if text.isascii():
        return -1
    for number, (ranges, _) in enumerate(_SCRIPTS):
        if any(first <= ord(char) <= last for char in text for first, last in ranges):
            return number
    return -1


@lru_cache(maxsize=512)
def _font(px: int, bold: bool, script: int) -> Font:
    own = _SCRIPTS[script][1] if script >= 0 else ()
    for faces in (*own, *_LATIN):
        try:
            return ImageFont.truetype(faces[bold], px)
        except OSError:
            continue
    return ImageFont.load_default(px)

"""Encodes the drawn screen and reads pictures that lie in files; safe to call in a thread."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image


def png(picture: Image) -> bytes:
    data = io.BytesIO()
    picture.save(data, "PNG", compress_level=1)
    return data.getvalue()


def jpeg(picture: Image, scale: float = 1.0, quality: int = 80) -> bytes:
    """`scale` 0..1 of the side lengths, `quality` 1..100."""
    data = io.BytesIO()
    picture = picture.convert("RGB")
    if 0 < scale < 1:
        size = (max(1, int(picture.width * scale)), max(1, int(picture.height * scale)))
        picture = picture.resize(size)
    picture.save(data, "JPEG", quality=min(100, max(1, quality)))
    return data.getvalue()


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height px of an encoded picture; zeros when it is none."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as picture:
            return picture.width, picture.height
    except (OSError, ValueError):
        return 0, 0


def turned(data: bytes) -> bytes:
    """A picture turned a quarter to the right, as a JPEG; nothing when it is none."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as picture:
            return jpeg(picture.transpose(Image.Transpose.ROTATE_270), quality=85)
    except (OSError, ValueError):
        return b""


@lru_cache(maxsize=128)
def decoded(data: bytes, room: tuple[int, int], whole: bool) -> Image | None:
    """The picture as large as the room allows, or cut to fill it; None when it cannot be read."""
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data)) as picture:
            full = picture.convert("RGB")
    except (OSError, ValueError):
        return None
    return ImageOps.contain(full, room) if whole else ImageOps.fit(full, room)

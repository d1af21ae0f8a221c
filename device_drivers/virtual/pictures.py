"""Encodes the drawn screen; safe to call in a thread."""

from __future__ import annotations

import io
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

"""Draws windows with Pillow so that a person sees a phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PIL import Image, ImageDraw, ImageOps

from device_drivers.virtual.pictures import decoded
from device_drivers.virtual.window.faces import Font, font
from device_drivers.virtual.window.icons import icon_mask
from device_drivers.virtual.window.palette import DARK, LIGHT, Colour
from device_drivers.virtual.window.text import LINE, wrap
from device_drivers.virtual.window.view import Bounds, View, Window


class Look(Protocol):
    """What of the phone changes the drawing."""

    @property
    def dark(self) -> bool: ...

    @property
    def font_scale(self) -> float: ...

    @property
    def density(self) -> int: ...

    def toast_shown(self) -> str: ...
    @property
    def rtl(self) -> bool: ...


def render(windows: Sequence[Window], size: tuple[int, int], look: Look) -> Image.Image:
    """The windows, the bottom one first, as one RGB picture."""
    colours = DARK if look.dark else LIGHT
    image = Image.new("RGB", size, colours["bg"])
    for window in windows:
        brush = _Brush(
            image,
            colours,
            look.density / 160,
            1.0 if window.kind in ("status_bar", "nav_bar", "ime") else look.font_scale,
        )
        brush.rtl = look.rtl and window.kind != "ime"
        if window.secure:
            brush.draw.rectangle(window.root.bounds, fill=(0, 0, 0))
            continue
        if window.kind == "dialog":
            brush.sheet(window.root.bounds)
        if window.kind == "status_bar":
            brush.ink = _bar_ink(windows, colours)
        brush.tree(window.root)
    brush = _Brush(image, colours, look.density / 160, look.font_scale)
    toast = look.toast_shown()
    if toast:
        brush.toast(toast, size)
    if not any(window.kind == "nav_bar" for window in windows):
        brush.handle(size)
    return image


def _bar_ink(windows: Sequence[Window], colours: dict[str, Colour]) -> Colour:
    """White on the wallpaper, the theme's text colour elsewhere."""
    on_home = windows[0].package == "com.android.launcher3" and windows[0].root.children
    first = windows[0].root
    while on_home and first.children and not first.style.bg:
        first = first.children[0]
    return colours["on_wallpaper"] if first.style.bg == "wallpaper" else colours["text"]


_POINTING = ("back",)  # icons that are mirrored with the layout


class _Brush:
    def __init__(self, image: Image.Image, colours: dict[str, Colour], px: float, font_scale: float) -> None:
        self.image = image
        self.draw = ImageDraw.Draw(image)
        self._colours = colours
        self._px = px
        self._font_scale = font_scale
        self.rtl = False  # text starts at the right, and paddings are swapped
        self.ink: Colour | None = None  # instead of every view's own colour

    def _colour(self, name: str) -> Colour:
        return self._colours.get(name, self._colours["text"])

    def _fg(self, view: View) -> Colour:
        return self.ink or self._colour(view.style.fg if view.enabled else "muted")

    def tree(self, view: View) -> None:
        """A view and what is in it."""
        if not view.visible:
            return
        if view.frame != view.bounds and not view.children:
            self._clipped(view)
        else:
            self._one(view)
        for child in view.children:
            self.tree(child)

    def _clipped(self, view: View) -> None:
        """Draw it beside the picture and take over the part that shows."""
        left, top, right, bottom = view.frame
        if right - left > 4000 or bottom - top > 4000:
            return
        x1, y1, x2, y2 = view.bounds
        side = Image.new("RGB", (right - left, bottom - top), self._colour("bg"))
        side.paste(self.image.crop(view.bounds), (x1 - left, y1 - top))
        brush = _Brush(side, self._colours, self._px, self._font_scale)
        brush.ink = self.ink
        moved, view.frame = view.frame, (0, 0, right - left, bottom - top)
        brush._one(view)
        view.frame = moved
        self.image.paste(side.crop((x1 - left, y1 - top, x2 - left, y2 - top)), (x1, y1))

    def _one(self, view: View) -> None:
        style = view.style
        widget = style.widget
        if style.bg and widget != "app":
            self._back(view)
        if view.ink:
            self._ink(view)
        if not widget:
            if view.text or view.hint:
                self._text(view)
        elif widget == "icon":
            self._icon(view)
        elif widget in ("switch", "check", "radio", "radio_row", "slider"):
            getattr(self, f"_{widget}")(view)
        elif widget == "app":
            self._app(view)
        elif widget in ("photo", "thumb"):
            self._photo(view, whole=widget == "photo")
        elif widget == "key" and style.icon.startswith(":"):
            self._glyph(style.icon[1:], view.frame, 22, self._fg(view))
        else:
            self._centred(
                style.icon,
                view.frame,
                style.size if widget != "letter" else min(view.w, view.h) * 0.42,
                self._fg(view),
            )

    def _back(self, view: View) -> None:
        colour = self._colour(view.style.bg)
        box = view.frame if view.children == [] else view.bounds
        left, top, right, bottom = box
        shape = view.style.shape
        if view.style.bg == "scrim":
            dim = Image.blend(
                self.image.crop(view.bounds), Image.new("RGB", (right - left, bottom - top)), 0.4
            )
            self.image.paste(dim, (left, top))
            return
        inset = round(3 * self._px) if view.style.widget == "key" else 0
        box = (left + inset, top + inset, right - inset - 1, bottom - inset - 1)
        if box[2] <= box[0] or box[3] <= box[1]:
            return
        if shape in ("rect", "line"):
            self.draw.rectangle(box, fill=colour)
        elif shape == "circle":
            side = min(box[2] - box[0], box[3] - box[1])
            x, y = (box[0] + box[2] - side) // 2, (box[1] + box[3] - side) // 2
            self.draw.ellipse((x, y, x + side, y + side), fill=colour)
        else:
            radius = {"pill": 28, "field": 8}.get(shape, 14) * self._px
            self.draw.rounded_rectangle(box, radius=min(radius, (bottom - top) / 2), fill=colour)

    def _ink(self, view: View) -> None:
        left, top, right, bottom = view.frame
        for line in view.ink:
            colour = tuple(bytes.fromhex(line.colour))
            ends = [
                (left + x * (right - left), top + y * (bottom - top))
                for x, y in ((line.x1, line.y1), (line.x2, line.y2))
            ]
            width = max(1, round(line.width * self._px))
            self.draw.line(ends, fill=colour, width=width)
            r = width / 2
            for x, y in ends:
                self.draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)

    def _inner(self, view: View) -> Bounds:
        left, top, right, bottom = view.frame
        pad = [round(side * self._px) for side in view.pad]
        if self.rtl:
            pad[0], pad[2] = pad[2], pad[0]
        return left + pad[0], top + pad[1], right - pad[2], bottom - pad[3]

    def _text(self, view: View) -> None:
        style = view.style
        left, top, right, bottom = self._inner(view)
        em = style.size * self._font_scale * self._px
        shown = view.text or view.hint
        if view.password:
            shown = "\u2022" * len(view.text) if view.text else view.hint
        lines = wrap(shown, max(1.0, (right - left) / em), style.bold, style.lines)
        face = font(max(6, round(em)), style.bold, shown)
        colour = self._fg(view) if view.text else self._colour("muted")
        step = em * LINE
        y = float(top)
        for line in lines:
            wide = self.draw.textlength(line, font=face)
            at_right = (style.align == "end") != self.rtl
            x = (left + right - wide) / 2 if style.align == "center" else right - wide if at_right else left
            self.draw.text((x, y + (step - em) / 2), line, font=face, fill=colour)
            y += step
        if view.focused:
            self._cursor(view, lines, face, right if self.rtl else left, y - step, em)

    def _cursor(self, view: View, lines: Sequence[str], face: Font, start: int, y: float, em: float) -> None:
        wide = self.draw.textlength(lines[-1], font=face) if view.text and lines else 0
        x = start + (-wide - 4 if self.rtl else wide + 2)
        self.draw.rectangle((x, y, x + max(2, round(self._px)), y + em * LINE), fill=self._colour("primary"))
        if view.style.shape == "field":
            box = view.bounds
            self.draw.rectangle((box[0], box[3] - 5, box[2], box[3] - 1), fill=self._colour("primary"))

    def _glyph(self, name: str, box: Bounds, dp: float, colour: Colour) -> None:
        side = max(4, round(dp * self._px))
        x, y = (box[0] + box[2] - side) // 2, (box[1] + box[3] - side) // 2
        mask = icon_mask(name, side)
        if self.rtl and name in _POINTING:
            mask = ImageOps.mirror(mask)
        self.image.paste(colour, (x, y), mask)

    def _icon(self, view: View) -> None:
        left, top, right, bottom = self._inner(view)
        dp = min(right - left, bottom - top) / self._px
        if view.style.bg and view.pad == (0, 0, 0, 0):
            dp *= 0.6
        self._glyph(view.style.icon, (left, top, right, bottom), dp, self._fg(view))

    def _photo(self, view: View, whole: bool) -> None:
        """The picture: all of it, or the middle part that fills the view."""
        left, top, right, bottom = view.frame
        image = decoded(view.picture, (right - left, bottom - top), whole)
        if image is None:
            self._glyph(view.style.icon, view.frame, 32, self._fg(view))
        else:
            x, y = (left + right - image.width) // 2, (top + bottom - image.height) // 2
            self.image.paste(image, (x, y))

    def _centred(self, text: str, box: Bounds, size: float, colour: Colour) -> None:
        face = font(max(6, round(size * self._px)), False, text)
        wide = self.draw.textlength(text, font=face)
        x, y = (box[0] + box[2] - wide) / 2, (box[1] + box[3]) / 2
        self.draw.text((x, y), text, font=face, fill=colour, anchor="lm")

    def _app(self, view: View) -> None:
        left, top, right, _ = view.frame
        side = round(52 * self._px)
        x, y = (left + right - side) // 2, top + round(8 * self._px)
        self.draw.rounded_rectangle(
            (x, y, x + side, y + side), radius=16 * self._px, fill=self._colour(view.style.bg)
        )
        self._glyph(view.style.icon, (x, y, x + side, y + side), 28, (255, 255, 255))
        face = font(round(view.style.size * self._px), False, view.text)
        wide = self.draw.textlength(view.text, font=face)
        self.draw.text(
            ((left + right - wide) / 2, y + side + 8 * self._px), view.text, font=face, fill=self._fg(view)
        )

    def _switch(self, view: View) -> None:
        left, top, right, bottom = view.frame
        on = view.checked
        track = self._colour("primary" if on else "tile") if view.enabled else self._colour("surface")
        self.draw.rounded_rectangle(
            (left, top, right - 1, bottom - 1),
            radius=(bottom - top) / 2,
            fill=track,
            outline=None if on else self._colour("muted"),
            width=max(1, round(1.5 * self._px)),
        )
        r = (bottom - top) * (0.36 if on else 0.26)
        x = right - (bottom - top) / 2 if on else left + (bottom - top) / 2
        y = (top + bottom) / 2
        self.draw.ellipse((x - r, y - r, x + r, y + r), fill=self._colour("on_primary" if on else "muted"))

    def _check(self, view: View) -> None:
        side = round(20 * self._px)
        left, top, _, bottom = view.frame
        y = (top + bottom - side) // 2
        x = left + round(10 * self._px)
        box = (x, y, x + side, y + side)
        colour = self._colour("primary" if view.checked else "muted")
        if view.checked:
            self.draw.rounded_rectangle(box, radius=3 * self._px, fill=colour)
            self._glyph("check", box, 16, self._colour("on_primary"))
        else:
            self.draw.rounded_rectangle(box, radius=3 * self._px, outline=colour, width=round(2 * self._px))

    def _radio(self, view: View) -> None:
        left, top, _, bottom = view.frame
        self._dot(left + 20 * self._px, (top + bottom) / 2, view.checked)

    def _dot(self, x: float, y: float, on: bool) -> None:
        r = 9 * self._px
        colour = self._colour("primary" if on else "muted")
        self.draw.ellipse((x - r, y - r, x + r, y + r), outline=colour, width=round(2 * self._px))
        if on:
            self.draw.ellipse((x - r / 2, y - r / 2, x + r / 2, y + r / 2), fill=colour)

    def _radio_row(self, view: View) -> None:
        left, top, _, bottom = view.frame
        self._dot(left + 36 * self._px, (top + bottom) / 2, view.checked)
        self._text(view)

    def _slider(self, view: View) -> None:
        left, top, right, bottom = view.frame
        inset = min(48, (right - left) // 8)
        y = (top + bottom) / 2
        start, end = left + inset, right - inset
        if self.rtl:
            start, end = end, start
        x = start + (end - start) * view.value
        thick = 3 * self._px
        self.draw.rounded_rectangle(
            (min(start, end), y - thick, max(start, end), y + thick), radius=thick, fill=self._colour("tile")
        )
        self.draw.rounded_rectangle(
            (min(start, x), y - thick, max(start + 2, x), y + thick),
            radius=thick,
            fill=self._colour("primary"),
        )
        r = 10 * self._px
        self.draw.ellipse((x - r, y - r, x + r, y + r), fill=self._colour("primary"))

    def sheet(self, box: Bounds) -> None:
        """Darken what is below a dialog and draw its panel."""
        shadow = Image.new("RGB", self.image.size, (0, 0, 0))
        self.image.paste(Image.blend(self.image, shadow, 0.35))
        self.draw.rounded_rectangle(box, radius=22 * self._px, fill=self._colour("dialog"))

    def toast(self, text: str, size: tuple[int, int]) -> None:
        em = 15 * self._px
        lines = wrap(text, size[0] * 0.7 / em)
        face = font(round(em), False, text)
        wide = max(self.draw.textlength(line, font=face) for line in lines)
        high = em * LINE * len(lines)
        x, y = (size[0] - wide) / 2, size[1] - 110 * self._px - high
        pad = 14 * self._px
        self.draw.rounded_rectangle(
            (x - 1.4 * pad, y - pad, x + wide + 1.4 * pad, y + high + pad),
            radius=24 * self._px,
            fill=self._colour("inverse"),
        )
        for place, line in enumerate(lines):
            self.draw.text((x, y + place * em * LINE), line, font=face, fill=self._colour("on_inverse"))

    def handle(self, size: tuple[int, int]) -> None:
        """The strip of the home gesture."""
        half, y = 54 * self._px, size[1] - 8 * self._px
        self.draw.rounded_rectangle(
            (size[0] / 2 - half, y, size[0] / 2 + half, y + 4 * self._px),
            radius=2 * self._px,
            fill=self._colour("muted"),
        )


__all__ = ["Look", "font", "render"]

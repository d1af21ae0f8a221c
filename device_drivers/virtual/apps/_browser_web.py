"""A web page as views: text, links, tables and forms, with the classes that a WebView tells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Protocol
from urllib.parse import urlencode

from device_drivers.virtual.apps._browser_html import CONTROLS, INLINE, Node, parse, resolve, title_of
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.window.boxes import TEXT, style
from device_drivers.virtual.window.dialogs import choose
from device_drivers.virtual.window.kit import BUTTON, CHECK, CLICKABLE, EDIT, RADIO, Kit
from device_drivers.virtual.window.view import WRAP, View

WEBVIEW = "android.webkit.WebView"
_GENERIC = "android.view.View"
_SIZES = {"h1": 25, "h2": 21, "h3": 18, "h4": 17, "h5": 16, "h6": 15}
_SILENT = frozenset(("head", "script", "style", "title", "meta", "link", "template"))
_TYPED = frozenset(("text", "search", "email", "tel", "url", "number", "password", "date", "time", ""))


class Opener(Protocol):
    """Who goes where links and forms lead."""

    def follow(self, url: str) -> None: ...

    def hold(self, url: str, words: str) -> None: ...

    def submit(self, url: str, method: str, values: Sequence[tuple[str, str]], shown: str) -> None: ...


class Document:
    """One page that is shown. What is typed into it lives in the screen's fields, `web:NUMBER`."""

    def __init__(self, page: Page, opener: Opener, url: str, html: str) -> None:
        self.page = page
        self.opener = opener
        self.url = url
        self.root = parse(html)
        self.title = title_of(self.root) or url
        self._fields = page.state.fields
        self._forms = {node: self._controls(node) for node in self.root.all("form")}
        for name in [name for name in self._fields if name.startswith("web:")]:
            del self._fields[name]
        for node in self.root.all(*CONTROLS):
            self._fields[_key(node)] = _initial(node)

    def view(self, ui: Kit, found: str = "", current: int = -1) -> View:
        """The page; texts that contain `found` are marked, and the `current` one of them stands out."""
        blocks = self._blocks(ui, self.root)
        if found:
            for place, hit in enumerate(matches(blocks, found)):
                bold = place == current
                hit.style = style(
                    size=hit.style.size,
                    bold=bold or hit.style.bold,
                    fg="text",
                    bg="tonal" if bold else "tile",
                )
        inside = View(_GENERIC, children=blocks, gap=12)
        return View(
            WEBVIEW,
            self.title,
            children=[inside],
            axis="scroll",
            h=-1,
            weight=1,
            pad=(16, 12, 16, 24),
            key=f"web:{self.url}",
            style=_FRAME,
            focusable=True,
        )

    # text
    def _blocks(self, ui: Kit, node: Node) -> list[View]:
        made: list[View] = []
        words: list[str] = []

        def flush() -> None:
            text = " ".join("".join(words).split())
            words.clear()
            if text:
                made.append(self._words(ui, node, text))

        for child in node.children:
            if isinstance(child, str):
                words.append(child)
            elif child.tag == "br" or (child.tag in INLINE and not child.all("a", "img", *CONTROLS)):
                words.append(child.spoken() or " ")
            elif child.tag not in _SILENT:
                flush()
                made += self._element(ui, child)
        flush()
        return made

    def _words(self, ui: Kit, node: Node, text: str) -> View:
        bold = node.tag in ("th", "dt", "legend", "strong")
        small = node.tag in ("footer", "small", "figcaption")
        view = View(TEXT, text, rid=self._rid(ui, node))
        view.style = style(size=14 if small else 16, fg="muted" if small else "text", bold=bold)
        return view

    def _element(self, ui: Kit, node: Node) -> list[View]:
        tag = node.tag
        if tag in _SIZES:
            look = style(size=_SIZES[tag], bold=True)
            if not node.all("a"):
                return [View(_GENERIC, node.text(), rid=self._rid(ui, node), style=look)]
            return self._blocks(ui, node)
        if tag == "a":
            return [self._link(ui, node)]
        if tag == "hr":
            return [ui.divider()]
        if tag == "img":
            return [self._image(ui, node)]
        if tag in ("ul", "ol"):
            return [self._list(ui, node)]
        if tag == "tr":
            cells = [child for child in node.children if isinstance(child, Node)]
            views = [View(_GENERIC, children=self._blocks(ui, cell), weight=1) for cell in cells]
            return [View(_GENERIC, children=views, axis="h", gap=12)] if views else []
        if tag in CONTROLS:
            control = self._control(ui, node)
            return [control] if control is not None else []
        if tag == "label":
            return self._label(ui, node)
        inside = self._blocks(ui, node)
        if len(inside) < 2 or tag in ("body", "main", "html"):
            return inside
        cls = "android.widget.GridView" if tag == "table" else _GENERIC
        return [View(cls, rid=self._rid(ui, node), children=inside, gap=10)]

    def _rid(self, ui: Kit, node: Node) -> str:
        return "" if ui.skin.strip_ids else node.attrs.get("id", "")

    def _link(self, ui: Kit, node: Node) -> View:
        words = node.text() or next((image.attrs.get("alt", "") for image in node.all("img")), "")
        url = resolve(self.url, node.attrs.get("href", ""))
        view = View(_GENERIC, words, rid=self._rid(ui, node), style=style(fg="primary"), pad=(0, 6, 0, 6))
        view.clickable = view.focusable = view.long_clickable = True
        view.on_click, view.on_long = partial(self.opener.follow, url), partial(self.opener.hold, url, words)
        return view

    def _image(self, ui: Kit, node: Node) -> View:
        words = node.attrs.get("alt", "")
        view = View("android.widget.Image", words, rid=self._rid(ui, node), pad=(16, 40, 16, 40))
        view.style = style(bg="tile", fg="muted", align="center", size=14)
        return view

    def _list(self, ui: Kit, node: Node) -> View:
        rows = []
        entries = [child for child in node.children if isinstance(child, Node) and child.tag == "li"]
        for place, entry in enumerate(entries, 1):
            mark = View(TEXT, f"{place}." if node.tag == "ol" else "•", style=style(fg="muted"), w=20)
            mark.gravity = "top"
            inside = View(_GENERIC, children=self._blocks(ui, entry), weight=1, gap=6)
            rows.append(View(_GENERIC, children=[mark, inside], axis="h", gap=8))
        return View("android.widget.ListView", rid=self._rid(ui, node), children=rows, gap=8)

    # forms
    def _controls(self, form: Node) -> list[Node]:
        """Those inside it, and those that name it."""
        ident = form.attrs.get("id")
        outside = [node for node in self.root.all(*CONTROLS) if ident and node.attrs.get("form") == ident]
        return [node for node in form.walk() if node.tag in CONTROLS] + outside

    def _label(self, ui: Kit, node: Node) -> list[View]:
        ticks = [one for one in node.all("input") if one.attrs.get("type") in ("checkbox", "radio")]
        target = node.attrs.get("for")
        if ticks:
            return [self._tick(ui, ticks[0], node.text())]
        if target and any(
            one.attrs.get("id") == target and one.attrs.get("type") in ("checkbox", "radio")
            for one in self.root.all("input")
        ):
            return []  # it is the text of the box itself
        return self._blocks(ui, node)

    def _name(self, node: Node) -> str:
        """What a control is called: its label's words, or what stands in for them."""
        around = node.above("label")
        ident = node.attrs.get("id")
        labels = [one for one in self.root.all("label") if ident and one.attrs.get("for") == ident]
        named = around or (labels[0] if labels else None)
        own = [child for child in named.children if isinstance(child, str)] if named is not None else []
        words = " ".join(" ".join(own).split())
        return node.attrs.get("aria-label") or words or node.attrs.get("placeholder", "")

    def _control(self, ui: Kit, node: Node) -> View | None:
        kind = node.attrs.get("type", "").lower()
        if node.tag == "select":
            return self._select(ui, node)
        if node.tag == "button" or kind in ("submit", "button", "reset"):
            return self._button(ui, node, kind)
        if kind == "hidden":
            return None
        if kind in ("checkbox", "radio"):
            return self._tick(ui, node, self._name(node))
        if node.tag == "textarea" or kind in _TYPED:
            return self._text_field(ui, node, kind)
        return None

    def _text_field(self, ui: Kit, node: Node, kind: str) -> View:
        form = node.above("form")
        lines = 0 if node.tag == "textarea" else 1
        enter = None if lines == 0 or form is None else partial(self.send, form, None)
        view = ui.field(_key(node), password=kind == "password", lines=lines, on_submit=enter)
        view.cls, view.rid = EDIT, self._rid(ui, node)
        view.hint = node.attrs.get("placeholder") or self._name(node)
        view.enabled = "disabled" not in node.attrs
        return view

    def _tick(self, ui: Kit, node: Node, words: str) -> View:
        radio = node.attrs.get("type") == "radio"
        box = View(
            _GENERIC, w=40, h=40, checked=self.on(node), style=style(widget="radio" if radio else "check")
        )
        text = ui.text(words, "", style(size=16), weight=1)
        row = View(RADIO if radio else CHECK, "", words, self._rid(ui, node), children=[box, text], axis="h")
        row.checkable, row.checked, row.gap = True, self.on(node), 4
        row.clickable = row.focusable = True
        row.on_click = partial(self._flip, node)
        return row

    def on(self, node: Node) -> bool:
        return self._fields.get(_key(node)) == "on"

    def _flip(self, node: Node) -> None:
        if node.attrs.get("type") != "radio":
            self._fields[_key(node)] = "" if self.on(node) else "on"
            return
        for other in self.root.all("input"):
            same = other.attrs.get("name") == node.attrs.get("name") and other.above("form") is node.above(
                "form"
            )
            if same and other.attrs.get("type") == "radio":
                self._fields[_key(other)] = "on" if other is node else ""

    def _select(self, ui: Kit, node: Node) -> View:
        options = node.all("option")
        values = [_value(option) for option in options]
        names = [option.text() for option in options]
        now = self._fields.get(_key(node), "")
        at = values.index(now) if now in values else 0

        def pick(place: int) -> None:
            self._fields[_key(node)] = values[place]

        view = View(
            "android.widget.Spinner", names[at] if names else "", self._name(node), self._rid(ui, node)
        )
        view.style, view.pad = style(bg="field", shape="field", lines=1), (16, 14, 16, 14)
        view.clickable = view.focusable = True
        view.on_click = lambda: self.page.show(choose(self._name(node), names, at, pick, plain=True))
        return view

    def _button(self, ui: Kit, node: Node, kind: str) -> View:
        words = node.attrs.get("value", "") if node.tag == "input" else node.text()
        words = words or ("Reset" if kind == "reset" else "Submit")
        form = node.above("form")
        view = View(BUTTON, words, rid=self._rid(ui, node), w=WRAP, h=48, pad=(20, 14, 20, 0), **CLICKABLE)
        view.style = _FILLED if kind not in ("reset", "button") else _TONAL
        if form is not None and kind != "button":
            view.on_click = partial(self._reset, form) if kind == "reset" else partial(self.send, form, node)
        return view

    def _reset(self, form: Node) -> None:
        for node in self._forms[form]:
            self._fields[_key(node)] = _initial(node)

    def send(self, form: Node, pressed: Node | None) -> None:
        """Submit a form: first what must be filled in, then where it goes."""
        values, shown = list[tuple[str, str]](), list[tuple[str, str]]()
        for node in self._forms[form]:
            kind = node.attrs.get("type", "")
            ticked = kind in ("checkbox", "radio")
            if node.tag == "button" or kind in ("submit", "button", "reset"):
                if node is not pressed:
                    continue
                value = node.attrs.get("value", "")
            else:
                value = node.attrs.get("value", "on") if ticked else self._fields.get(_key(node), "")
                if "required" in node.attrs and (
                    not self._answered(form, node) if ticked else not value.strip()
                ):
                    if not ticked and node.tag != "select":
                        self.page.state.edit(_key(node))
                    self.page.toast(f"Please fill out this field: {self._name(node)}".rstrip(": "))
                    return
            if not node.attrs.get("name") or (ticked and not self.on(node)):
                continue
            values.append((node.attrs["name"], value))
            if kind != "password":
                shown.append(values[-1])
        self.page.state.focus = ""
        url = resolve(self.url, form.attrs.get("action", "") or self.url)
        self.opener.submit(url, form.attrs.get("method", "get").lower(), values, urlencode(shown))

    def _answered(self, form: Node, node: Node) -> bool:
        """The box is ticked, or one of its group's buttons is."""
        if node.attrs.get("type") == "checkbox":
            return self.on(node)
        name = node.attrs.get("name")
        return any(self.on(other) for other in self._forms[form] if other.attrs.get("name") == name)


_FRAME = style(widget="web")  # its text is the title, which the page itself does not show
_FILLED = style(fg="on_primary", bg="primary", size=15, bold=True, shape="pill", align="center", lines=1)
_TONAL = style(fg="primary", bg="tonal", size=15, bold=True, shape="pill", align="center", lines=1)


def matches(blocks: Sequence[View], words: str) -> list[View]:
    """The views whose text contains the words, from the top down."""
    wanted = words.lower()
    return [
        view
        for block in blocks
        for view in block.walk()
        if view.text and view.on_text is None and wanted in view.text.lower()
    ]


def _key(node: Node) -> str:
    return f"web:{node.number}"


def _value(option: Node) -> str:
    return option.attrs.get("value", option.text())


def _initial(node: Node) -> str:
    """What a control holds when the page is new."""
    if node.attrs.get("type") in ("checkbox", "radio"):
        return "on" if "checked" in node.attrs else ""
    if node.tag == "select":
        options = node.all("option")
        chosen = next((one for one in options if "selected" in one.attrs), options[0] if options else None)
        return _value(chosen) if chosen is not None else ""
    return node.text() if node.tag == "textarea" else node.attrs.get("value", "")

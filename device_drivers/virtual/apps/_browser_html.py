"""HTML as a tree, and where its links and forms lead; pure."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

_VOID = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))
_CLOSES = {
    "li": ("li",),
    "option": ("option",),
    "tr": ("tr", "td", "th"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "p": ("p",),
}
INLINE = frozenset(("b", "strong", "i", "em", "span", "code", "small", "u", "mark", "time", "abbr", "a"))
CONTROLS = ("input", "textarea", "select", "button")


@dataclass(eq=False)
class Node:
    """An element. `number` counts the document's form controls, from 1."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)
    parent: Node | None = None
    number: int = 0

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def all(self, *tags: str) -> list[Node]:
        return [node for node in self.walk() if node.tag in tags]

    def spoken(self) -> str:
        """What it says, with the white space of the source."""
        return "".join(self._strings())

    def text(self) -> str:
        """What it says, white space collapsed."""
        return " ".join(self.spoken().split())

    def _strings(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag in INLINE:
                yield from child._strings()
            else:
                yield " "
                yield from child._strings()
                yield " "

    def above(self, tag: str) -> Node | None:
        """The nearest element of the kind around it."""
        node = self.parent
        while node is not None and node.tag != tag:
            node = node.parent
        return node


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("html")
        self._open = self.root
        self._controls = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._open.tag in _CLOSES.get(tag, ()) and self._open.parent is not None:
            self._open = self._open.parent
        node = Node(tag, {name: value or "" for name, value in attrs}, parent=self._open)
        if tag in CONTROLS:
            self._controls += 1
            node.number = self._controls
        self._open.children.append(node)
        if tag not in _VOID:
            self._open = node

    def handle_endtag(self, tag: str) -> None:
        node: Node | None = self._open
        while node is not None and node.tag != tag:
            node = node.parent
        if node is not None and node.parent is not None:
            self._open = node.parent

    def handle_data(self, data: str) -> None:
        self._open.children.append(data)


def parse(html: str) -> Node:
    """The whole document; what is not closed ends with its parent."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def title_of(root: Node) -> str:
    found = root.all("title", "h1")
    return found[0].text() if found else ""


def fill_in(html: str, values: Mapping[str, str]) -> str:
    """The page with `{{name}}` replaced by what was sent, and without the parts that a search leaves out.

    An element's `data-match="name"` says: only when its text contains the value of that name.
    """
    made = re.sub(r"\{\{(\w+)\}\}", lambda found: entities.escape(values.get(found[1], "")), html)
    if "data-match" not in made:
        return made
    root = parse(made)
    for node in root.all(*{one.tag for one in root.walk()}):
        wanted = values.get(node.attrs.get("data-match", ""), "").lower()
        if wanted and wanted not in node.text().lower() and node.parent is not None:
            node.parent.children.remove(node)
    return source(root)


def source(node: Node) -> str:
    """Back to text."""
    attrs = "".join(f' {name}="{entities.escape(value)}"' for name, value in node.attrs.items())
    inside = "".join(
        entities.escape(child) if isinstance(child, str) else source(child) for child in node.children
    )
    return f"<{node.tag}{attrs}>" + ("" if node.tag in _VOID else f"{inside}</{node.tag}>")


def place_of(url: str) -> str:
    """Host and path: what two spellings of a page's address share."""
    parts = urlsplit(url)
    return parts.netloc.lower().removeprefix("www.") + parts.path.rstrip("/")


def sent_with(url: str) -> dict[str, str]:
    """The names and values of an address's query."""
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))


def resolve(base: str, link: str) -> str:
    return urljoin(base, link)


def typed(text: str) -> str:
    """The address that was typed; empty when it is words to search for."""
    text = text.strip()
    if re.match(r"https?://\S+$", text):
        return text
    return f"https://{text}" if re.match(r"[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?$", text) else ""

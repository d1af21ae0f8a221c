"""Windows as XML: both dumpers' forms, quirks and hostile text."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from device_drivers.virtual.hierarchy import Seen, server_dump, shell_dump
from device_drivers.virtual.window.view import View, Window


def _seen(*roots: View) -> Seen:
    windows = tuple(
        Window("com.x", "com.x.Main", "X", root, focused=number == 0) for number, root in enumerate(roots)
    )
    return Seen(windows, 1, 1080, 2400)


def _leaf(**fields: object) -> View:
    plain = {"cls": "android.widget.TextView", "package": "com.x", "bounds": (1, 2, 3, 4)}
    return View(**{**plain, **fields})  # type: ignore[arg-type]


def test_the_shells_form_is_one_line_of_the_active_window() -> None:
    root = _leaf(text="Hi", rid="com.x:id/t")
    assert shell_dump(_seen(root, _leaf(text="status bar"))) == (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation=\"1\">"
        '<node index="0" text="Hi" resource-id="com.x:id/t" class="android.widget.TextView" package="com.x" '
        'content-desc="" checkable="false" checked="false" clickable="false" enabled="true" '
        'focusable="false" focused="false" scrollable="false" long-clickable="false" password="false" '
        'selected="false" bounds="[1,2][3,4]" /></hierarchy>'
    )


def test_the_servers_form_has_every_window_indented() -> None:
    outer = View(cls="F", package="com.x", children=[_leaf(hint="Name")])
    lines = server_dump(_seen(outer, _leaf(text="bar"))).split("\r\n")
    assert lines[1] == '<hierarchy rotation="1">' and lines[-1] == "</hierarchy>"
    assert lines[2].startswith('  <node index="0" text="" ') and lines[2].endswith('display-id="0">')
    assert lines[3].startswith('    <node index="0" text="Name" ')
    assert lines[3].endswith(
        'visible-to-user="true" bounds="[1,2][3,4]" drawing-order="1" hint="Name" display-id="0" />'
    )
    assert lines[4] == "  </node>"
    assert 'text="bar"' in lines[5]
    assert "bar" not in server_dump(_seen(outer, _leaf(text="bar")), active_only=True)


def test_invisible_children_leave_gaps() -> None:
    root = View(children=[_leaf(text="a"), _leaf(text="b", visible=False), _leaf(text="c")])
    found = ElementTree.fromstring(shell_dump(_seen(root)))
    assert [(node.get("index"), node.get("text")) for node in found[0]] == [("0", "a"), ("2", "c")]


def test_compressed_trees_have_only_what_matters() -> None:
    root = View(children=[View(children=[View(children=[_leaf(text="deep")])]), _leaf()])
    found = ElementTree.fromstring(server_dump(_seen(root), compressed=True))
    assert [(node.get("index"), node.get("text")) for node in found[0]] == [("0", "deep")]


def test_depth_is_limited_and_never_recursive() -> None:
    root = view = View()
    for _ in range(5000):
        view.children = [View()]
        view = view.children[0]
    assert shell_dump(_seen(root)).count("<node") == 200
    assert server_dump(_seen(root), max_depth=3).count("<node") == 3


def test_nameless_buttons_are_marked() -> None:
    assert '<node NAF="true" index="0"' in shell_dump(_seen(_leaf(clickable=True)))
    assert "NAF" not in shell_dump(_seen(_leaf(clickable=True, desc="x")))
    assert "NAF" not in server_dump(_seen(_leaf(clickable=True)))


def test_text_is_written_as_kxml_writes_it() -> None:
    assert """text='say "it&apos;s" &amp; &lt;go&gt;'""" in shell_dump(
        _seen(_leaf(text='say "it\'s" & <go>'))
    )
    assert 'text="a&#10;b 🎉"'.replace("🎉", "&#127881;") in shell_dump(_seen(_leaf(text="a\nb 🎉")))
    assert 'text="Wi‑Fi …\xa0."' in shell_dump(_seen(_leaf(text="Wi‑Fi …\xa0\x07")))


def test_passwords_are_dots() -> None:
    assert "secret" not in server_dump(_seen(_leaf(text="secret", password=True)))
    assert 'text="••••••"' in server_dump(_seen(_leaf(text="secret", password=True)))


@given(
    st.text(alphabet=st.characters(), max_size=30),
    st.text(alphabet="<>&'\"\n\t\r\x00\ud83d\udc80￿é", max_size=10),
)
def test_any_text_is_well_formed_xml(text: str, desc: str) -> None:
    seen = _seen(_leaf(text=text, desc=desc))
    for dump in (shell_dump(seen), server_dump(seen)):
        data = dump.encode("utf-8")
        node = ElementTree.fromstring(data)[0]
        assert len(node.get("text") or "") == len(text)

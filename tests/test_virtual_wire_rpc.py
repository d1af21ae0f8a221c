"""uiautomator2's interface: HTTP, JSON-RPC, selectors, stored objects, waiting."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device_drivers.virtual.rpc_selectors import SelectorError, find_all, parse_selector, places
from device_drivers.virtual.rpc_signatures import SIGNATURES
from device_drivers.virtual.window.view import View
from tests.virtual_wire import Rpc, sh

TEXT, CONTAINS, MATCHES, STARTS, CLASS, SCROLLABLE, INDEX, INSTANCE = (
    0x1, 0x2, 0x4, 0x8, 0x10, 0x4000, 0x800000, 0x1000000,
)  # fmt: skip


def selector(mask: int = 0, **fields: object) -> dict[str, object]:
    return {"mask": mask, "childOrSibling": [], "childOrSiblingSelector": [], **fields}


def text(value: str) -> dict[str, object]:
    return selector(TEXT, text=value)


@pytest.fixture
def rpc() -> Rpc:
    made = Rpc()
    sh(made.device, "am start -n com.android.settings/.Settings")
    return made


def test_all_72_names_are_known_and_answered(rpc: Rpc) -> None:
    assert len(SIGNATURES) == 72
    examples = {"int": 1, "float": 0.5, "str": "x", "str?": None, "bool": True, "sel": text("nope"),
                "target": text("nope"), "obj": "nope", "point": {"x": 1, "y": 1}, "ints": [1, 1, 2, 2],
                "sels": [],
                "strs": [], "map": {}}  # fmt: skip
    for method, overloads in SIGNATURES.items():
        for overload in overloads:
            answer = rpc.call(method, *[examples[kind] for kind in overload.split()])
            assert answer["id"] == 1
            assert ("result" in answer) != ("error" in answer)
            if "error" in answer:
                assert answer["error"]["code"] in (-32001, -32002), (method, answer)


def test_the_names_are_those_of_the_shipped_jar() -> None:
    package = pytest.importorskip("uiautomator2")
    with ZipFile(Path(package.__file__).parent / "assets" / "u2.jar") as jar:
        code = b"".join(jar.read(name) for name in jar.namelist() if name.endswith(".dex"))
    assert [name for name in SIGNATURES if f"\0{chr(len(name))}{name}\0".encode() not in code] == []


def test_routes(rpc: Rpc) -> None:
    assert rpc.raw(b"GET /ping HTTP/1.1\r\n\r\n").endswith(b"\r\n\r\npong")
    assert b"404 Not Found" in rpc.raw(b"GET /nope HTTP/1.1\r\n\r\n")
    assert rpc.raw(b"GET /screenshot/0?scale=0.1&quality=x HTTP/1.1\r\n\r\n").count(b"\xff\xd8\xff") == 1
    two = rpc.raw(
        b"GET /ping HTTP/1.1\r\n\r\nGET /ping HTTP/1.1\r\nConnection: close\r\n\r\nGET /ping HTTP/1.1\r\n\r\n"
    )
    assert two.count(b"pong") == 2
    assert b"Server stopped!!!" in rpc.raw(b"GET /stop HTTP/1.1\r\n\r\n")
    assert b"400 Bad Request" in rpc.raw(b"POST /jsonrpc/0 HTTP/1.1\r\nContent-Length: -5\r\n\r\n")


def test_errors_have_the_codes_and_words_clients_look_for(rpc: Rpc) -> None:
    assert rpc.call("makeToast", "x", 1)["error"]["code"] == -32601
    assert rpc.call("click", "a")["error"]["code"] == -32001  # the name of no stored object
    assert rpc.call("click", [1])["error"]["code"] == -32602
    assert rpc.post(b"{")["error"]["code"] == -32700
    missing = rpc.call("click", text("nope"))["error"]
    assert missing["code"] == -32002
    assert "androidx.test.uiautomator.UiObjectNotFoundException" in missing["message"]
    assert missing["data"]


def test_selectors_find_what_is_on_the_screen(rpc: Rpc) -> None:
    assert rpc.result("exist", text("Settings"))
    assert rpc.result("exist", selector(CONTAINS, textContains="NETWORK"))
    assert rpc.result("exist", selector(MATCHES, textMatches="Net.*"))
    assert not rpc.result("exist", selector(MATCHES, textMatches="Net"))
    assert rpc.result("exist", selector(STARTS, textStartsWith="network"))
    views = selector(CLASS, className="android.widget.TextView")
    count = rpc.result("count", views)
    assert count == len(rpc.result("objInfoOfAllInstances", views)) > 3
    second = selector(CLASS | INSTANCE, className="android.widget.TextView", instance=1)
    assert rpc.result("objInfo", second) == rpc.result("objInfoOfAllInstances", views)[1]
    assert not rpc.result(
        "exist", selector(CLASS | INSTANCE, className="android.widget.TextView", instance=count)
    )


def test_a_field_without_its_mask_bit_does_not_count(rpc: Rpc) -> None:
    assert rpc.result("exist", selector(0, text="nothing says this"))


def test_clicks_open_and_keys_close(rpc: Rpc) -> None:
    assert rpc.result("click", selector(CONTAINS, textContains="Network")) is True
    assert rpc.result("waitForExists", text("Airplane mode"), 1000)
    rpc.result("pressKey", "back")
    assert rpc.result("waitUntilGone", text("Airplane mode"), 1000)
    assert not rpc.result("waitForExists", text("nope"), 30)


def test_objects_are_stored_and_looked_for_again(rpc: Rpc) -> None:
    outer = rpc.result("getUiObject", selector(SCROLLABLE, scrollable=True))
    child = rpc.result("getChild", outer, selector(CONTAINS, textContains="Network"))
    assert "Network" in rpc.result("getText", child)
    assert child in rpc.result("getUiObjects")
    rpc.result("click", child)
    assert "error" in rpc.call("getText", child)
    rpc.result("removeUiObject", child)
    assert "UiObject not found" in rpc.call("exist", child)["error"]["message"]


def test_children_by_text_scroll_into_view(rpc: Rpc) -> None:
    scroller = selector(SCROLLABLE, scrollable=True)
    rows = selector(CLASS, className="android.widget.LinearLayout")
    labels = [
        info["text"]
        for info in rpc.result("objInfoOfAllInstances", selector(CLASS, className="android.widget.TextView"))
    ]
    assert "About phone" not in labels
    found = rpc.result("childByText", scroller, rows, "About phone", True)
    assert rpc.result("exist", found)
    assert rpc.call("childByText", scroller, rows, "nope", False)["error"]["code"] == -32002


def test_toast_clipboard_orientation_and_screen(rpc: Rpc) -> None:
    assert rpc.result("getLastToast") is None
    rpc.result("setClipboard", None, "kept 🎉")
    assert rpc.result("getClipboard") == "kept 🎉"
    rpc.result("setOrientation", "left")
    info = rpc.result("deviceInfo")
    assert info["displayRotation"] == 1 and info["displayWidth"] > info["displayHeight"]
    rpc.result("setOrientation", "natural")
    rpc.result("sleep")
    assert rpc.result("isScreenOn") is False
    assert rpc.result("dumpWindowHierarchy", False, 50) == ""
    rpc.result("wakeUp")
    assert rpc.result("isScreenOn") is True


def test_watchers_clear_the_way(rpc: Rpc) -> None:
    rpc.result(
        "registerClickUiObjectWatcher", "w", [text("Settings")], selector(CONTAINS, textContains="Network")
    )
    assert rpc.result("getWatchers") == ["w"] and not rpc.result("hasWatcherTriggered", "w")
    assert rpc.result("objInfo", text("Airplane mode"))["text"] == "Airplane mode"
    assert rpc.result("hasWatcherTriggered", "w")


def test_the_shell_can_be_used(rpc: Rpc) -> None:
    assert rpc.result("executeShellCommand", "echo hi; (exit 3)", 1000) == {
        "returnCode": 3, "stdout": "hi\n", "stderr": "",
    }  # fmt: skip
    assert rpc.result("executeShellCommand", "sleep 5", 20)["returnCode"] == -1


def test_a_lone_surrogate_does_not_end_the_server(rpc: Rpc) -> None:
    rpc.post(b'{"jsonrpc":"2.0","id":1,"method":"setClipboard","params":["","\\ud83d"]}')
    assert rpc.result("getClipboard") == "\ud83d"
    assert rpc.call("exist", text("\ud83d"))["result"] is False


def _tree() -> View:
    def row(name: str, *labels: str) -> View:
        return View(cls="Row", desc=name, children=[View(cls="Text", text=label) for label in labels])

    return View(cls="List", children=[row("r0", "a"), row("r1", "a", "b"), row("r2", "b", "c")])


def _found(value: dict[str, object]) -> list[str]:
    return [place.view.text or place.view.desc for place in find_all(parse_selector(value), places(_tree()))]


def relative(kind: str, outer: dict[str, object], inner: dict[str, object]) -> dict[str, object]:
    return {**outer, "childOrSibling": [kind], "childOrSiblingSelector": [inner]}


def test_children_and_siblings() -> None:
    row = selector(CLASS, className="Row")
    assert _found(relative("child", row, text("b"))) == ["b", "b"]
    assert _found(relative("child", {**row, "mask": CLASS | INSTANCE, "instance": 2}, text("c"))) == ["c"]
    assert _found(relative("child", {**row, "mask": CLASS | INSTANCE, "instance": 2}, text("a"))) == []
    assert _found(relative("sibling", text("c"), text("b"))) == ["b"]
    assert _found(relative("child", row, selector(CLASS | INSTANCE, className="Text", instance=1))) == [
        "b",
        "c",
    ]
    assert _found(selector(INDEX | CLASS, index=1, className="Text")) == ["b", "c"]


def test_what_is_no_selector_is_refused() -> None:
    for value in (5, {"mask": "x"}, {"mask": 4, "textMatches": "("}, {"mask": 1}, {"frob": 1},
                  {"mask": 0, "childOrSibling": ["child"]}):  # fmt: skip
        with pytest.raises(SelectorError):
            parse_selector(value)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=8,
)
_SELECTORS = st.fixed_dictionaries(
    {"mask": st.integers(0, 0x1FFFFFF)},
    optional={"text": st.text(max_size=3), "textMatches": st.text(max_size=4), "index": st.integers(-1, 3),
              "instance": st.integers(-1, 3), "className": st.none(), "childOrSibling": _JSON},
)  # fmt: skip
_SLOW = {"waitForExists", "waitUntilGone", "waitForWindowUpdate", "clickAndWaitForNewWindow",
         "executeShellCommand", "takeScreenshot"}  # fmt: skip
_QUIET = sorted(set(SIGNATURES) - _SLOW)
RPC = Rpc()


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(_QUIET), st.lists(_JSON | _SELECTORS, max_size=4))
def test_no_parameters_break_the_server(method: str, params: list[object]) -> None:
    answer = RPC.call(method, *params)
    assert ("result" in answer) != ("error" in answer)


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=60), st.binary(max_size=60))
def test_no_request_breaks_the_server(head: bytes, body: bytes) -> None:
    RPC.raw(head)
    RPC.raw(b"POST /jsonrpc/0 HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    assert RPC.result("ping") == "pong"

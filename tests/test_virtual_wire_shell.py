"""The shell's language and the small programs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device_drivers.virtual.shell.grammar import ShellSyntaxError, parse
from tests.virtual_wire import make_device, sh

DEVICE = make_device()


@pytest.mark.parametrize(
    "command, out",
    [
        ("echo a; echo b", "a\nb\n"),
        ("true && echo yes || echo no", "yes\n"),
        ("false && echo yes || echo no", "no\n"),
        ("nosuch 2>/dev/null; echo $?", "127\n"),
        ("echo 'a b'  \"c d\" e\\ f", "a b c d e f\n"),
        ("X=1; echo $X ${X}2 '$X' \"$X\"", "1 12 $X 1\n"),
        ("X='a  b'; echo $X; echo \"$X\"", "a b\na  b\n"),
        ("echo ${NO:-default}", "default\n"),
        ("export A=5; echo $A", "5\n"),
        ("A=1 B=2 env | grep -c '^[AB]='", "2\n"),
        ('A=1 true; echo "[$A]"', "[]\n"),
        ("(cd /sdcard; pwd); pwd", "/sdcard\n/\n"),
        ("{ echo a; echo b; } | wc -l", "2\n"),
        ("echo hi | cat | tr a-z A-Z", "HI\n"),
        ("echo $(echo in) `echo back`", "in back\n"),
        ("! false; echo $?", "0\n"),
        ("(exit 3); echo $?", "3\n"),
        ("exec echo x; echo never", "x\n"),
        ("toybox echo hi; command echo hi", "hi\nhi\n"),
        ("echo one # two", "one\n"),
        ('echo \\$X "\\$X"', "$X $X\n"),
        ("echo a\\\nb", "ab\n"),
        ("echo a |\n cat", "a\n"),
        ("ls /nope 2>&1 | cat", "ls: /nope: No such file or directory\n"),
        ("echo e 1>&2 | cat", ""),
        ("sh -c 'echo $0; exit 4'; echo $?", "/system/bin/sh\n4\n"),
        ("echo 'echo from stdin' | sh", "from stdin\n"),
        ("seq 3 | head -n 2 | tail -1", "2\n"),
        ("printf '%s=%d\\n' a 1 b 2", "a=1\nb=2\n"),
        ("echo -n x; echo -e 'a\\tb'", "xa\tb\n"),
        ("echo 'a\\tb'; echo -E 'a\\tb'", "a\tb\na\\tb\n"),
        ("echo {a,b}{1,2} '{c,d}' {e}", "a1 a2 b1 b2 {c,d} {e}\n"),
        ("echo one\necho two; &&", "one\n"),
        ("echo abc | md5sum", "0bee89b07a248e27c83fc3d5951213c1  -\n"),
        ("echo aGk= | base64 -d", "hi"),
        ("echo a:b:c | cut -d: -f2", "b\n"),
        ("printf 'b\\na\\nb\\n' | sort | uniq -c | sed 's/ *//'", "1 a\n2 b\n"),
        ("echo foobar | sed 's/o/0/g'", "f00bar\n"),
        ("printf 'x\\nyy\\n' | grep -n y", "2:yy\n"),
        ("[ -d /sdcard ] && echo dir; [ 2 -gt 10 ] || echo less", "dir\nless\n"),
        ("which ls nosuch", "/system/bin/ls\n"),
        ("whoami; id -u", "shell\n2000\n"),
        ("logcat | head -1", "--------- beginning of main\n"),
        ("basename /a/b; dirname /a/b", "b\n/a\n"),
        ("echo 1 2 3 | xargs echo x", "x 1 2 3\n"),
        ("sleep 0 & echo now", "now\n"),
    ],
)
def test_what_commands_print(command: str, out: str) -> None:
    assert sh(DEVICE, command).out == out


@pytest.mark.parametrize(
    "command, status, err",
    [
        ("nosuch", 127, "/system/bin/sh: nosuch: inaccessible or not found\n"),
        ("/nope/x", 127, "/system/bin/sh: /nope/x: inaccessible or not found\n"),
        ("/sdcard", 126, "/system/bin/sh: /sdcard: can't execute: Permission denied\n"),
        ("echo 'open", 1, "/system/bin/sh: no closing quote\n"),
        ("echo a | | b", 1, "/system/bin/sh: syntax error: unexpected '|'\n"),
        ("(echo a", 1, "/system/bin/sh: syntax error: unexpected EOF\n"),
        ("cat /nope", 1, "cat: /nope: No such file or directory\n"),
        ("cat < /nope", 1, "/system/bin/sh: can't open /nope: No such file or directory\n"),
        ("echo x > /system/x", 1, "/system/bin/sh: can't create /system/x: Read-only file system\n"),
        ("ls /data", 1, "ls: /data: Permission denied\n"),
        ("cd /nope", 2, "/system/bin/sh: cd: /nope: No such file or directory\n"),
        ("rm /nope", 1, "rm: /nope: No such file or directory\n"),
        ("mkdir /sdcard", 1, "mkdir: /sdcard: File exists\n"),
        ("kill 999999", 1, "/system/bin/sh: kill: 999999: No such process\n"),
        ("sleep x", 1, "sleep: bad time 'x'\n"),
    ],
)
def test_what_goes_wrong_is_said_in_androids_words(command: str, status: int, err: str) -> None:
    ran = sh(DEVICE, command)
    assert (ran.status, ran.err) == (status, err)


def test_files_can_be_made_read_moved_and_removed() -> None:
    device = make_device()
    assert (
        sh(device, "mkdir -p /sdcard/a/b && echo one > /sdcard/a/b/f; echo two >> /sdcard/a/b/f").status == 0
    )
    assert sh(device, "cat /sdcard/a/b/f").out == "one\ntwo\n"
    assert sh(device, "cp -r /sdcard/a /sdcard/c; mv /sdcard/c/b/f /sdcard/c/g; ls -R /sdcard/c").out == (
        "/sdcard/c:\nb\ng\n\n/sdcard/c/b:\n"
    )
    assert sh(device, "stat -c '%s %a %U' /sdcard/c/g").out == "8 644 shell\n"
    assert sh(device, "rm /sdcard/a").err == "rm: /sdcard/a: Is a directory\n"
    assert sh(device, "rm -rf /sdcard/a /sdcard/c; ls /sdcard/a").status == 1
    assert sh(device, "echo x | tee /data/local/tmp/t > /dev/null; cat /data/local/tmp/t").out == "x\n"
    assert sh(device, "echo /sdcard/D*").out == "/sdcard/DCIM /sdcard/Documents /sdcard/Download\n"


def test_bytes_that_are_no_text_pass_through() -> None:
    assert sh(DEVICE, "cat", stdin=b"\xff\x00\xfe").out == "�\x00�"


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="ab $'\"\\`(){};&|<>\n#=*?[]!-~1", max_size=40))
def test_any_text_parses_or_is_a_syntax_error(text: str) -> None:
    try:
        list(parse(text))
    except ShellSyntaxError as error:
        assert str(error)


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_a_quoted_text_is_one_argument_and_comes_back(text: str) -> None:
    quoted = "'" + text.replace("\r\n", "\n").replace("'", "'\\''") + "'"
    assert sh(DEVICE, f"printf %s {quoted}").out == text.replace("\r\n", "\n")


_LONG = {"sleep", "reboot", "logcat", "app_process", "timeout", "app_process64", "seq", "sh", "xargs"}
_NAMES = sorted(set(DEVICE.programs) - _LONG)
_WORDS = st.sampled_from(
    ["-a", "-n", "-e", "-S", "5", "-1", "x", "/sdcard", "/", "''", "--uri", "content://sms", "--bind",
     "a:i:x", "list", "get", "put", "system", "start", "-W", "com.android.settings",
     "com.android.settings/.Settings", "dump", "tap", "swipe", "text", "999999999999", "keyevent", "HOME",
     "packages", "size", "--es", "%s", "😀", "set", "/dev/tty"],
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(_NAMES), st.lists(_WORDS, max_size=6))
def test_no_arguments_break_a_program(name: str, words: list[str]) -> None:
    command = " ".join([name, *words])
    if name == "svc" or "reboot" in words:
        return
    assert 0 <= sh(DEVICE, command).status <= 255


def test_deep_nesting_is_refused_and_not_followed() -> None:
    assert "too deep" in sh(DEVICE, "(" * 3000).err
    assert "too deep" in sh(DEVICE, "echo " + "$(" * 3000).err


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a*b?){2,}$", "((x|a+)y?)*$"])
def test_patterns_that_would_take_hours_are_refused(pattern: str) -> None:
    ran = sh(DEVICE, f"echo {'a' * 60}! | grep -E '{pattern}'")
    assert (ran.status, ran.err) == (2, f"grep: bad REGEX '{pattern}'\n")


@pytest.mark.parametrize("pattern", ["(ab)+", "a+b*", "[*+]+", "(a{2,3})+", r"(\+a)*", "(foo|bar)+"])
def test_patterns_that_only_look_like_it_are_not(pattern: str) -> None:
    assert sh(DEVICE, f"echo abaafoo+a | grep -cE '{pattern}'").out == "1\n"

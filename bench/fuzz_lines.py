"""The words and lines that the fuzz puts together; a name in braces is filled anew every time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

FOLDER = "/sdcard/fuzz"
URIS = [
    "sms",
    "mms-sms/conversations",
    "contacts/phones",
    "com.android.contacts/data",
    "com.android.contacts/contacts",
    "call_log/calls",
    "com.android.calendar/events",
    "com.android.notes/notes",
    "com.android.deskclock/alarms",
    "media/external/file",
    "media/external/audio/media",
    "settings/system",
    "com.android.tasks/tasks",
    "com.android.expenses/expenses",
    "com.android.email.provider/messages",
    "com.android.shop/cart",
]
PACKAGES = [
    "com.android.settings",
    "com.android.notes",
    "com.android.contacts",
    "com.android.messaging",
    "com.android.deskclock",
    "com.android.calendar",
    "com.android.email",
    "com.android.shop",
    "com.android.maps",
    "com.android.browser",
    "com.android.calculator2",
    "com.android.music",
    "com.android.gallery3d",
    "com.android.tasks",
    "com.android.expenses",
    "com.android.recipes",
    "com.android.chat",
    "com.android.dialer",
]
SERVICES = [
    "window",
    "activity",
    "package",
    "alarm",
    "notification",
    "battery",
    "power",
    "display",
    "input",
    "audio",
    "input_method",
    "telephony.registry",
    "media_session",
    "wifi",
    "connectivity",
    "location",
    "deviceidle",
]
# They change nothing.
QUESTIONS = """\
getprop {word}
settings get {space} {word}
settings list {space}
dumpsys {service} {word}
content query --uri content://{uri}
content query --uri content://{uri} --where {quoted}
content query --uri content://{uri} --projection {word} --sort {quoted}
content query --uri {quoted}
content read --uri content://{uri}/{number}
content call --uri content://{uri} --method {word}
pm list packages {flag}
pm path {package}
pm list features
cmd package resolve-activity --brief {package}
cmd package query-activities -a {word}
ls -la {path}
stat {path}
cat {path}
find {path} -name {quoted}
du -h {path}
wc {path}
md5sum {path}
head -c {number} {path}
tail -n {number} {path}
ps -A -o {word}
pgrep {flag} {word}
pidof {package}
date +{quoted}
id {word}
wm size
wm {word}
ime list -a
uiautomator dump /dev/tty
logcat -d -t {number} {word}
service list
uname {flag}
echo {quoted} | grep {flag} {quoted}
echo {quoted} | sed {quoted}
echo {quoted} | tr {quoted} {quoted}
printf {quoted} {word}
seq {number} {number}
echo $X{word} ${{X{word}}} $? $(( {number} + {number} ))
echo $(echo {quoted})
echo {quoted} | base64 | base64 -d
test {quoted} = {word} && echo {word}
echo {quoted} | sort {flag} | uniq -c | cut -d {quoted} -f {number}
xargs echo < {path}
dumpsys -l
monkey -p no.{word} 1
screencap -p | wc -c
cmd {word} {word}
locksettings get-disabled
""".splitlines()
# They are refused, and change nothing.
WRONG = """\
settings put {space}
settings put nowhere {word} {word}
settings frobnicate {word}
input tap {word} {word}
input swipe {number}
input keyevent NO_{word}
input frobnicate {number}
am start -n no.such/.{word}
am start --ei {word} {word}
am start -{word}
am frobnicate {word}
am force-stop
pm install /no/{word}
pm grant {package} no.such.{word}
pm clear
pm clear no.such.{word}
pm uninstall no.such.{word}
pm frobnicate
content insert --uri content://no.such/{word} --bind a:s:b
content insert --uri content://{uri} --bind no_such_{word}:s:{word}
content update --uri content://{uri}
content delete --uri content://no.such/{number}
content delete --uri content://sms --where {quoted}\\'
wm size {word}
wm density {word}
wm density 3
svc {word} {word}
ime set no/.{word}
rm /no/{word}
rm -rf /system/bin
touch /system/{word}
mkdir /proc/{word}
mv {path} /system/x
> /{word}
cp /no/{word} /sdcard/fuzz
setprop ro.product.model {word}
no-such-{word} {quoted}
'{word}
echo $(
{word} |
| {word}
&& {word}
( {word}
${{
`{word}
a=;;
su -c {quoted}
exec no-such-{word}
dumpsys no.such.{word}
kill -9 99999
am broadcast -a no.such.{word} --ei n {word}
cmd no-such {word}
input draganddrop {number} {number}
input text
monkey
uiautomator {word}
app_process / no.{word}
content call --uri content://settings --method PUT_{word}
dumpsys deviceidle whitelist +no.{word}
""".splitlines()
# They may change the phone.
ACTS = """\
input tap {x} {y}
input tap {x} {y}
input tap {x} {y}
input swipe {x} {y} {x} {y} {ms}
input text {word}
input keyevent {key}
input keyevent 4
input keyevent 3
monkey -p {package} -c android.intent.category.LAUNCHER 1
am force-stop {package}
am start -a android.intent.action.VIEW -d {quoted}
am start -a android.intent.action.DIAL -d tel:{number}
am start -a android.intent.action.INSERT -t vnd.android.cursor.dir/contact -e name {word}
am start -a android.settings.SETTINGS
settings put {space} fuzz_{word} {quoted}
settings delete {space} fuzz_{word}
settings put system screen_brightness {number}
settings put system font_scale 1.{number}
svc wifi {switch}
svc bluetooth {switch}
svc data {switch}
content insert --uri content://sms/inbox --bind address:s:{number} --bind body:s:{quoted}
content update --uri content://sms --bind read:i:1 --where _id={number}
content delete --uri content://sms/{number}
content insert --uri content://settings/system --bind name:s:fuzz_{word} --bind value:s:{word}
pm grant {package} android.permission.CAMERA
pm revoke {package} android.permission.CAMERA
pm clear {package}
mkdir -p {folder}/{word}
echo {quoted} > {folder}/{word}.txt
rm -rf {folder}/{word}
mv {folder}/{word}.txt {folder}/{word}.md
wm size 720x1{number}; wm size reset
cmd statusbar expand-notifications
cmd statusbar collapse
cmd uimode night {answer}
setprop debug.{word} {word}
cmd clipboard set-primary-clip {word}
""".splitlines()
WORDS = [
    "a",
    "id",
    "title",
    "name",
    "wifi_on",
    "screen_brightness",
    "sys.boot_completed",
    "windows",
    "ABC",
    "nope",
    "-1",
    "0",
    "true",
    "%s",
    "x1y2",
    "_id",
    "display_name",
    "Mom",
    "MAIN",
]
QUOTED = (
    "", " ", "a b", "x;y", "$(id)", "*", "%d %s", "[a-z]+", "s/a/b/g", "_id>0", "1=1) OR (1=1", "ü 漢 🙂",
    "\\\\", "\n", "(" * 60, "x" * 3000, "body LIKE '%a%'", "randomblob(900000000)", "../..", "tel:1",
    "https://library.maplewood.example/",
    "(WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT max(x) FROM c)>0",
    "length(zeroblob(900000000))>0", "(a+)+$", "a" * 40 + "!", "%Y-%m-%d", "{1..9}", "date DESC", "NULL",
)  # fmt: skip
PATHS = (
    "/", "/sdcard", "/sdcard/Download", "/data/local/tmp", "/system/bin/sh", "/proc", "/proc/self",
    "/dev/null", "/no/such", "''", "/sdcard/../sdcard/./", "/data/data", FOLDER, "/sdcard/" + "d/" * 200,
)  # fmt: skip
FILLINGS: Mapping[str, Sequence[str]] = {
    "word": WORDS,
    "path": PATHS,
    "uri": URIS,
    "package": PACKAGES,
    "service": SERVICES,
    "space": ("system", "secure", "global"),
    "number": ("0", "1", "2", "7", "42", "999"),
    "flag": ("", "-3", "-f", "-i", "-v", "-n", "-z", "--help"),
    "ms": ("50", "300", "800"),
    "key": ("4", "19", "20", "24", "25", "61", "66", "67", "82", "92", "93", "111", "187"),
    "switch": ("enable", "disable"),
    "answer": ("yes", "no"),
    "folder": (FOLDER,),
}

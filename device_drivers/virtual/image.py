"""The phone's file system as it comes out of the factory."""

from __future__ import annotations

from collections.abc import Callable

from device_drivers.virtual.files import MEDIA_RW, ROOT, SDCARD_RW, SHELL, SYSTEM, FileSystem

_ROOT_FOLDERS = (
    "acct apex config debug_ramdisk dev linkerconfig mnt odm oem proc product sys system system_ext vendor"
)
_SYSTEM_FOLDERS = "app bin etc fonts framework lib lib64 priv-app usr"
_MEDIA_FOLDERS = (
    "Alarms Android Audiobooks DCIM Documents Download Movies Music Notifications Pictures Podcasts "
    "Recordings Ringtones"
)
_PRIMARY = "/storage/emulated/0"
_FOLDERS = (
    ("/data", 0o771, SYSTEM, SYSTEM),
    ("/data/app", 0o771, SYSTEM, SYSTEM),
    ("/data/data", 0o771, SYSTEM, SYSTEM),
    ("/data/local", 0o751, ROOT, ROOT),
    ("/data/local/tmp", 0o771, SHELL, SHELL),
    ("/data/misc", 0o771, SYSTEM, SYSTEM),
    ("/storage", 0o755, ROOT, SDCARD_RW),
    ("/storage/emulated", 0o755, ROOT, SDCARD_RW),
    (_PRIMARY, 0o770, MEDIA_RW, SDCARD_RW),
    ("/storage/self", 0o755, ROOT, ROOT),
)
_LINKS = (
    ("/storage/self/primary", _PRIMARY),
    ("/sdcard", "/storage/self/primary"),
    ("/mnt/sdcard", "/storage/self/primary"),
    ("/bin", "/system/bin"),
    ("/etc", "/system/etc"),
)
_KERNEL = b"Linux version 6.1.57-android14-11 (build@host) #1 SMP PREEMPT\n"


def android(clock: Callable[[], float]) -> FileSystem:
    """The folders every Android has, with their owners and modes."""
    files = FileSystem(clock)
    for name in _ROOT_FOLDERS.split():
        files.install(f"/{name}", 0o755)
    for path, mode, uid, gid in _FOLDERS:
        files.install(path, mode, uid, gid)
    for name in _MEDIA_FOLDERS.split():
        files.install(f"{_PRIMARY}/{name}", 0o770, MEDIA_RW, SDCARD_RW)
    for name in _SYSTEM_FOLDERS.split():
        files.install(f"/system/{name}", 0o755)
    for path, target in _LINKS:
        files.install_link(path, target)
    for name in ("null", "zero", "urandom", "random", "tty"):
        files.install(f"/dev/{name}", 0o666, data=b"")
    files.install("/proc/version", 0o444, data=_KERNEL)
    return files

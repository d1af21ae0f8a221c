"""The phone's file system as it comes out of the factory."""

from __future__ import annotations

from collections.abc import Callable

from device_drivers.virtual.files import MEDIA_RW, ROOT, SDCARD_RW, SHELL, SYSTEM, FileSystem


def android(clock: Callable[[], float]) -> FileSystem:
    """The folders every Android has, with their owners and modes."""
    files = FileSystem(clock)
    for name in (
        "acct",
        "apex",
        "config",
        "debug_ramdisk",
        "dev",
        "linkerconfig",
        "mnt",
        "odm",
        "oem",
        "proc",
        "product",
        "sys",
        "system",
        "system_ext",
        "vendor",
    ):
        files.install("/" + name, 0o755)
    files.install("/data", 0o771, SYSTEM, SYSTEM)
    files.install("/data/app", 0o771, SYSTEM, SYSTEM)
    files.install("/data/data", 0o771, SYSTEM, SYSTEM)
    files.install("/data/local", 0o751)
    files.install("/data/local/tmp", 0o771, SHELL, SHELL)
    files.install("/data/misc", 0o771, SYSTEM, SYSTEM)
    files.install("/storage", 0o755, ROOT, SDCARD_RW)
    files.install("/storage/emulated", 0o755, ROOT, SDCARD_RW)
    files.install("/storage/emulated/0", 0o770, MEDIA_RW, SDCARD_RW)
    for name in (
        "Alarms",
        "Android",
        "Audiobooks",
        "DCIM",
        "Documents",
        "Download",
        "Movies",
        "Music",
        "Notifications",
        "Pictures",
        "Podcasts",
        "Recordings",
        "Ringtones",
    ):
        files.install("/storage/emulated/0/" + name, 0o770, MEDIA_RW, SDCARD_RW)
    files.install("/storage/self", 0o755)
    files.install_link("/storage/self/primary", "/storage/emulated/0")
    files.install_link("/sdcard", "/storage/self/primary")
    files.install_link("/mnt/sdcard", "/storage/self/primary")
    for name in ("app", "bin", "etc", "fonts", "framework", "lib", "lib64", "priv-app", "usr"):
        files.install("/system/" + name, 0o755)
    files.install_link("/bin", "/system/bin")
    files.install_link("/etc", "/system/etc")
    for name in ("null", "zero", "urandom", "random", "tty"):
        files.install("/dev/" + name, 0o666, data=b"")
    files.install(
        "/proc/version", 0o444, data=b"Linux version 6.1.57-android14-11 (build@host) #1 SMP PREEMPT\n"
    )
    return files

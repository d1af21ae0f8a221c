"""What the kernel says of a process and of the processor: memory, stolen time, clock, temperature.

Linux has all of it. Elsewhere a reading is None, and so is every figure made of it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_CPUS = Path("/sys/devices/system/cpu")
_THERMAL = Path("/sys/class/thermal")


@dataclass(frozen=True)
class Memory:
    """Resident memory of a process in bytes. peak: the most there ever was, of both kinds together."""

    anonymous: int | None = None  # its own: heap, kept states, what was unpacked
    file: int | None = None  # mapped files: weights and libraries; the kernel may drop them
    peak: int | None = None

    @property
    def total(self) -> int | None:
        """Both kinds."""
        known = [part for part in (self.anonymous, self.file) if part is not None]
        return sum(known) if known else None


def memory(pid: int | None = None) -> Memory:
    """The memory of a process (None: this one); empty when there is no such process, or no /proc."""
    found = {}
    with suppress(OSError):
        for line in _proc(pid, "status").read_text(encoding="ascii", errors="replace").splitlines():
            name, _, value = line.partition(":")
            if name in ("RssAnon", "RssFile", "RssShmem", "VmHWM"):
                found[name] = int(value.split()[0]) * 1024
    if "VmHWM" in found:
        mapped = found.get("RssFile", 0) + found.get("RssShmem", 0)
        return Memory(found.get("RssAnon"), mapped, found["VmHWM"])
    return Memory(peak=_peak_by_rusage() if pid is None else None)


def _peak_by_rusage() -> int | None:
    with suppress(ImportError):
        import resource

        scale = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale
    return None


def forget_peak() -> bool:
    """Let `peak` of this process start anew from what is resident now; whether the kernel did it."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return False
    return True


def processor_seconds(pid: int) -> float:
    """Processor time that a process has taken, in its own code and the kernel's; NaN without /proc."""
    with suppress(OSError, ValueError):
        words = _proc(pid, "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
    return float("nan")


@dataclass(frozen=True)
class Ticks:
    """Processor time since the machine started, of all cores together, in ticks of the kernel's clock."""

    total: int
    stolen: int  # taken by other guests of the same host

    def stolen_since(self, before: Ticks) -> float | None:
        """Share (0..1) of the time between the two readings that was stolen."""
        passed = self.total - before.total
        return max(0, self.stolen - before.stolen) / passed if passed > 0 else None


def ticks() -> Ticks | None:
    """Now, or None without /proc/stat."""
    with suppress(OSError, ValueError):
        first = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0]
        numbers = [int(word) for word in first.split()[1:9]]  # guest time is counted in the first already
        return Ticks(sum(numbers), numbers[7])
    return None


def megahertz() -> float | None:
    """The mean clock of the cores now, or None where the kernel does not control it."""
    return _mean(_CPUS.glob("cpu[0-9]*/cpufreq/scaling_cur_freq"), 1e-3)


def governor() -> str:
    """How the kernel chooses the clock, e.g. powersave; empty where it does not."""
    with suppress(OSError):
        return (_CPUS / "cpu0/cpufreq/scaling_governor").read_text(encoding="ascii").strip()
    return ""


def celsius() -> float | None:
    """The mean temperature of the thermal zones, or None where there are none."""
    return _mean(_THERMAL.glob("thermal_zone*/temp"), 1e-3)


def drop_from_cache(paths: Iterable[Path]) -> None:
    """Ask the kernel to forget what it has read of these files, so that opening them is cold."""
    for path in paths if hasattr(os, "posix_fadvise") else ():
        with suppress(OSError), path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _proc(pid: int | None, name: str) -> Path:
    return Path("/proc") / ("self" if pid is None else str(pid)) / name


def _mean(paths: Iterable[Path], scale: float) -> float | None:
    found = []
    for path in paths:
        with suppress(OSError, ValueError):
            found.append(float(path.read_text(encoding="ascii")) * scale)
    return round(sum(found) / len(found), 1) if found else None

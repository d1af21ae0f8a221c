"""Memory that two processes see: an open file without a name, mapped in both."""

from __future__ import annotations

import mmap
import os
import tempfile


class Segment(mmap.mmap):
    """Bytes shared with whoever is given `fd`; freed when the last of both lets go."""

    fd: int

    @classmethod
    def make(cls, size: int) -> Segment:
        """New memory, all zero; pages that nobody touches take none."""
        if hasattr(os, "memfd_create"):
            fd = os.memfd_create("edgelam")
        else:
            with tempfile.TemporaryFile() as file:
                fd = os.dup(file.fileno())
        os.ftruncate(fd, max(size, 1))
        return cls.take(fd)

    @classmethod
    def take(cls, fd: int) -> Segment:
        """The memory behind a file descriptor, which becomes the segment's own."""
        segment = cls(fd, os.fstat(fd).st_size)
        segment.fd = fd
        return segment

    def __del__(self) -> None:
        fd = getattr(self, "fd", -1)
        if fd >= 0:
            os.close(fd)

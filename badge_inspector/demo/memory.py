"""The memory of large requests and answers, given back to the system."""

from __future__ import annotations

import ctypes
import sys

_M_TRIM_THRESHOLD = -1  # malloc.h
_M_MMAP_THRESHOLD = -3
_LARGE = 1024 * 1024


def keep_no_large_blocks() -> None:
    """glibc learns from each freed block of megabytes to take the next ones, up to 32 MiB, from a heap, and leaves the
    free end of a thread's heap alone (`malloc_trim` too): hundreds of megabytes stayed after a burst. With limits of
    ours it learns nothing, and a large block goes back the moment it is freed. Nothing where there is no glibc: other
    allocators give back by themselves."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, _LARGE)
        mallopt(_M_TRIM_THRESHOLD, _LARGE)

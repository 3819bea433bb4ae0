"""For all tests: their folders lie in memory where there is room, and no garbage is looked for where there is none."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest

_MEMORY = Path("/dev/shm")
_ENOUGH = 1 << 30  # bytes; a whole run takes a tenth of it at most


def pytest_configure() -> None:
    """Journals and offices wait for the disk thousands of times; a folder in memory takes no time and is no less whole.

    Workers inherit it. Whoever sets TMPDIR decides.
    """
    if "TMPDIR" not in os.environ and _takes_folders(_MEMORY):
        os.environ["TMPDIR"] = tempfile.tempdir = str(_MEMORY)


def _takes_folders(place: Path) -> bool:
    return os.access(place, os.W_OK | os.X_OK) and shutil.disk_usage(place).free >= _ENOUGH


@pytest.fixture(scope="module", autouse=True)
def _old_things_aside() -> None:
    """Every virtual loop and every visit collects garbage when it ends: 0.2 s each, if all modules were looked at."""
    gc.collect()
    gc.freeze()

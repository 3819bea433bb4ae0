"""The office's database, filled once for all cuts; and no garbage looked for where there is none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cuts.office_there import template
from tests.room import TODAY


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """To be copied."""
    return template(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def filled_today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for the day of a whole room."""
    return template(tmp_path_factory.mktemp("office"), TODAY)


@pytest.fixture(scope="package", autouse=True)
def _old_things_aside() -> Iterator[None]:
    """Every cut collects garbage when it ends: what was there before need not be looked through 200 times."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()

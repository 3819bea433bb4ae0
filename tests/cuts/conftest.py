"""The office's database, filled once for all cuts."""

from __future__ import annotations

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

"""The office's database, filled once for all cuts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cuts.office_there import template


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """To be copied."""
    return template(tmp_path_factory.mktemp("office"))

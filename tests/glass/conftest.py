"""Fixtures: a running glass."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.glass.panel import PORTRAIT, Glass


@pytest.fixture
def glass() -> Iterator[Glass]:
    """A portrait glass."""
    glass = Glass(PORTRAIT)
    yield glass
    glass.close()

"""Fixtures: a running glass, upright, or both ways."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.glass.panel import LANDSCAPE, PORTRAIT, Glass


@pytest.fixture(params=[PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def any_glass(request: pytest.FixtureRequest) -> Iterator[Glass]:
    """A glass in both orientations."""
    glass = Glass(request.param)
    yield glass
    glass.close()


@pytest.fixture
def glass() -> Iterator[Glass]:
    """A portrait glass."""
    glass = Glass(PORTRAIT)
    yield glass
    glass.close()

"""Fixtures: a running glass."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.glass.panel import LANDSCAPE, PORTRAIT, Glass


@pytest.fixture
def glass() -> Iterator[Glass]:
    """A portrait glass."""
    glass = Glass(PORTRAIT)
    yield glass
    glass.close()


@pytest.fixture(scope="module")
def shared() -> Iterator[Glass]:
    """A landscape glass for all tests of a file that leave nothing behind: starting one takes as long as a test."""
    glass = Glass(LANDSCAPE)
    yield glass
    glass.close()

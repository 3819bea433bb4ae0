"""Agreeing to an act: only to what has been seen whole."""

from __future__ import annotations

import pytest

from kiosk.views import Manner
from tests.glass.panel import Glass
from tests.glass.samples import CONFIRM

pytestmark = pytest.mark.glass


def test_nobody_agrees_to_what_stands_on_a_page_they_have_not_seen(glass: Glass) -> None:
    glass.display.adopt(Manner(language="zh-CN", large=True, low=True))
    answer = glass.ask(CONFIRM)
    assert "primary" not in glass.targets()
    while "page:next" in glass.targets():
        assert "primary" not in glass.targets()
        glass.tap("page:next")
    glass.tap("mode:contrast")  # drawn anew, it is still what was read
    glass.rest()
    glass.tap("primary")
    assert answer.result() is True

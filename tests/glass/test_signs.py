"""The bar shows by shapes what is missing; it keeps that from screen to screen."""

from __future__ import annotations

import pytest

from kiosk.screens.driver import describe
from kiosk.screens.signs import Signs, signs
from kiosk.views import Status
from tests.glass.panel import LANDSCAPE, PORTRAIT, Glass
from tests.glass.samples import CONFIRM

pytestmark = pytest.mark.glass

BROKEN = Status(office_away=True, missing=("id-reader", "printer"))


def test_each_status_has_shapes_of_its_own() -> None:
    only_printer, both = Status(missing=("printer",)), Status(missing=("printer", "pin-pad"))
    told = [signs(status) for status in (Status(), Status(office_away=True), only_printer, both, BROKEN)]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])
def test_the_bar_shows_them_and_the_next_screen_too(size: tuple[int, int]) -> None:
    glass = Glass(size)
    try:
        glass.ask(CONFIRM)
        assert _signs(glass).names == signs(Status())
        glass.do(lambda: glass.display.tell(BROKEN))
        glass.frame()
        assert _signs(glass).names == signs(BROKEN)
        assert describe(glass.display)["status"] == {"office_away": True, "missing": ["id-reader", "printer"]}
        glass.do(glass.display.new_visit)
        glass.ask(CONFIRM)
        there = _signs(glass)
        assert there.names == signs(BROKEN)
        assert there.x > 0
        assert there.right <= glass.display.frame.width
    finally:
        glass.close()


def _signs(glass: Glass) -> Signs:
    [found] = [widget for widget in glass.display.frame.walk() if isinstance(widget, Signs)]
    return found

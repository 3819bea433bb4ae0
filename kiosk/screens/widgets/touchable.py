"""Touchable: a part that can be touched, knows its name, and shows that it is being pressed."""

from __future__ import annotations

from collections.abc import Callable

from kivy.input.motionevent import MotionEvent

from kiosk.screens.widgets.part import Part


class Touchable(Part):
    """Calls `on_tap` when a finger is lifted over it after having come down on it."""

    def __init__(self, name: str, on_tap: Callable[[], None]) -> None:
        super().__init__()
        self.name = name
        self.words = ""
        self._on_tap = on_tap
        self.pressed = False

    def press(self, down: bool) -> None:
        """Show the pressed or the resting state."""

    def on_touch_down(self, touch: MotionEvent) -> bool:
        if self.disabled or not self.collide_point(*touch.pos):
            return False
        touch.grab(self)
        self._set_pressed(True)
        return True

    def on_touch_up(self, touch: MotionEvent) -> bool:
        if touch.grab_current is not self:
            return False
        touch.ungrab(self)
        self._set_pressed(False)
        # A replaced screen's buttons have no parent any more; their last touch is nobody's wish.
        if self.parent is not None and self.collide_point(*touch.pos):
            self._on_tap()
        return True

    def _set_pressed(self, down: bool) -> None:
        self.pressed = down
        self.press(down)

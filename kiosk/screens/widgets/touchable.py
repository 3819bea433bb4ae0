"""Touchable: a part that can be touched, knows its names, and shows that it is being pressed."""

from __future__ import annotations

from collections.abc import Callable

from kivy.input.motionevent import MotionEvent

from kiosk.screens.widgets.part import Part


class Touchable(Part):
    """Calls `on_tap` when a finger is lifted over it after having come down on it, or when it is chosen by a key.

    `name` is what testers call it, `spoken` what the ear hears of it: its words, unless more must be said than stands
    on it. `after` is said once it was chosen, if the view stays. `by_ear`: whether the keys lead to it.
    """

    by_ear = True
    chosen = False  # of several, this is the one in force
    after = ""

    def __init__(self, name: str, on_tap: Callable[[], None]) -> None:
        super().__init__()
        self.name = name
        self.words = ""
        self._spoken = ""
        self._on_tap = on_tap
        self.pressed = False

    @property
    def spoken(self) -> str:
        """What the ear hears of it."""
        return self._spoken or self.words

    @spoken.setter
    def spoken(self, words: str) -> None:
        self._spoken = words

    def outlined(self) -> Part:
        """What the ring goes around while the keys have led here."""
        return self

    def choose(self) -> None:
        """A key chooses it, as a touch would."""
        if not self.disabled:
            self._on_tap()

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

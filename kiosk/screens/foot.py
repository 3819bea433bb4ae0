"""The buttons at the foot: the primary always at the same place, Back at the left, others beside or above."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.screen import Press
from kiosk.screens.widgets.buttons import PRIMARY, SECONDARY, PushButton, Style, agree
from kiosk.screens.widgets.part import Part, Row

BACK_WIDE = 268
PRIMARY_WIDE_ACROSS = 592
PRIMARY_TALL_ACROSS = 124
BETWEEN = 24
_MANY = 3  # smaller buttons in a row; they need all the width there is for their words

Add = Callable[[Part], None]
Noted = Callable[[PushButton], None]


@dataclass(frozen=True)
class Presses:
    """What the foot has: the way back, the one next step, and the others."""

    back: Press | None
    primary: Press | None
    others: tuple[Press, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to touch."""
        return self.back is None and self.primary is None and not self.others


class Foot:
    """Lays the buttons from `bottom` upwards on a frame of this width; `add` takes each part, `noted` each button."""

    def __init__(self, width: float, bottom: float, add: Add, noted: Noted) -> None:
        self._width, self._bottom = width, bottom
        self._add, self._noted = add, noted
        self._side = dp(theme.MARGIN)
        self._inner = width - 2 * self._side

    def upright(self, presses: Presses) -> float:
        """One above the other; returns where the buttons end."""
        row = self._row(presses)
        tall, bottom = dp(theme.roomy(theme.BUTTON_HEIGHT)), self._bottom
        low, high = _in_rows(row, self._inner)
        self._put_row(low, self._side, bottom, self._inner, tall)
        if row or presses.primary:
            bottom += tall
        if presses.primary:
            high_primary = dp(theme.roomy(theme.PRIMARY_HEIGHT))
            button = self._button(presses.primary, PRIMARY)
            self._add(button)
            button.place(self._side, bottom + dp(BETWEEN), self._inner, high_primary)
            bottom += dp(BETWEEN) + high_primary
        return self._put_high(high, low, bottom, self._inner, tall)

    def across(self, presses: Presses) -> float:
        """Beside each other, the primary at the right; returns where the buttons end."""
        wide, tall = dp(PRIMARY_WIDE_ACROSS), dp(theme.roomy(PRIMARY_TALL_ACROSS))
        if presses.primary:
            button = self._button(presses.primary, PRIMARY)
            self._add(button)
            button.place(self._width - self._side - wide, self._bottom, wide, tall)
        left = self._inner - wide - dp(BETWEEN)
        low, high = _in_rows(self._row(presses), left)
        self._put_row(low, self._side, self._bottom, left, tall)
        return self._put_high(high, low, self._bottom + tall, self._inner, dp(theme.roomy(theme.BUTTON_HEIGHT)))

    def _row(self, presses: Presses) -> list[PushButton]:
        row = []
        if presses.back is not None:
            row.append(self._button(presses.back))
            row[0].wide = dp(BACK_WIDE)
        return [*row, *map(self._button, presses.others)]

    def _put_row(self, row: list[PushButton], x: float, y: float, width: float, height: float) -> None:
        if not row:
            return
        if len(row) == 1 and row[0].wide is not None:
            width = row[0].wide
        buttons = Row(*row, gap=_gap(row), fill=True)
        self._add(buttons)
        buttons.place(x, y, width, height)
        agree(row)

    def _put_high(
        self, high: list[PushButton], low: list[PushButton], bottom: float, width: float, tall: float
    ) -> float:
        """The row above all, where there is one: the primary stays at its place."""
        if not high:
            return bottom
        self._put_row(high, self._side, bottom + dp(BETWEEN), width, tall)
        agree([*high, *low])
        return bottom + dp(BETWEEN) + tall

    def _button(self, press: Press, style: Style = SECONDARY) -> PushButton:
        button = PushButton(press.name, press.words, press.icon, style, press.on_tap)
        button.enable(press.ready)
        self._noted(button)
        return button


def _gap(row: list[PushButton]) -> int:
    return BETWEEN if len(row) < _MANY else 16


def _in_rows(row: list[PushButton], width: float) -> tuple[list[PushButton], list[PushButton]]:
    """The row at the foot, and what goes into another where some words would need a third line in one."""
    free = [button for button in row if button.wide is None]
    left = width - sum(button.wide or 0.0 for button in row) - dp(_gap(row)) * (len(row) - 1)
    if len(free) < 2 or not any(button.crowded(left / len(free)) for button in free):
        return row, []
    high = free[: len(free) // 2 + len(free) % 2]
    return [button for button in row if button not in high], high

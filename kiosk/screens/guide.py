"""An answer to read: large, with steps and remarks under it, and whatever helps to follow them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kivy.metrics import dp

from kiosk.screens.guide_blocks import ROOMY, TIGHT, Blocks
from kiosk.screens.screen import Press, Screen
from kiosk.screens.widgets.part import Part
from kiosk.views import Guide

_BETWEEN = 56  # the columns of a landscape panel


class GuideScreen(Screen[Guide[Any]]):
    """Portrait: from top to bottom. Landscape: answer left, steps right. What is too long is turned over in pages."""

    helping = "glass-help-guide"

    def build(self, tight: bool) -> Part:
        measure = TIGHT if tight else ROOMY
        wide = self.width if self.room.one_column else (self.width - dp(_BETWEEN)) / 2
        blocks = Blocks(self.room, self.view, measure, wide)
        columns = [self._one_column(blocks)] if self.room.one_column else self._two_columns(blocks)
        return self.leaves(columns, measure.gap, _BETWEEN)

    def primary(self) -> Press | None:
        return next(iter(self.presses(self.view.actions)), None)

    def others(self) -> Sequence[Press]:
        return self.presses(self.view.actions)[1:]

    def _one_column(self, blocks: Blocks) -> list[Part]:
        return [*blocks.head(), *blocks.steps(), *blocks.aids(), *blocks.rest()]

    def _two_columns(self, blocks: Blocks) -> list[list[Part]]:
        """Answer left, steps and remarks right; what helps to follow it where there is more room."""
        left, right, aids = blocks.head(), [*blocks.steps(), *blocks.rest()], blocks.aids()
        if not right and not aids:
            return [left]
        if len(self.view.steps) > 1:
            left += aids
        else:
            right = [*aids, *right]
        return [left, right]

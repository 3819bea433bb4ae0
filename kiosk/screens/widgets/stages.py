"""The line of stages: a dot per stage on one line, its name, the day it was reached. Downwards or across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kivy.graphics import Color, Rectangle, SmoothEllipse, SmoothRoundedRectangle
from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.widgets.part import Part
from kiosk.screens.widgets.zh_label import Icon, ZhLabel
from kiosk.views import Mark

_LOOK = {
    Mark.DONE: (theme.GREEN, "check-bold"),
    Mark.NOW: (theme.PRIMARY, "circle"),
    Mark.TROUBLE: (theme.RED, "alert"),
    Mark.AHEAD: (theme.LINE, ""),
}
_INK = {Mark.DONE: theme.INK, Mark.NOW: theme.PRIMARY, Mark.TROUBLE: theme.RED, Mark.AHEAD: theme.QUIET}
_HEAVY = (Mark.NOW, Mark.TROUBLE)
_BIG, _SMALL = 25, 15  # radius of a dot that was reached, and of one ahead


@dataclass(frozen=True)
class StageWords:
    """One stage, put into words."""

    name: str
    day: str
    mark: Mark


class _Line(Part):
    """What both directions share: the labels, the dots, the tinted band behind the present stage."""

    def __init__(self, stages: Sequence[StageWords], align: str, name_size: float) -> None:
        super().__init__()
        self.stages = stages
        self.names = [
            ZhLabel(s.name, name_size, _INK[s.mark], bold=s.mark in _HEAVY, align=align, even=True) for s in stages
        ]
        self.days = [
            ZhLabel(s.day, theme.NOTE, theme.QUIET, bold=s.mark in _HEAVY, align=align, natural=True) for s in stages
        ]
        icon_size = {Mark.NOW: 22}
        self.icons = [
            Icon(_LOOK[s.mark][1], icon_size.get(s.mark, 34), theme.ON_FILL) if _LOOK[s.mark][1] else None
            for s in stages
        ]
        for part in (*self.names, *self.days, *self.icons):
            if part is not None:
                self.add_widget(part)

    def _band(self, stage: StageWords, x: float, y: float, width: float, height: float) -> None:
        if stage.mark in _HEAVY:
            with self.canvas.before:
                Color(*(theme.RED_SOFT if stage.mark is Mark.TROUBLE else theme.PRIMARY_SOFT))
                SmoothRoundedRectangle(pos=(x, y), size=(width, height), radius=[dp(20)] * 4)

    def _link(self, index: int, x: float, y: float, width: float, height: float) -> None:
        """The line that leads from stage `index` to the next."""
        reached = self.stages[index + 1].mark is not Mark.AHEAD
        with self.canvas.before:
            Color(*(theme.GREEN if reached else theme.LINE))
            Rectangle(pos=(x, y), size=(width, height))

    def _dot(self, index: int, x: float, y: float) -> None:
        mark, icon = self.stages[index].mark, self.icons[index]
        radius = dp(_SMALL if mark is Mark.AHEAD else _BIG)
        with self.canvas.before:
            Color(*_LOOK[mark][0])
            SmoothEllipse(pos=(x - radius, y - radius), size=(2 * radius, 2 * radius))
            if mark is Mark.AHEAD:
                inner = radius - dp(5)
                Color(*theme.PAPER)
                SmoothEllipse(pos=(x - inner, y - inner), size=(2 * inner, 2 * inner))
        if icon is not None:
            icon.place(x - dp(30), y - dp(30), dp(60), dp(60))


class StagesDown(_Line):
    """From top to bottom, sharing the height given. A day stands right of its name, or under it."""

    def __init__(self, stages: Sequence[StageWords], *, tight: bool) -> None:
        super().__init__(stages, "left", theme.BODY)
        self._row = dp(62 if tight else 76)

    def tall(self, width: float) -> float:
        return sum(self._heights(width))

    def arrange(self) -> None:
        heights = self._heights(self.width)
        spare = max(0.0, self.height - sum(heights)) / len(heights)
        self.canvas.before.clear()
        x, top, above = self.x + dp(42), self.top, 0.0
        centres = []
        for stage, height in zip(self.stages, heights, strict=True):
            centres.append(top - (height + spare) / 2)
            tall = height + min(spare, dp(16))
            self._band(stage, self.x, centres[-1] - tall / 2, self.width, tall)
            top -= height + spare
        for index, centre in enumerate(centres):
            if index:
                self._link(index - 1, x - dp(3), centre, dp(6), above - centre)
            above = centre
        for index, centre in enumerate(centres):
            self._dot(index, x, centre)
            self._words(index, centre)

    def _words(self, index: int, centre: float) -> None:
        name, day, left = self.names[index], self.days[index], self.x + dp(84)
        inner, wide = self._inner(self.width), day.wide or 0
        if self._beside(index, self.width):
            tall = name.tall(inner)
            name.place(left, centre - tall / 2, inner - wide, tall)
            tall = day.tall(wide)
            day.place(self.right - dp(16) - wide, centre - tall / 2, wide, tall)
            return
        under = day.tall(inner) if self.stages[index].day else 0
        tall = name.tall(inner)
        name.place(left, centre + (under - tall) / 2, inner, tall)
        day.place(left, centre - (tall + under) / 2, inner, under)

    def _inner(self, width: float) -> float:
        return width - dp(84 + 16)

    def _beside(self, index: int, width: float) -> bool:
        gap = dp(20) if self.stages[index].day else 0
        return self.names[index].natural_width() + gap + (self.days[index].wide or 0) <= self._inner(width)

    def _heights(self, width: float) -> list[float]:
        inner = self._inner(width)
        return [
            self._row
            if self._beside(i, width)
            else max(self._row, self.names[i].tall(inner) + (self.days[i].tall(inner) if self.stages[i].day else 0))
            for i in range(len(self.stages))
        ]


class StagesAcross(_Line):
    """From left to right in equal columns: dot, name, day."""

    def __init__(self, stages: Sequence[StageWords], *, tight: bool) -> None:
        super().__init__(stages, "center", theme.NOTE if tight else theme.BODY)

    def tall(self, width: float) -> float:
        column = width / len(self.stages)
        return dp(70) + self._names_tall(column) + self.days[0].tall(column) + dp(10)

    def arrange(self) -> None:
        self.canvas.before.clear()
        column = self.width / len(self.stages)
        y = self.top - dp(36)
        for index, stage in enumerate(self.stages):
            self._band(stage, self.x + index * column, self.y, column, self.height)
        for index in range(len(self.stages) - 1):
            self._link(index, self.x + (index + 0.5) * column, y - dp(3), column, dp(6))
        top = self.top - dp(70)
        for index, (name, day) in enumerate(zip(self.names, self.days, strict=True)):
            left = self.x + index * column
            self._dot(index, left + column / 2, y)
            tall = name.tall(column - dp(12))
            name.place(left + dp(6), top - tall, column - dp(12), tall)
            below = day.tall(column)
            day.place(left, top - tall - below, column, below)

    def _names_tall(self, column: float) -> float:
        return max(name.tall(column - dp(12)) for name in self.names)


class DaysBar(Part):
    """How much of the limit is used."""

    def __init__(self, used: int, limit: int) -> None:
        super().__init__()
        self._part = min(1.0, used / limit) if limit else 0.0
        with self.canvas:
            Color(*theme.LINE)
            self._all = SmoothRoundedRectangle()
            Color(*(theme.AMBER if used > limit else theme.PRIMARY))
            self._used = SmoothRoundedRectangle()

    def tall(self, width: float) -> float:
        return dp(26)

    def arrange(self) -> None:
        radius = self.height / 2
        for shape, width in ((self._all, self.width), (self._used, max(self.height, self.width * self._part))):
            shape.pos, shape.size, shape.radius = self.pos, (width, self.height), [radius] * 4

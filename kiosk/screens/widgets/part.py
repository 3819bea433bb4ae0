"""Parts, stacks and rows: layout in one synchronous pass, top to bottom.

Kivy's own layouts settle over several frames and cannot ask a label how tall it is at a given width.
Here a parent asks `tall(width)` and then calls `place(...)`, so the first frame is the final one.
"""

from __future__ import annotations

from kivy.metrics import dp
from kivy.uix.widget import Widget


class Part(Widget):
    """Something with a place on the glass, in window pixels. Numbers given to constructors are ``dp``."""

    grow: float = 0.0  # share of a stack's spare height
    wide: float | None = None  # fixed width in a row, in pixels; None: a share of what is left
    share: float = 1.0

    def __init__(self) -> None:
        # Kivy's own kv rules match by class name, so its style for Button would fall on ours.
        super().__init__(size_hint=(None, None), __no_builder=True)

    def tall(self, width: float) -> float:
        """The height this part needs at `width`, in pixels."""
        return 0.0

    def place(self, x: float, y: float, width: float, height: float) -> None:
        """Take this place; whole pixels, or text would blur."""
        self.pos = (round(x), round(y))
        self.size = (round(width), round(height))
        self.arrange()

    def arrange(self) -> None:
        """Draw, and place what is inside."""


class Space(Part):
    """Nothing, of a height."""

    def __init__(self, height: float = 0, grow: float = 0) -> None:
        super().__init__()
        self._tall = dp(height)
        self.grow = grow

    def tall(self, width: float) -> float:
        return self._tall


class Stack(Part):
    """Parts from top to bottom. Spare height goes to the parts that grow, else around all of them."""

    def __init__(
        self,
        *parts: Part,
        gap: float = 0,
        pad: float = 0,
        centred: bool = False,
        spread: bool = False,
    ) -> None:
        super().__init__()
        self.parts = parts
        self._gap, self._pad = dp(gap), dp(pad)
        self._centred, self._spread = centred, spread
        for part in parts:
            self.add_widget(part)

    def tall(self, width: float) -> float:
        inner = width - 2 * self._pad
        return sum(p.tall(inner) for p in self.parts) + self._gap * (len(self.parts) - 1) + 2 * self._pad

    def arrange(self) -> None:
        inner = self.width - 2 * self._pad
        heights = [part.tall(inner) for part in self.parts]
        spare = self.height - 2 * self._pad - sum(heights) - self._gap * (len(heights) - 1)
        growing = sum(part.grow for part in self.parts)
        top = self.top - self._pad - (max(spare, 0) / 2 if self._centred and not growing else 0)
        gap = self._gap
        if self._spread and spare > 0 and not growing:
            gap += spare / (len(heights) + 1)
            top -= gap - self._gap
        for part, height in zip(self.parts, heights, strict=True):
            if growing and spare > 0:
                height += spare * part.grow / growing
            part.place(self.x + self._pad, top - height, inner, height)
            top -= height + gap


class Row(Part):
    """Parts from left to right; `fill` makes all as tall as the row, otherwise each sits in its middle."""

    def __init__(self, *parts: Part, gap: float = 0, fill: bool = False, at_top: bool = False) -> None:
        super().__init__()
        self.parts = parts
        self._gap, self._fill, self._at_top = dp(gap), fill, at_top
        for part in parts:
            self.add_widget(part)

    def tall(self, width: float) -> float:
        return max((p.tall(w) for p, w in zip(self.parts, self._widths(width), strict=True)), default=0.0)

    def arrange(self) -> None:
        x = self.x
        for part, width in zip(self.parts, self._widths(self.width), strict=True):
            height = self.height if self._fill or part.grow else part.tall(width)
            below = self.height - height if self._at_top else (self.height - height) / 2
            part.place(x, self.y + below, width, height)
            x += width + self._gap

    def _widths(self, width: float) -> list[float]:
        fixed = sum(part.wide for part in self.parts if part.wide is not None)
        shares = sum(part.share for part in self.parts if part.wide is None)
        left = width - fixed - self._gap * (len(self.parts) - 1)
        return [left * part.share / shares if part.wide is None else part.wide for part in self.parts]


class Grid(Stack):
    """Parts in equal columns, row by row; a last row that is not full keeps the width of the others."""

    def __init__(self, *parts: Part, columns: int, gap: float, grow: bool = False) -> None:
        rows = []
        for start in range(0, len(parts), columns):
            inside = list(parts[start : start + columns])
            inside += [Space() for _ in range(columns - len(inside))]
            row = Row(*inside, gap=gap, fill=True)
            row.grow = 1.0 if grow else 0.0
            rows.append(row)
        super().__init__(*rows, gap=gap)

"""White cards with a soft shadow, coloured call-outs, and round badges with an icon."""

from __future__ import annotations

from kivy.graphics import Color, SmoothEllipse, SmoothLine, SmoothRoundedRectangle
from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.widgets.part import Part, Row, Stack
from kiosk.screens.widgets.shadow import SoftShadow
from kiosk.screens.widgets.zh_label import Icon, ZhLabel


class Panel:
    """A rounded surface drawn under a part: fill, outline, shadow. Give it the part's place by `lay`."""

    def __init__(
        self,
        part: Part,
        fill: theme.Colour,
        outline: theme.Colour = theme.PAPER_EDGE,
        *,
        radius: float = theme.RADIUS,
        shadow: bool = False,
    ) -> None:
        self._radius = dp(radius)
        self._shadow = SoftShadow(self._radius) if shadow and theme.SHADOW.seen else None
        self._line: SmoothLine | None = None
        with part.canvas.before:
            if self._shadow is not None:
                Color(*theme.SHADOW)
                part.canvas.before.add(self._shadow.mesh)
            self._fill = Color(*fill)
            self._face = SmoothRoundedRectangle()
            self._outline = Color(*outline)
            if self._outline.a > 0:
                self._line = SmoothLine(width=dp(1.5))

    def lay(self, x: float, y: float, width: float, height: float) -> None:
        """Draw it there."""
        radius = min(self._radius, height / 2, width / 2)
        self._face.radius = [radius] * 4
        self._face.pos, self._face.size = (x, y), (width, height)
        if self._shadow is not None:
            self._shadow.lay(x, y, width, height)
        if self._line is not None:
            inset = dp(1)
            self._line.rounded_rectangle = (x + inset, y + inset, width - 2 * inset, height - 2 * inset, radius)

    def paint(self, fill: theme.Colour) -> None:
        """Change the colour."""
        self._fill.rgba = tuple(fill)

    def outline(self, colour: theme.Colour) -> None:
        """Change the colour of the line around it, if it has one."""
        self._outline.rgba = tuple(colour)


class Card(Stack):
    """A white card with a soft shadow around parts from top to bottom."""

    def __init__(
        self,
        *parts: Part,
        gap: float = theme.SMALL_GAP,
        pad: float = 36,
        centred: bool = False,
        spread: bool = False,
        fill: theme.Colour = theme.PAPER,
        shadow: bool = True,
    ) -> None:
        super().__init__(*parts, gap=gap, pad=pad, centred=centred, spread=spread)
        self._panel = Panel(self, fill, shadow=shadow)

    def arrange(self) -> None:
        self._panel.lay(*self.pos, *self.size)
        super().arrange()


class Callout(Card):
    """One thing to notice: an icon and a sentence on a tinted ground."""

    def __init__(
        self,
        words: str,
        icon: str,
        colour: theme.Colour,
        fill: theme.Colour,
        size: float = theme.BODY,
        pad: float = 28,
    ) -> None:
        mark = Icon(icon, size * 1.4, colour)
        label = ZhLabel(words, size, theme.INK)
        super().__init__(Row(mark, label, gap=20), fill=fill, pad=pad, shadow=False, centred=True)


class IconBadge(Part):
    """An icon in white on a coloured disc."""

    def __init__(self, name: str, size: float, colour: theme.Colour, ink: theme.Colour = theme.ON_FILL) -> None:
        super().__init__()
        self.wide = dp(size)
        with self.canvas.before:
            self._colour = Color(*colour)
            self._disc = SmoothEllipse()
        self._icon = Icon(name, size * 0.56, ink)
        self.add_widget(self._icon)

    def paint(self, colour: theme.Colour) -> None:
        """Change the disc's colour."""
        self._colour.rgba = tuple(colour)

    def tall(self, width: float) -> float:
        assert self.wide is not None
        return self.wide

    def arrange(self) -> None:
        assert self.wide is not None
        x, y = self.center_x - self.wide / 2, self.center_y - self.wide / 2
        self._disc.pos, self._disc.size = (x, y), (self.wide, self.wide)
        self._icon.place(x, y, self.wide, self.wide)


class Bullet(Part):
    """A dot at the height of the first line of the text beside it."""

    def __init__(self, colour: theme.Colour, beside: float) -> None:
        super().__init__()
        self.wide = dp(28)
        self._line = dp(theme.type_size(beside)) * theme.LINE_HEIGHT
        with self.canvas:
            Color(*colour)
            self._dot = SmoothEllipse()

    def tall(self, width: float) -> float:
        return self._line

    def arrange(self) -> None:
        size = dp(16)
        self._dot.pos = (self.x + dp(4), self.top - self._line / 2 - size / 2)
        self._dot.size = (size, size)

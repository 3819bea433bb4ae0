"""Buttons: one primary, quiet secondary ones, and those on the deep blue bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.widgets.card import Panel
from kiosk.screens.widgets.touchable import Touchable
from kiosk.screens.widgets.zh_label import Icon, ZhLabel


@dataclass(frozen=True)
class Style:
    """How a kind of button looks."""

    fill: theme.Colour
    fill_down: theme.Colour
    ink: theme.Colour
    outline: theme.Colour
    sizes: tuple[int, ...]  # the first at which the words fit on one line
    height: int
    radius: int
    shadow: bool = False
    side: int = 28
    icon_last: bool = False  # for an arrow that points away from the words


PRIMARY = Style(
    theme.PRIMARY,
    theme.PRIMARY_DOWN,
    theme.ON_FILL,
    theme.NOTHING,
    (theme.HEAD, theme.STRONG, theme.LEAD, theme.BODY),
    148,
    36,
    shadow=True,
)
SECONDARY = Style(
    theme.PAPER,
    theme.PRIMARY_SOFT,
    theme.PRIMARY,
    theme.PRIMARY,
    (theme.LEAD, theme.BODY, theme.NOTE),
    112,
    30,
    side=20,
)
SMALL = Style(theme.PRIMARY_SOFT, theme.LINE, theme.PRIMARY, theme.PAPER_EDGE, (theme.BODY,), theme.TOUCH, 46)
ON_BAR = Style(theme.BAR, theme.BAR_DOWN, theme.BAR_INK, theme.BAR_LINE, (theme.BODY,), theme.TOUCH, 46, side=24)
ON_BAR_CHOSEN = Style(
    theme.BAR_CHOSEN, theme.BAR_CHOSEN, theme.BAR_CHOSEN_INK, theme.BAR_CHOSEN, (theme.BODY,), theme.TOUCH, 46, side=24
)


_LINES = 2  # of a button's words, at most


class PushButton(Touchable):
    """An icon and a verb, centred. `name` is what testers call it."""

    def __init__(self, name: str, words: str, icon: str, style: Style, on_tap: Callable[[], None]) -> None:
        super().__init__(name, on_tap)
        self.words = words
        self._style = style
        self._panel = Panel(self, style.fill, style.outline, radius=style.radius, shadow=style.shadow)
        self._icon = Icon(icon, style.sizes[0] * 1.1, style.ink) if icon else None
        if self._icon is not None:
            self.add_widget(self._icon)
        self._label: ZhLabel | None = None
        self._grey = False
        self.size_taken = style.sizes[0]
        self.largest = style.sizes[0]  # size the words may have

    def relabel(self, words: str, icon: str) -> None:
        """Say something else at the same place."""
        self.words = words
        if self._icon is not None:
            self.remove_widget(self._icon)
        self._icon = Icon(icon, self._style.sizes[0] * 1.1, self._style.ink)
        self.add_widget(self._icon)
        self.arrange()

    def enable(self, on: bool) -> None:
        """Take touches or not; grey while not."""
        self.disabled = self._grey = not on
        self._panel.paint(self._style.fill if on else theme.FAINT)
        self._panel.outline(self._style.outline if on else theme.LINE)
        for part in (self._icon, self._label):
            if part is not None:
                part.paint(self._ink())

    def _ink(self) -> theme.Colour:
        return theme.QUIET if self._grey else self._style.ink

    def natural_width(self) -> float:
        """The width at which icon and words fit in one line at the largest size."""
        label = ZhLabel(self.words, self._style.sizes[0], bold=True)
        return label.natural_width() + self._icon_width() + 2 * dp(self._style.side)

    def crowded(self, width: float) -> bool:
        """Whether the words need more than two lines at this width, even at the smallest size."""
        room = width - 2 * dp(self._style.side) - self._icon_width()
        return len(self._fitting(room).lines(room)) > _LINES

    def hug(self) -> PushButton:
        """Be as wide as the words need; returns itself for use in a row."""
        self.wide = round(self.natural_width())
        return self

    def tall(self, width: float) -> float:
        return dp(theme.roomy(self._style.height))

    def press(self, down: bool) -> None:
        self._panel.paint(self._style.fill_down if down else self._style.fill)

    def arrange(self) -> None:
        self._panel.lay(*self.pos, *self.size)
        label = self._fitting(self.width - 2 * dp(self._style.side) - self._icon_width())
        if self._label is not None:
            self.remove_widget(self._label)
        self._label = label
        self.add_widget(label)
        inner = min(label.natural_width(), self.width - 2 * dp(self._style.side) - self._icon_width())
        left = self.x + (self.width - inner - self._icon_width()) / 2
        behind = left + inner + self._icon_width() - self._icon_ink()
        if self._icon is not None:
            self._icon.place(behind if self._style.icon_last else left, self.y, self._icon_ink(), self.height)
        height = label.tall(inner)
        label.place(
            left if self._style.icon_last else left + self._icon_width(), self.center_y - height / 2, inner, height
        )

    def _icon_ink(self) -> float:
        return 0.0 if self._icon is None or self._icon.wide is None else self._icon.wide

    def _icon_width(self) -> float:
        return self._icon_ink() + dp(12) if self._icon is not None else 0.0

    def _fitting(self, room: float) -> ZhLabel:
        """The words at the largest size that fits on one line, else at the smallest on two."""
        for size in (size for size in self._style.sizes if size <= self.largest):
            label = ZhLabel(self.words, size, self._ink(), bold=True, align="center", even=True)
            if label.natural_width() <= room:
                break
        self.size_taken = size
        return label


def agree(buttons: Sequence[PushButton]) -> None:
    """Let buttons beside each other, placed already, say their words in one size: the smallest any of them took."""
    least = min((button.size_taken for button in buttons), default=0)
    for button in buttons:
        if button.size_taken > least:
            button.largest = least
            button.arrange()

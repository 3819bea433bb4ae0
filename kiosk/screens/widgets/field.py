"""Large fields to touch: an icon, words, a line of explanation; for services, answers and rows of a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.widgets.card import Card, IconBadge, Panel
from kiosk.screens.widgets.part import Part, Row, Stack
from kiosk.screens.widgets.touchable import Touchable
from kiosk.screens.widgets.zh_label import Icon, ZhLabel

_SIDE = 20  # the least that lies left and right of the words


@dataclass(frozen=True)
class Look:
    """The measures of a field."""

    title: int
    detail: int
    badge: int  # the disc behind the icon; 0: no disc
    pad: int
    detailed: bool = True
    chevron: bool = False
    title_lines: int = 0  # at most; 0: as many as it takes
    detail_lines: int = 0


@dataclass(frozen=True)
class FieldWords:
    """What a field says; `closed`: why it cannot be touched now, in place of the detail; `tag`: beside the title."""

    title: str
    detail: str = ""
    icon: str = ""
    tag: str = ""
    closed: str = ""


class Field(Touchable):
    """One thing to touch; a closed one is grey, says why, and takes no touch."""

    def __init__(
        self,
        name: str,
        words: FieldWords,
        on_tap: Callable[[], None],
        look: Look,
        *,
        accent: theme.Colour = theme.PRIMARY,
        fill: theme.Colour = theme.PAPER,
        least: float = theme.TOUCH,
    ) -> None:
        super().__init__(name, on_tap)
        self.words = words.title
        self.spoken = "，".join(filter(None, (words.title, words.tag, words.closed or words.detail)))
        self.disabled = closed = bool(words.closed)
        self._least, self._fill = dp(least), theme.FAINT if closed else fill
        self._panel = Panel(self, self._fill, shadow=not closed and fill == theme.PAPER)
        self._pad, self._side = dp(look.pad), dp(max(look.pad, _SIDE))
        self._inside = Stack(_across(words, look, theme.QUIET if closed else accent), centred=True)
        self.add_widget(self._inside)

    def tall(self, width: float) -> float:
        return max(self._least, self._inside.tall(width - 2 * self._side) + 2 * self._pad)

    def arrange(self) -> None:
        self._panel.lay(*self.pos, *self.size)
        self._inside.place(
            self.x + self._side, self.y + self._pad, self.width - 2 * self._side, self.height - 2 * self._pad
        )

    def press(self, down: bool) -> None:
        self._panel.paint(theme.PRIMARY_SOFT if down else self._fill)


def _across(words: FieldWords, look: Look, accent: theme.Colour) -> Part:
    """Disc, words, and what stands at the end."""
    parts: list[Part] = [_texts(words, look)]
    if words.icon:
        parts.insert(0, IconBadge(words.icon, look.badge, accent))
    if words.tag:
        parts.append(Tag(words.tag))
    if look.chevron and not words.closed:
        parts.append(Icon("chevron-right", 72, accent))
    return Row(*parts, gap=24 if look.pad > 16 else 18)


def _texts(words: FieldWords, look: Look) -> Part:
    ink = theme.QUIET if words.closed else theme.INK
    texts: list[Part] = [ZhLabel(words.title, look.title, ink, bold=True, most=look.title_lines)]
    detail = words.closed or (words.detail if look.detailed else "")
    if detail:
        texts.append(ZhLabel(detail, look.detail, theme.QUIET, most=look.detail_lines))
    return Stack(*texts, gap=4)


class Tag(Card):
    """A short word on a tinted ground, as wide as it is."""

    def __init__(self, words: str) -> None:
        label = ZhLabel(words, theme.NOTE, theme.GREEN, bold=True, align="center")
        super().__init__(label, pad=10, fill=theme.GREEN_SOFT, shadow=False)
        self.wide = label.natural_width() + dp(40)

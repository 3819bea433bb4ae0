"""The strip of modes, one touch each: large type, contrast, low layout, voice, language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.widgets.card import Panel
from kiosk.screens.widgets.part import Part, Row, Stack
from kiosk.screens.widgets.touchable import Touchable
from kiosk.screens.widgets.zh_label import Icon, ZhLabel
from kiosk.views import Manner, Palette

ICON, PAD, GAP, RADIUS = 44, 8, 16, 24
WIDE_ON_BAR, WIDE_ON_BAR_LARGE = 152, 200

_AFTER = {  # each touch leads to the next palette
    Palette.DEFAULT: Palette.LIGHT_ON_DARK,
    Palette.LIGHT_ON_DARK: Palette.DARK_ON_LIGHT,
    Palette.DARK_ON_LIGHT: Palette.DEFAULT,
}


@dataclass(frozen=True)
class Look:
    """The colours of a mode that is off and of one that is on."""

    fill: theme.Colour
    ink: theme.Colour
    outline: theme.Colour
    fill_on: theme.Colour
    ink_on: theme.Colour


BELOW = Look(theme.FAINT, theme.PRIMARY, theme.PAPER_EDGE, theme.PRIMARY, theme.ON_FILL)
ON_BAR = Look(theme.BAR, theme.BAR_INK, theme.BAR_LINE, theme.BAR_CHOSEN, theme.BAR_CHOSEN_INK)


class Mode(Touchable):
    """One mode: its icon over its word; on, it is filled and ticked."""

    def __init__(self, name: str, words: str, icon: str, look: Look, adopt: Callable[[], None], *, on: bool) -> None:
        super().__init__(name, adopt)
        self.words, self.on, self.chosen = words, on, on
        self._look = look
        self._panel = Panel(self, look.fill_on if on else look.fill, look.outline, radius=RADIUS)
        ink = look.ink_on if on else look.ink
        label = ZhLabel(words, theme.NOTE, ink, bold=True, align="center", even=True)
        self._inside = Stack(Icon("check-circle" if on else icon, ICON, ink), label, pad=PAD, centred=True)
        self.add_widget(self._inside)

    def press(self, down: bool) -> None:
        self._panel.paint(self._look.fill_on if down != self.on else self._look.fill)

    def tall(self, width: float) -> float:
        return self._inside.tall(width)

    def arrange(self) -> None:
        self._panel.lay(*self.pos, *self.size)
        self._inside.place(*self.pos, *self.size)


class Strip(Part):
    """All modes that this panel has, beside each other."""

    def __init__(
        self,
        manner: Manner,
        word: Callable[[str], str],
        languages: tuple[tuple[str, str], ...],
        adopt: Callable[[Manner], None],
        *,
        low: bool,
        speaks: bool,
        on_bar: bool,
    ) -> None:
        super().__init__()
        self._look = ON_BAR if on_bar else BELOW
        self._manner, self._word, self._adopt = manner, word, adopt
        modes = [*self._modes(low=low, speaks=speaks), *self._languages(languages)]
        if on_bar:
            wide = WIDE_ON_BAR_LARGE if theme.large() else WIDE_ON_BAR
            for mode in modes:
                mode.wide = dp(wide)
            self.wide = dp(wide * len(modes) + GAP * (len(modes) - 1))
        self._row = Row(*modes, gap=GAP, fill=True)
        self.add_widget(self._row)

    def tall(self, width: float) -> float:
        return self._row.tall(width)

    def arrange(self) -> None:
        self._row.place(*self.pos, *self.size)

    def _modes(self, *, low: bool, speaks: bool) -> Iterator[Mode]:
        now = self._manner
        yield self._mode("large", "format-size", replace(now, large=not now.large), on=now.large)
        palette = replace(now, palette=_AFTER[now.palette])
        yield self._mode("contrast", "contrast-circle", palette, on=now.palette is not Palette.DEFAULT)
        if low:
            yield self._mode("low", "human-wheelchair", replace(now, low=not now.low), on=now.low)
        if speaks:
            yield self._mode("voice", "volume-high", replace(now, voice=not now.voice), on=now.voice)

    def _mode(self, name: str, icon: str, then: Manner, *, on: bool) -> Mode:
        return Mode(f"mode:{name}", self._word(f"mode-{name}"), icon, self._look, partial(self._adopt, then), on=on)

    def _languages(self, languages: tuple[tuple[str, str], ...]) -> Iterator[Mode]:
        """Two languages take one place, which names the other; more take one each but for the one that is on."""
        for code, name in languages:
            if code != self._manner.language:
                then = replace(self._manner, language=code)
                yield Mode(f"language:{code}", name, "translate", self._look, partial(self._adopt, then), on=False)

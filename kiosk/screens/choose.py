"""One question with a few answers, each a large field."""

from __future__ import annotations

from typing import Any

from kiosk.screens import theme
from kiosk.screens.screen import Screen, name_of
from kiosk.screens.widgets.card import Callout
from kiosk.screens.widgets.field import Field, FieldWords, Look
from kiosk.screens.widgets.part import Grid, Part, Stack
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import Choose, Option

_LARGE = Look(theme.STRONG, theme.BODY, 108, 32, chevron=True)
_SMALL = Look(theme.LEAD, theme.NOTE, 76, 16, chevron=True)
_DENSE = Look(theme.BODY, theme.NOTE, 64, 8)
_FEW = 3  # answers that stand one under the other on a low panel; on a high one twice as many
_TALL = 190  # of a field, where the panel has the height


class ChooseScreen(Screen[Choose[Any]]):
    """The question, what went before it, and the answers."""

    helping = "glass-help-choose"

    def build(self, tight: bool) -> Part:
        if not tight:
            return Stack(*self._asked(theme.SENTENCE), self._answers(_LARGE, _TALL), gap=48, centred=True)
        for size, look in ((theme.HEAD, _SMALL), (theme.STRONG, _DENSE)):
            answers = self._answers(look, theme.TOUCH)
            answers.grow = 1
            part = Stack(*self._asked(size), answers, gap=24 if look is _SMALL else 14)
            if part.tall(self.width) <= self.height:
                return part
        return self.leaves([[*self._asked(theme.STRONG), *self._rows(_DENSE, theme.TOUCH)]], 14)

    def _asked(self, size: int) -> list[Part]:
        """The question, and what to know before answering it."""
        parts: list[Part] = [ZhLabel(self.room.say(self.view.question), size, bold=True, even=True)]
        if self.view.hint is not None:
            words = self.room.say(self.view.hint)
            hint = (theme.LEAD, 22) if size == theme.SENTENCE else (theme.BODY, 12)
            parts.append(Callout(words, "information", theme.PRIMARY, theme.PRIMARY_SOFT, hint[0], pad=hint[1]))
        return parts

    def _answers(self, look: Look, least: float) -> Part:
        return Stack(*self._rows(look, least, grow=look is not _LARGE), gap=26 if look is _LARGE else 14)

    def _rows(self, look: Look, least: float, *, grow: bool = False) -> list[Part]:
        """The answers, two beside each other when there are many."""
        options = self.view.options
        columns = 1 if len(options) <= (_FEW * 2 if self.room.portrait else _FEW) else 2
        fields = [self._field(option, index, look, least) for index, option in enumerate(options)]
        starts = range(0, len(fields), columns)
        rows: list[Part] = [Grid(*fields[at : at + columns], columns=columns, gap=20, grow=grow) for at in starts]
        for row in rows:
            row.grow = 1.0 if grow else 0.0
        return rows

    def _field(self, option: Option[Any], index: int, look: Look, least: float) -> Field:
        detail = "" if option.detail is None else self.room.say(option.detail)
        return Field(
            f"option:{name_of(option.key)}",
            FieldWords(self.room.say(option.words), detail, option.icon),
            lambda: self.room.answer(option.key),
            look,
            accent=theme.ACCENTS[index % len(theme.ACCENTS)] if option.icon else theme.PRIMARY,
            least=least,
        )

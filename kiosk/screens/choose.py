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
_SMALL = Look(theme.LEAD, theme.NOTE, 72, 16)
_FEW = 3  # answers that stand one under the other on a low panel; in a column on a high one twice as many
_TALL = 190  # of a field, where the panel has the height


class ChooseScreen(Screen[Choose[Any]]):
    """The question, what went before it, and the answers."""

    helping = "glass-help-choose"

    def build(self, tight: bool) -> Part:
        room, view = self.room, self.view
        size = theme.HEAD if tight else theme.SENTENCE
        parts: list[Part] = [ZhLabel(room.say(view.question), size, bold=True, even=True)]
        if view.hint is not None:
            parts.append(
                Callout(room.say(view.hint), "information", theme.PRIMARY, theme.PRIMARY_SOFT, theme.LEAD, pad=22)
            )
        fields = [self._field(option, index, tight) for index, option in enumerate(view.options)]
        columns = 1 if len(fields) <= (_FEW * 2 if room.portrait else _FEW) else 2
        answers = Grid(*fields, columns=columns, gap=16 if tight else 26)
        return Stack(*parts, answers, gap=24 if tight else 48, centred=True)

    def _field(self, option: Option[Any], index: int, tight: bool) -> Field:
        detail = "" if option.detail is None else self.room.say(option.detail)
        return Field(
            f"option:{name_of(option.key)}",
            FieldWords(self.room.say(option.words), detail, option.icon),
            lambda: self.room.answer(option.key),
            _SMALL if tight else _LARGE,
            accent=theme.ACCENTS[index % len(theme.ACCENTS)] if option.icon else theme.PRIMARY,
            least=theme.TOUCH if tight else _TALL,
        )

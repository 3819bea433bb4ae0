"""The filters of a list: a field that tells what is chosen, and the sheet of options it opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.screen import Room
from kiosk.screens.widgets.buttons import SECONDARY, SMALL, PushButton
from kiosk.screens.widgets.card import Panel
from kiosk.screens.widgets.pages import PagedGrid, Pager
from kiosk.screens.widgets.part import Part, Row, Stack
from kiosk.screens.widgets.touchable import Touchable
from kiosk.screens.widgets.zh_label import Icon, ZhLabel
from kiosk.views import Filter

_OPTION = replace(SECONDARY, sizes=(theme.BODY, theme.NOTE))
_CHOSEN = replace(_OPTION, fill=theme.PRIMARY, fill_down=theme.PRIMARY_DOWN, ink=theme.ON_FILL)
_LONG = 480  # of an option in small letters; longer ones need wide buttons
_FEW = 8  # options that are large enough in fewer columns


class FilterField(Touchable):
    """Its name, the option in force, and a sign that it opens."""

    def __init__(self, room: Room, one: Filter, on_tap: Callable[[], None]) -> None:
        super().__init__(f"filter:{one.key}", on_tap)
        chosen = next((option for option in one.options if option.key == one.chosen), one.options[0])
        self.words = room.say(chosen.words)
        self.spoken = room.word("pad-filter", name=room.say(one.name), chosen=self.words)
        self._panel = Panel(self, theme.PAPER, theme.PRIMARY)
        texts = Stack(
            ZhLabel(room.say(one.name), theme.NOTE, theme.QUIET, most=1),
            ZhLabel(self.words, theme.BODY, theme.PRIMARY, bold=True, most=1),
        )
        self._inside = Stack(Row(texts, Icon("chevron-down", 44, theme.PRIMARY), gap=4), pad=8, centred=True)
        self.add_widget(self._inside)

    def tall(self, width: float) -> float:
        return max(dp(theme.TOUCH), self._inside.tall(width - dp(24)))

    def arrange(self) -> None:
        self._panel.lay(*self.pos, *self.size)
        self._inside.place(self.x + dp(12), self.y, self.width - dp(24), self.height)

    def press(self, down: bool) -> None:
        self._panel.paint(theme.PRIMARY_SOFT if down else theme.PAPER)


def options_sheet(
    room: Room, one: Filter, chosen: Callable[[str], None], close: Callable[[], None], pager: Pager
) -> tuple[Part, PagedGrid]:
    """All options of a filter, large enough to touch; the one in force is filled and ticked."""

    def button(number: int) -> Part:
        option = one.options[number]
        now = option.key == one.chosen
        style = _CHOSEN if now else _OPTION
        icon = "check-bold" if now else ""
        field = PushButton(f"option:{option.key}", room.say(option.words), icon, style, lambda: chosen(option.key))
        field.chosen = now
        return field

    few = len(one.options) <= _FEW
    longest = max(ZhLabel(room.say(option.words), theme.NOTE, bold=True).natural_width() for option in one.options)
    roomy = few or longest > dp(_LONG)
    columns = (2 if roomy else 3) if room.portrait else (3 if roomy else 5)
    grid = PagedGrid(
        len(one.options), button, pager.tell, columns=columns, row=112 if room.portrait or few else 100, gap=14
    )
    heading = ZhLabel(room.say(one.name), theme.HEAD, bold=True)
    shut = PushButton("options:close", room.word("glass-pick-close"), "close", SMALL, close).hug()
    return Stack(Row(heading, shut, gap=24), grid, *([pager] if len(one.options) > columns * 5 else []), gap=28), grid

"""Everything this machine does, in groups."""

from __future__ import annotations

from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.offers import notice, offer_tile
from kiosk.screens.screen import Screen
from kiosk.screens.widgets.field import Look
from kiosk.screens.widgets.part import Grid, Part, Row, Stack
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import Group, Menu

_LOOK = Look(theme.LEAD, theme.NOTE, 76, 20, detailed=False)
_TIGHT = Look(theme.BODY, theme.NOTE, 60, 8, detailed=False, detail_lines=1)
_COLUMNS, _COLUMNS_TIGHT, _COLUMNS_LARGE = 3, 5, 2  # of groups, on a low panel
_BETWEEN = 28


class MenuScreen(Screen[Menu]):
    """Portrait: the groups one under the other. Landscape: in columns, as level as they come."""

    helping = "glass-help-menu"

    def build(self, tight: bool) -> Part:
        gap = 16 if tight else 32
        head = Stack(*notice(self.room, self.view.notice, tight), self._heading(tight), gap=gap)
        groups = [self._group(index, group, tight) for index, group in enumerate(self.view.groups)]
        count = 1 if self.room.portrait else self._side_by_side(tight)
        columns = self._columns(groups, min(count, len(groups)))
        if tight:  # broken between rows, where it must be
            rows = [[row for group in column for row in group] for column in columns]
            return Stack(head, self.leaves(rows, gap / 2, _BETWEEN, elastic=True), gap=gap)
        stacks = [[Stack(*group, gap=gap / 2) for group in column] for column in columns]
        if self.room.portrait:
            return Stack(head, *stacks[0], gap=gap, spread=True)
        side_by_side = Row(*(Stack(*column, gap=20) for column in stacks), gap=_BETWEEN, at_top=True)
        return Stack(head, side_by_side, gap=gap, centred=True)

    def _side_by_side(self, tight: bool) -> int:
        """Groups beside each other on a low panel."""
        if theme.large():
            return _COLUMNS_LARGE
        return _COLUMNS_TIGHT if tight else _COLUMNS

    def _heading(self, tight: bool) -> Part:
        room = self.room
        heading = ZhLabel(room.word("glass-menu"), theme.HEAD if tight else theme.SENTENCE, bold=True, even=True)
        if self.view.person is None:
            return heading
        greeting = ZhLabel(room.word("glass-greeting", value=self.view.person), theme.LEAD, theme.QUIET, natural=True)
        return Row(heading, greeting, gap=24) if tight and not room.portrait else Stack(greeting, heading)

    def _group(self, index: int, group: Group, tight: bool) -> list[Part]:
        """Its title with the first row of tiles, and the other rows."""
        look = _TIGHT if tight else _LOOK
        accent = theme.ACCENTS[index % len(theme.ACCENTS)]
        heading = ZhLabel(self.room.say(group.title), theme.BODY if tight else theme.LEAD, accent, bold=True)
        tiles = [offer_tile(self.room, offer, look, accent) for offer in group.offers]
        columns = 2 if self.room.portrait else 1
        rows = [Grid(*tiles[at : at + columns], columns=columns, gap=20) for at in range(0, len(tiles), columns)]
        return [Stack(heading, *rows[:1], gap=4 if tight else 12), *rows[1:]]

    def _columns(self, groups: list[list[Part]], count: int) -> list[list[list[Part]]]:
        """A group goes where there is most room."""
        wide = (self.width - dp(_BETWEEN) * (count - 1)) / count
        columns: list[list[list[Part]]] = [[] for _ in range(count)]
        for group in groups:
            min(columns, key=lambda column: sum(row.tall(wide) for one in column for row in one)).append(group)
        return columns

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

_LOOK = Look(theme.LEAD, theme.NOTE, 76, 22, detailed=False)
_TIGHT = Look(theme.BODY, theme.NOTE, 64, 14, detailed=False)
_GAP = 28  # between columns of groups


class MenuScreen(Screen[Menu]):
    """Portrait: the groups one under the other. Landscape: in columns, as level as they come."""

    helping = "glass-help-menu"

    def build(self, tight: bool) -> Part:
        room = self.room
        gap = 20 if tight else 32
        says = [ZhLabel(room.word("glass-menu"), theme.HEAD if tight else theme.SENTENCE, bold=True, even=True)]
        if self.view.person is not None:
            greeting = room.word("glass-greeting", value=self.view.person)
            says.insert(0, ZhLabel(greeting, theme.LEAD, theme.QUIET))
        groups = [self._group(index, group, tight) for index, group in enumerate(self.view.groups)]
        above = [*notice(room, self.view.notice), Stack(*says)]
        if room.portrait:
            return Stack(*above, *groups, gap=gap, spread=True)
        return Stack(*above, self._columns(groups, tight), gap=gap, centred=True)

    def _group(self, index: int, group: Group, tight: bool) -> Part:
        look = _TIGHT if tight else _LOOK
        accent = theme.ACCENTS[index % len(theme.ACCENTS)]
        heading = ZhLabel(self.room.say(group.title), theme.BODY if tight else theme.LEAD, accent, bold=True)
        tiles = [offer_tile(self.room, offer, look, accent) for offer in group.offers]
        columns = 2 if self.room.portrait else 1
        return Stack(heading, Grid(*tiles, columns=columns, gap=14 if tight else 20), gap=6 if tight else 12)

    def _columns(self, groups: list[Part], tight: bool) -> Part:
        """Three columns, or four where three are too high; a group goes where there is most room."""
        count = 4 if tight else 3
        wide = (self.width - dp(_GAP) * (count - 1)) / count
        columns: list[list[Part]] = [[] for _ in range(count)]
        for group in groups:
            min(columns, key=lambda column: sum(part.tall(wide) for part in column)).append(group)
        return Row(*(Stack(*column, gap=20) for column in columns if column), gap=_GAP, at_top=True)

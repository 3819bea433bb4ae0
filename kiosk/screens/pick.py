"""A list to pick from, perhaps thousands of rows long: a page at a time, narrowed by filters above (or beside) it."""

from __future__ import annotations

from typing import Any

from kiosk.domain.text import Text, text
from kiosk.screens import theme
from kiosk.screens.pick_filters import FilterField, options_sheet
from kiosk.screens.screen import Screen
from kiosk.screens.widgets.card import Callout, Card, IconBadge
from kiosk.screens.widgets.field import Field, FieldWords, Look
from kiosk.screens.widgets.pages import PagedGrid, Pager
from kiosk.screens.widgets.part import Grid, Part, Row, Space, Stack
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import Filter, Narrowed, Pick, Picked

_LOOK = Look(theme.LEAD, theme.NOTE, 76, 4, title_lines=1, detail_lines=2)
_LONG = Look(theme.BODY, theme.NOTE, 76, 4, title_lines=2, detail_lines=1)  # for a title that needs two lines
_PLAIN = Look(theme.LEAD, theme.NOTE, 76, 8, title_lines=2)  # no row of the list has a detail
_ROW, _PLAIN_ROW, _GAP = 160, 138, 14
_FILTERS_DOWN = 3  # filters that stand one under the other on a low panel
_LONG_TITLE = 17  # Han in a row; a longer title takes two lines at the smaller size


class PickScreen(Screen[Pick]):
    """The list with its filters; while a filter is open, its options instead."""

    helping = "glass-help-pick"

    _open: Filter | None = None
    _first: int | None = None  # the row the page begins with
    _grid: PagedGrid | None = None

    def build(self, tight: bool) -> Part:
        self._pager = Pager(self.room.word, self._turn, narrow=not self.room.portrait and self._open is None)
        if self._open is not None:
            sheet, self._grid = options_sheet(self.room, self._open, self._chosen, self._close, self._pager)
            return sheet
        return self._upright() if self.room.portrait else self._across(tight)

    def step_back(self) -> bool:
        """An open filter is closed first."""
        if self._open is None:
            return False
        self._close()
        return True

    def inside_now(self) -> Text | None:
        if self._open is None:
            return None
        return text("pad-options", name=self._open.name, count=len(self._open.options))

    def follow(self, before: Screen[Any]) -> None:
        assert isinstance(before, PickScreen)
        self._open = before._open
        self._first = before._page_begin()

    # --- the list ---

    def _upright(self) -> Part:
        return Stack(
            ZhLabel(self.room.say(self.view.heading), theme.HEAD, bold=True, even=True),
            *self._hint(),
            *self._filters(min(3, len(self.view.filters))),
            *self._count(),
            self._rows(),
            self._pager,
            gap=16,
        )

    def _across(self, tight: bool) -> Part:
        columns = 1 if len(self.view.filters) <= _FILTERS_DOWN else 2
        heading = ZhLabel(self.room.say(self.view.heading), theme.STRONG if tight else theme.HEAD, bold=True, even=True)
        left = Stack(
            heading, *self._filters(columns), *self._count(), Space(grow=1), self._pager, gap=10 if tight else 20
        )
        left.share = 0.44
        return Row(left, Stack(*self._hint(), self._rows(), gap=16), gap=48, fill=True)

    def _hint(self) -> list[Part]:
        if self.view.hint is None:
            return []
        return [Callout(self.room.say(self.view.hint), "information", theme.PRIMARY, theme.PRIMARY_SOFT, pad=18)]

    def _filters(self, columns: int) -> list[Part]:
        fields = [FilterField(self.room, one, lambda one=one: self._unfold(one)) for one in self.view.filters]  # type: ignore[misc]
        return [Grid(*fields, columns=columns, gap=16)] if fields else []

    def _count(self) -> list[Part]:
        size = theme.BODY if self.room.portrait else theme.NOTE
        return [ZhLabel(self.room.say(self.view.count), size, theme.QUIET)] if self.view.rows else []

    def _rows(self) -> Part:
        if not self.view.rows:
            self._grid = None
            return self._nothing()
        detailed = any(row.detail is not None for row in self.view.rows)
        self._grid = PagedGrid(
            len(self.view.rows),
            lambda number: self._row(number, detailed),
            self._pager.tell,
            columns=1,
            row=_ROW if detailed else _PLAIN_ROW,
            gap=_GAP,
            first=self._begin(),
        )
        return self._grid

    def _begin(self) -> int:
        if self._first is None:
            keys = (number for number, row in enumerate(self.view.rows) if row.key == self.view.at)
            self._first = next(keys, 0) if self.view.at else 0
        return self._first

    def _row(self, number: int, detailed: bool) -> Part:
        row, say = self.view.rows[number], self.room.say
        title = say(row.title)
        look = _PLAIN if not detailed else _LONG if len(title) > _LONG_TITLE else _LOOK
        words = FieldWords(
            title, "" if row.detail is None else say(row.detail), row.icon, "" if row.badge is None else say(row.badge)
        )
        return Field(f"row:{row.key}", words, lambda: self.room.answer(Picked(row.key)), look)

    def _nothing(self) -> Part:
        """No rows: the count says so, and what else to try."""
        words = ZhLabel(self.room.say(self.view.count), theme.LEAD, bold=True, align="center", even=True)
        card = Card(IconBadge("magnify", 150, theme.QUIET), Space(16), words, pad=48, gap=16, centred=True)
        card.grow = 1
        return card

    # --- what touches do ---

    def _turn(self, by: int) -> None:
        if self._grid is not None:
            self._grid.turn(by)

    def _page_begin(self) -> int | None:
        """The row the list's page begins with; while a filter is open, the one to come back to."""
        return self._first if self._open is not None or self._grid is None else self._grid.first

    def _unfold(self, one: Filter) -> None:
        self._first = self._page_begin()
        self._open = one
        self._anew()

    def _close(self) -> None:
        self._open = None
        self._anew()

    def _chosen(self, option: str) -> None:
        one = self._open
        self._close()
        if one is not None and option != one.chosen:
            self.room.answer(Narrowed(one.key, option))

    def _anew(self) -> None:
        self.clear_widgets()
        self._inside = None
        self.arrange()
        self.room.deafen()

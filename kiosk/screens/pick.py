"""A list to pick from, perhaps thousands of rows long: a page at a time, narrowed by filters above (or beside) it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kiosk.domain.text import Text, text
from kiosk.screens import theme
from kiosk.screens.pick_filters import FilterField, options_sheet
from kiosk.screens.pick_letters import LettersSheet
from kiosk.screens.screen import Screen
from kiosk.screens.widgets.buttons import SMALL, PushButton
from kiosk.screens.widgets.card import Callout, Card, IconBadge
from kiosk.screens.widgets.field import Field, FieldWords, Look
from kiosk.screens.widgets.pages import PagedGrid, Pager
from kiosk.screens.widgets.part import Grid, Part, Row, Space, Stack
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import Filter, Letters, Narrowed, Pick, Picked

_LOOK = Look(theme.LEAD, theme.NOTE, 76, 4, title_lines=1, detail_lines=2)
_LONG = Look(theme.BODY, theme.NOTE, 76, 4, title_lines=2, detail_lines=1)  # for a title that needs two lines
_PLAIN = Look(theme.LEAD, theme.NOTE, 76, 8, title_lines=2)  # no row of the list has a detail
_ROW, _PLAIN_ROW, _GAP = 160, 138, 14
_FILTERS_DOWN = 3  # filters that stand one under the other on a low panel
_LONG_TITLE = 17  # Han in a row; a longer title takes two lines at the smaller size

_SHORT_TITLE = 20  # halves of a Han character; two such titles stand beside each other


def _halves(words: str) -> int:
    """How wide words are, in halves of a Han character."""
    return sum(1 if char.isascii() else 2 for char in words)


class PickScreen(Screen[Pick]):
    """The list with its filters; while a filter is open, its options instead."""

    helping = "glass-help-pick"

    _open: Filter | None = None
    _sheet: LettersSheet | None = None
    _few = False  # of its rows only the first are shown
    _spelling = False  # the sheet of letters is open
    _typed: str | None = None  # letters; None: those of the view
    _first: int | None = None  # the row the page begins with
    _grid: PagedGrid | None = None

    def build(self, tight: bool) -> Part:
        self._pager = Pager(self.room.word, self._turn, narrow=not self.room.portrait and self._open is None)
        if self._spelling:
            return self._spell(tight)
        if self._open is not None:
            sheet, self._grid = options_sheet(self.room, self._open, self._chosen, self._close, self._pager)
            return sheet
        return self._upright() if self.room.portrait else self._across(tight)

    def step_back(self) -> bool:
        """An open filter is closed first, and the letters typed meanwhile are given up."""
        if self._open is None and not self._spelling:
            return False
        self._typed = None
        self._close()
        return True

    def inside_now(self) -> Text | None:
        if self._open is None:
            return None
        return text("pad-options", name=self._open.name, count=len(self._open.options))

    def follow(self, before: Screen[Any]) -> None:
        assert isinstance(before, PickScreen)
        self._open, self._spelling, self._typed = before._open, before._spelling, before._typed
        self._first = before._page_begin()

    # --- the list ---

    def _upright(self) -> Part:
        return Stack(
            self._heading(theme.HEAD),
            *self._hint(),
            *self._filters(min(3, len(self.view.filters))),
            *self._count(),
            self._rows(),
            self._pager,
            gap=16,
        )

    def _across(self, tight: bool) -> Part:
        below = len(self.view.filters) + (self.view.letters is not None)  # the letters make the heading higher
        columns = 1 if below <= _FILTERS_DOWN else 2
        heading = self._heading(theme.LEAD if tight else theme.HEAD)
        left = Stack(
            heading, *self._filters(columns), *self._count(), Space(grow=1), self._pager, gap=10 if tight else 20
        )
        left.share = 0.44
        return Row(left, Stack(*self._hint(), self._rows(), gap=16), gap=48, fill=True)

    def _heading(self, size: int) -> Part:
        heading = ZhLabel(self.room.say(self.view.heading), size, bold=True, even=True)
        if self.view.letters is None:
            return heading
        words = self.typed.upper() or self.room.word("glass-pick-letters")
        return Row(heading, PushButton("letters", words, "magnify", SMALL, self._begin_spelling).hug(), gap=24)

    def _hint(self) -> list[Part]:
        if self.view.hint is None:
            return []
        return [Callout(self.room.say(self.view.hint), "information", theme.PRIMARY, theme.PRIMARY_SOFT, pad=18)]

    def _filters(self, columns: int) -> list[Part]:
        fields = [FilterField(self.room, one, lambda one=one: self._unfold(one)) for one in self.view.filters]  # type: ignore[misc]
        return [Grid(*fields, columns=columns, gap=16)] if fields else []

    def _count(self) -> list[Part]:
        size = theme.BODY if self.room.portrait else theme.NOTE
        words = self.room.say(self.view.count)
        if self.typed:
            words = self.room.word("glass-pick-matching", count=len(self._matching()))
        return [ZhLabel(words, size, theme.QUIET)] if self._matching() else []

    @property
    def typed(self) -> str:
        """The letters that narrow the list now."""
        if self._typed is not None:
            return self._typed
        return self.view.letters.typed if self.view.letters is not None else ""

    def _matching(self) -> Sequence[int]:
        """The numbers of the rows that are shown."""
        letters = self.view.letters
        return range(len(self.view.rows)) if letters is None else letters.spellings.matching(self.typed)

    def _rows(self) -> Part:
        shown = self._matching()
        if not shown:
            self._grid = None
            return self._nothing()
        detailed = any(row.detail is not None for row in self.view.rows)
        self._grid = PagedGrid(
            len(shown),
            lambda place: self._row(shown[place], detailed),
            self._pager.tell,
            columns=self._columns(shown, detailed),
            row=theme.roomy(_ROW if detailed else _PLAIN_ROW),
            gap=_GAP,
            first=self._begin(),
        )
        return self._grid

    def _columns(self, shown: Sequence[int], detailed: bool) -> int:
        """Short titles stand in two columns, so that more of them are seen at once; in large type each has a row."""
        if detailed or theme.large():
            return 1
        longest = max(map(_halves, (self.room.say(self.view.rows[number].title) for number in shown)))
        return 2 if longest <= _SHORT_TITLE else 1

    def _begin(self) -> int:
        if self._first is None:
            shown = enumerate(self.view.rows[number].key for number in self._matching())
            keys = (place for place, key in shown if key == self.view.at)
            self._first = next(keys, 0) if self.view.at else 0
        return self._first

    def _row(self, number: int, detailed: bool) -> Part:
        row, say = self.view.rows[number], self.room.say
        title = say(row.title)
        look = _PLAIN if not detailed else _LONG if len(title) > _LONG_TITLE else _LOOK
        words = FieldWords(
            title, "" if row.detail is None else say(row.detail), row.icon, "" if row.badge is None else say(row.badge)
        )
        return Field(f"row:{row.key}", words, lambda: self.room.answer(Picked(row.key, self.typed)), look)

    def _nothing(self) -> Part:
        """No rows: the count says so, and what else to try."""
        say = self.room.word("glass-pick-matching", count=0) if self.view.rows else self.room.say(self.view.count)
        words = ZhLabel(say, theme.LEAD, bold=True, align="center", even=True)
        card = Card(
            IconBadge("magnify", 88 if theme.large() else 150, theme.QUIET),
            Space(16),
            words,
            pad=24 if theme.large() else 48,
            gap=16,
            centred=True,
        )
        card.grow = 1
        return card

    # --- the sheet of letters ---

    def _spell(self, tight: bool) -> Part:
        """Its rows stand in a part of their own, so that a key changes nothing else; when `tight`, only the first."""
        self._few = tight
        self._found = Found()
        self._sheet = LettersSheet(self.room, self.typed, self._found, self._spelled, self._keep_letters, tight=tight)
        self._tell_found()
        return self._sheet

    def _spelled(self, typed: str) -> None:
        self._typed, self._first = typed, 0
        self._tell_found()

    def _tell_found(self) -> None:
        assert self._sheet is not None
        self._pager = Pager(self.room.word, self._turn)
        rows = self._rows()
        self._found.fill(rows if self._few else Stack(rows, self._pager, gap=14))
        self._sheet.tell(len(self._matching()))

    def _begin_spelling(self) -> None:
        self._first = None
        self._spelling = True
        self._anew()

    def _keep_letters(self) -> None:
        typed = self.typed
        self._close()
        self.room.answer(Narrowed(Letters.key, typed))

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
        self._open, self._spelling = None, False
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


class Found(Part):
    """Where the rows are put that match; they change while the rest of the sheet stays."""

    grow = 1.0

    def __init__(self) -> None:
        super().__init__()
        self._inside: Part | None = None

    def fill(self, inside: Part) -> None:
        """Show these in place of the ones before."""
        self.clear_widgets()
        self._inside = inside
        self.add_widget(inside)
        if self.width > 1:
            self.arrange()

    def tall(self, width: float) -> float:
        return self._inside.tall(width) if self._inside is not None else 0.0

    def arrange(self) -> None:
        if self._inside is not None:
            self._inside.place(*self.pos, *self.size)

"""Breaks words into lines as Chinese is set: between any two characters, punctuation where it belongs."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

# May not begin a line. The star belongs here because a masked name must not be torn off its surname.
_NO_START = frozenset("，。、；：！？）》」』】〉〕”’…—·％℃〓" + ",.;:!?)]}%*")
# May not end a line.
_NO_END = frozenset("（《「『【〈〔“‘￥" + "([{$¥")
# After these a reader takes breath.
_CLAUSE_ENDS = frozenset("，。；：！？,.;:!?")

Measure = Callable[[str], int]


def wrap(text: str, columns: int, measure: Measure, *, by_clause: bool = False) -> Sequence[str]:
    """The lines of a text, none wider than `columns`; a line feed in the text ends a line.

    `by_clause`: rather break after punctuation, where that takes no further line.
    """
    one = _wrap_by_clause if by_clause else _wrap
    return [line for piece in text.split("\n") for line in one(piece.strip(), columns, measure)]


def _wrap_by_clause(text: str, columns: int, measure: Measure) -> Sequence[str]:
    lines = _wrap(text, columns, measure)
    if len(lines) == 1:
        return lines
    for end in range(len(lines[0]) - 1, 0, -1):
        if lines[0][end - 1] in _CLAUSE_ENDS and measure(lines[0][:end]) * 3 >= columns:
            by_clause = [text[:end], *_wrap_by_clause(text[end:].strip(), columns, measure)]
            if len(by_clause) <= len(lines):
                return by_clause
    return [lines[0], *_wrap_by_clause(text[len(lines[0]) :].strip(), columns, measure)]


def _wrap(text: str, columns: int, measure: Measure) -> Sequence[str]:
    lines = [""]
    for unit in _fitting(_units(text), columns, measure):
        if lines[-1] and measure(lines[-1] + unit.rstrip()) > columns:
            lines.append("")
        lines[-1] += unit if lines[-1] else unit.lstrip()
    return [line.rstrip() for line in lines]


def _units(text: str) -> Sequence[str]:
    """The pieces between which a line may be broken; spaces stay at the end of the piece before them."""
    units: list[str] = []
    for char in text:
        if units and not _may_break(units[-1][-1], char):
            units[-1] += char
        else:
            units.append(char)
    return units


def _may_break(before: str, after: str) -> bool:
    if after.isspace() or after in _NO_START or before in _NO_END:
        return False
    return before.isspace() or not (_in_word(before) and _in_word(after))


def _in_word(char: str) -> bool:
    """Letters and digits of narrow scripts: a telephone number or a date stays in one piece."""
    return unicodedata.east_asian_width(char) in ("Na", "N", "H")


def _fitting(units: Sequence[str], columns: int, measure: Measure) -> Sequence[str]:
    """The same pieces; one that is wider than a whole line is cut wherever the line is full."""
    fitting: list[str] = []
    for unit in units:
        rest = unit
        while measure(rest.rstrip()) > columns:
            room = _prefix(rest, columns, measure)
            fitting.append(rest[:room])
            rest = rest[room:]
        fitting.append(rest)
    return fitting


def _prefix(text: str, columns: int, measure: Measure) -> int:
    """How many characters of a text fit; at least one, or nothing would ever end."""
    return max(1, next((n for n in range(1, len(text)) if measure(text[: n + 1]) > columns), len(text)))

"""Looks through names by what people type of their pinyin: initials, whole syllables, or a bit of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import accumulate

from kiosk.writing.dictionary import readings

# A name is spelled as its characters' readings, each after ', and each character ends with ;. 银行: 'yin;'hang'xing;
_NEXT_CHARACTER = "(?:[a-z0-9']*;(?:'[a-z0-9]+)*')?"


def spell(names: Iterable[str]) -> dict[str, str]:
    """How each of the names can be typed: in every way that each of its characters is read."""
    names = tuple(names)
    read = readings(frozenset("".join(names)))
    characters = {one: _spelled(one, read.get(one, ())) for one in set("".join(names))}
    return {name: "".join(characters[one] for one in name) for name in names}


def _spelled(character: str, syllables: tuple[str, ...]) -> str:
    if character.isascii():
        return f"'{character.lower()};" if character.isalnum() else ""
    ways = dict.fromkeys((*syllables, *(one.replace("v", "u") for one in syllables)))  # ü is typed in both ways
    return "".join(f"'{one}" for one in ways) + ";" if ways else ""


class Spellings:
    """How the rows of a list can be typed, in their order."""

    def __init__(self, spelled: Mapping[str, str], names: Iterable[str]) -> None:
        self._rows = tuple(spelled[name] for name in names)

    def __len__(self) -> int:
        return len(self._rows)

    def matching(self, typed: str) -> tuple[int, ...]:
        """The rows that hold characters, one after the other, whose readings begin with these letters; "" is in all.

        tfgc, tianfu and tianfgc all find 天府广场. What is no letter or digit does not count.
        """
        letters = re.sub("[^a-z0-9]", "", typed.lower())
        if not letters:
            return tuple(range(len(self._rows)))
        wanted = re.compile("'" + _NEXT_CHARACTER.join(letters))
        found, place = [], 0
        text, ends = self._text
        for row, end in enumerate(ends):
            if place < end:  # else the match before lies further on
                match = wanted.search(text, place)
                if match is None:
                    break
                place = match.start()
            if place < end:
                found.append(row)
                place = end
        return tuple(found)

    @cached_property
    def _text(self) -> tuple[str, tuple[int, ...]]:
        """All rows as one text, a line each, and where each ends: one search goes over thousands of rows at once."""
        return "\n".join((*self._rows, "")), tuple(accumulate(len(row) + 1 for row in self._rows))

"""Han as numbered pinyin, which the voice reads rightly: a dictionary of words, corrected by readings.toml."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pypinyin

HAN = r"[㐀-䶿一-鿿豈-﫿\U00020000-\U000323AF〇]"

_UNCHANGING = frozenset("第周统初十百千零幺一二三四五六七八九")  # before 一: it counts or names
_COUNTING = frozenset("一二三四五六七八九零幺月日号楼")  # behind 一: likewise
_WITHOUT_READING = ""


@dataclass(frozen=True)
class Readings:
    """What readings.toml says: syllables by word, and by surname."""

    words: Mapping[str, tuple[str, ...]]
    surnames: Mapping[str, tuple[str, ...]]

    @functools.cached_property
    def longest(self) -> int:
        """Characters of the longest word."""
        return max(map(len, self.words))


@functools.cache
def readings() -> Readings:
    """The corrections, read once."""
    with Path(__file__).with_name("readings.toml").open("rb") as file:
        tables = tomllib.load(file)
    return Readings(_split(tables["words"]), _split(tables["surnames"]))


def _split(table: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    return {word: tuple(said.split()) for word, said in table.items()}


def syllables(han: str) -> list[str]:
    """The reading of each character of a stretch of Han; empty for one that no dictionary knows."""
    said = pypinyin.lazy_pinyin(
        han,
        style=pypinyin.Style.TONE3,
        neutral_tone_with_five=True,
        # It takes a list as well, one for each character, though its types do not say so.
        errors=lambda unknown: [_WITHOUT_READING] * len(unknown),  # type: ignore[arg-type, return-value]
    )
    fixed = _corrected(han, said)
    return [_flowing(han, said, at) if han[at] in "一不" and at not in fixed else said[at] for at in range(len(han))]


def name_syllables(name: str) -> list[str]:
    """The reading of each character of a person's name, which begins with the surname."""
    table = readings().surnames
    surname = next((name[:length] for length in (2, 1) if name[:length] in table), "")
    return [*table.get(surname, ()), *syllables(name[len(surname) :])]


def _corrected(han: str, said: list[str]) -> set[int]:
    """Put the corrections in; returns the places that they settle."""
    table = readings()
    fixed: set[int] = set()
    at = 0
    while at < len(han):
        words = (han[at : at + length] for length in range(table.longest, 0, -1))
        word = next((word for word in words if word in table.words), "")
        said[at : at + len(word)] = table.words.get(word, ())
        fixed |= set(range(at, at + len(word)))
        at += len(word) or 1
    return fixed


def _flowing(han: str, said: list[str], at: int) -> str:
    """一 and 不 before another syllable: the second tone before a fourth, else the fourth; 一 not where it counts."""
    before, after = han[at - 1 : at] if at else "", han[at + 1 : at + 2]
    if not after or said[at].endswith("5"):
        return said[at]
    if han[at] == "一" and (before in _UNCHANGING if before else False):
        return "yi1"
    if han[at] == "一" and after in _COUNTING:
        return "yi1"
    falling = said[at + 1].endswith("4") or after == "个"
    base = "yi" if han[at] == "一" else "bu"
    return base + ("2" if falling else "4")


def is_han(char: str) -> bool:
    """Whether this character is read by its pinyin."""
    return re.fullmatch(HAN, char) is not None

"""Letters of pinyin into the characters they may stand for, the likelier in a name first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from kiosk.writing.dictionary import alike, beginnings, characters_read, proper, surnames, syllables

MOST_LETTERS = 24  # of four syllables, the longest that are typed before a character is chosen


@dataclass(frozen=True)
class Candidate:
    """What may be meant, and how many of the typed letters it stands for."""

    characters: str
    letters: int


@cache
def goes_on(letters: str) -> bool:
    """Whether these letters are pinyin, or can become it when more are typed."""
    if not letters or letters in beginnings():
        return True
    return any(goes_on(letters[len(first) :]) for first in _first_syllables(letters))


def candidates(letters: str, *, begins: bool) -> tuple[Candidate, ...]:
    """All that may be meant by the first of these letters. `begins`: nothing stands before, so surnames come first."""
    found = dict.fromkeys(_found(letters, begins=begins))
    seen: dict[str, Candidate] = {}
    for one in found:
        seen.setdefault(one.characters, one)
    return tuple(seen.values())


def _found(letters: str, *, begins: bool) -> Iterator[Candidate]:
    if not letters or not goes_on(letters):
        return
    firsts = [first for first in _first_syllables(letters) if goes_on(letters[len(first) :])]
    if begins:
        yield from _compound_surnames(letters)
    for first in firsts:
        yield from (Candidate(one, len(first)) for one in _of_syllable(proper(first), begins=begins))
    if not firsts:
        yield from (Candidate(one, len(letters)) for one in _of_beginning(letters, begins=begins))


def _first_syllables(letters: str) -> list[str]:
    """The syllables that these letters may begin with, the longest first: zhang before zhan before zha."""
    longest = min(len(letters), 6)
    return [letters[:length] for length in range(longest, 0, -1) if letters[:length] in syllables()]


def _compound_surnames(letters: str) -> Iterator[Candidate]:
    for surname in surnames():
        reading = "".join(surname.syllables)
        if len(surname.syllables) > 1 and letters.startswith(reading) and goes_on(letters[len(reading) :]):
            yield Candidate(surname.characters, len(reading))


def _of_syllable(syllable: str, *, begins: bool) -> Iterator[str]:
    if begins:
        yield from (one.characters for one in surnames() if one.syllables == (syllable,))
    yield from characters_read(syllable)
    for other in alike(syllable):
        yield from characters_read(other)


def _of_beginning(letters: str, *, begins: bool) -> Iterator[str]:
    """Of letters that are no syllable yet: the likeliest of each syllable that begins so, then the next of each."""
    if begins:
        yield from (one.characters for one in surnames() if one.syllables[0].startswith(letters))
    started = sorted(proper(syllable) for syllable in syllables() if syllable.startswith(letters))
    for row in zip_longest(*(characters_read(syllable) for syllable in started)):
        yield from filter(None, row)

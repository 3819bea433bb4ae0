"""Which characters a syllable of pinyin stands for, which surnames there are, and which syllables sound alike here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kiosk.fonts import covers

_HERE = Path(__file__).parent

# How some people write ü: without a key for it, and as passports do.
_OTHER_SPELLINGS = {"lue": "lve", "nue": "nve", "lyu": "lv", "nyu": "nv"}

# What the Mandarin of Sichuan does not tell apart; who types as they speak finds the character after the others.
_INITIALS = {"zh": "z", "ch": "c", "sh": "s", "n": "l", "hu": "fu"}
_FINALS = {"ing": "in", "eng": "en", "v": "u", "ve": "ue"}


@dataclass(frozen=True)
class Surname:
    """A surname and how it is read, a syllable for each character."""

    characters: str
    syllables: tuple[str, ...]


def _lines(name: str) -> Iterable[str]:
    with (_HERE / name).open(encoding="utf-8") as lines:
        yield from (line.rstrip("\n") for line in lines if not line.startswith("#"))


@dataclass(frozen=True)
class _Read:
    """The characters that are read so, the likelier in a name first, and those of them that seldom are."""

    characters: str
    seldom: str = ""


@cache
def _characters() -> dict[str, _Read]:
    """By syllable; read at first use, since few visitors type."""
    return {syllable: _Read(*rest) for syllable, *rest in map(str.split, _lines("characters.txt"))}


@cache
def characters_read(syllable: str) -> str:
    """The characters that are read so and can be shown, the likelier in a given name first."""
    read = _characters().get(syllable)
    return "".join(filter(covers, read.characters)) if read is not None else ""


@cache
def surnames() -> tuple[Surname, ...]:
    """All surnames, the commonest first."""
    found = []
    for word in " ".join(_lines("surnames.txt")).split():
        reading = word.lstrip("".join(one for one in word if not one.isascii()))
        found.append(Surname(word.removesuffix(reading), tuple(reading.split("'"))))
    return tuple(found)


@cache
def syllables() -> frozenset[str]:
    """Every syllable that can be typed."""
    return frozenset(_characters()) | frozenset(_OTHER_SPELLINGS)


@cache
def beginnings() -> frozenset[str]:
    """Every beginning of a syllable, whole ones included."""
    return frozenset(syllable[:length] for syllable in syllables() for length in range(1, len(syllable) + 1))


def proper(syllable: str) -> str:
    """The syllable as the dictionary spells it."""
    return _OTHER_SPELLINGS.get(syllable, syllable)


def alike(syllable: str) -> tuple[str, ...]:
    """Other syllables that many people here say in the same way: shi and si, nan and lan, lin and ling."""
    return tuple(one for one in _by_sound()[_sound(syllable)] if one != syllable)


@cache
def _by_sound() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for syllable in sorted(_characters()):
        found[_sound(syllable)].append(syllable)
    return found


def _sound(syllable: str) -> str:
    for initial, said in _INITIALS.items():
        if syllable.startswith(initial) and (initial != "hu" or syllable == "hu"):
            syllable = said + syllable.removeprefix(initial)
            break
    for final, said in _FINALS.items():
        if syllable.endswith(final):
            return syllable.removesuffix(final) + said
    return syllable


def readings(wanted: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The ways in which these characters are usually read; what is seldom read at all is found by what there is."""
    usual: dict[str, list[str]] = defaultdict(list)
    other: dict[str, list[str]] = defaultdict(list)
    for syllable, read in _characters().items():
        seldom = wanted.intersection(read.seldom)
        for character in wanted.intersection(read.characters):
            (other if character in seldom else usual)[character].append(syllable)
    return {character: tuple(syllables) for character, syllables in (other | usual).items()}

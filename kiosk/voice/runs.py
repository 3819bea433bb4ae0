"""What the synthesiser is given for a sentence: stretches of Mandarin as pinyin, and of English as words."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.voice.pinyin import HAN, name_syllables, syllables
from kiosk.voice.reading_chinese import read_chinese
from kiosk.voice.reading_english import read_english


class Tongue(enum.Enum):
    """A voice of the synthesiser; the value is its name for it."""

    # `cmn` reads Han as English (espeak-ng 1.51, its issues 1044, 1236, 1370); this one takes pinyin.
    MANDARIN = "cmn-latn-pinyin"
    ENGLISH = "en-gb"


@dataclass(frozen=True)
class Run:
    """A stretch that one voice speaks."""

    tongue: Tongue
    said: str


NAME = "\N{INVISIBLE SEPARATOR}"  # stands before a person's name: its surname has a reading of its own

_PAUSES = str.maketrans(
    {
        **dict.fromkeys("，、；：（）【】《》／/—–~…", ", "),
        **dict.fromkeys("。！", ". "),
        "？": "? ",
        "+": "加",
        **dict.fromkeys("“”‘’「」·•*", " "),
    }
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’.&-]*(?:[ ,]+[A-Za-z][A-Za-z'’.&-]*)*")
# In an English sentence: from its first Han to the last, with figures between, before and behind.
_CHINESE_PART = re.compile(rf"{NAME}?\d*[A-Z]?{HAN}(?:[^a-z]*{HAN})?\d*")


def runs(words: str, language: str) -> tuple[Run, ...]:
    """The stretches of one sentence, in the order in which they are heard."""
    if language.startswith("zh"):
        return tuple(_mandarin(words))
    found: list[Run] = []
    at = 0
    for part in _CHINESE_PART.finditer(words):
        found += [*_english(words[at : part.start()]), *_mandarin(part[0])]
        at = part.end()
    return (*found, *_english(words[at:]))


def _mandarin(words: str) -> Iterator[Run]:
    words = read_chinese(words).translate(_PAUSES)
    at = 0
    for latin in _LATIN.finditer(words):
        yield from _pinyin(words[at : latin.start()])
        yield Run(Tongue.ENGLISH, _spelled(latin[0]))
        at = latin.end()
    yield from _pinyin(words[at:])


def _pinyin(words: str) -> Iterator[Run]:
    said = re.sub(rf"{NAME}?{HAN}(?:\s*{HAN})*", lambda han: f" {' '.join(filter(None, _read(han[0])))} ", words)
    said = re.sub(r"\s+([,.?])", r"\1", " ".join(said.split()))
    if re.search("[a-z]", said):
        yield Run(Tongue.MANDARIN, said)


def _read(han: str) -> list[str]:
    """Characters that stand apart are read apart: digits of a number do not change each other."""
    if han.startswith(NAME):
        return name_syllables("".join(han.removeprefix(NAME).split()))
    return [said for stretch in han.split() for said in syllables(stretch)]


def _english(words: str) -> Iterator[Run]:
    said = " ".join(read_english(words).translate(_PAUSES).replace("加", " plus ").split())
    if re.search("[A-Za-z0-9]", said):
        yield Run(Tongue.ENGLISH, said)


def _spelled(latin: str) -> str:
    """Capitals without a small letter are letters: CD is C D."""
    return re.sub(r"\b[A-Z]{2,3}\b", lambda word: " ".join(word[0]), latin)

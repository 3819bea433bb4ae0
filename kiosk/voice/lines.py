"""What is to be said, line by line, and how personal values are kept out of it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from kiosk.domain.money import Amount
from kiosk.domain.personal import Address, BirthDate, CardNumber, IdNumber, Personal, PersonName
from kiosk.domain.text import Arg, Text, text
from kiosk.i18n import Words
from kiosk.views import Fact, Value
from kiosk.voice.runs import NAME

# What is said in place of a personal value.
_ON_SCREEN: tuple[tuple[type[Personal], str], ...] = (
    (PersonName, "voice-screen-name"),
    (IdNumber, "voice-screen-number"),
    (CardNumber, "voice-screen-number"),
    (Address, "voice-screen-address"),
    (BirthDate, "voice-screen-day"),
    (Amount, "voice-screen-amount"),
)


@dataclass(frozen=True)
class Line:
    """One thing to say. `key`: of words without arguments, which a recording may replace; `private`: not to be kept."""

    words: str
    key: str = ""
    private: bool = False


@dataclass(frozen=True)
class Spoken:
    """All that is said of one view, in the order of hearing."""

    language: str
    lines: tuple[Line, ...]


class Teller:
    """Makes lines of texts. `alone`: only the citizen hears it, so values are said as they are seen: masked."""

    def __init__(self, words: Words, *, alone: bool) -> None:
        self._words, self.alone = words, alone

    @property
    def language(self) -> str:
        """The language of the lines."""
        return self._words.language

    def line(self, said: Text) -> Line:
        """One line; without `alone`, a personal value in it becomes "what the screen shows"."""
        words = self._words.say(self._hushed(said))
        private = holds_personal(said)
        return Line(words, "" if said.args else said.key, private and self.alone)

    def facts(self, facts: Iterable[Fact]) -> list[Text]:
        """Names and values; those that are not to be heard are named together in the end."""
        told = [fact for fact in facts if self.alone or not _is_personal(fact.value)]
        kept = [fact.name for fact in facts if fact not in told]
        said = [text("voice-fact", name=fact.name, value=_as_text(fact.value)) for fact in told]
        return [*said, *([text("voice-on-screen", names=listed(kept))] if kept else [])]

    def _hushed(self, said: Text) -> Text:
        return Text(said.key, MappingProxyType({name: self._heard(value) for name, value in said.args.items()}))

    def _heard(self, value: Arg) -> Arg:
        if isinstance(value, Text):
            return self._hushed(value)
        if not isinstance(value, Personal):
            return value
        if not self.alone:
            return Text(next((key for kind, key in _ON_SCREEN if isinstance(value, kind)), "voice-screen-value"))
        masked = re.sub(r"\*+", self._hidden, value.masked())
        return NAME + masked if isinstance(value, PersonName) else masked

    def _hidden(self, stars: re.Match[str]) -> str:
        return self._words.say(text("voice-hidden", count=len(stars[0])))


def holds_personal(said: Text) -> bool:
    """Whether a personal value stands in these words, however deep."""
    return any(_is_personal(value) for value in said.args.values())


def listed(words: Iterable[Text]) -> Text:
    """Several as one enumeration."""
    return functools.reduce(lambda first, second: text("list-of-two", first=first, second=second), words)


def _is_personal(value: Arg) -> bool:
    return isinstance(value, Personal) or (isinstance(value, Text) and holds_personal(value))


def _as_text(value: Value) -> Text:
    return text("value-person", name=value) if isinstance(value, Personal) else value

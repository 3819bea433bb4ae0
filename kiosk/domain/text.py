"""Text: something to say, as a message key with arguments; it becomes words only on glass or paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from kiosk.domain.personal import Personal

Arg: TypeAlias = "str | int | date | Personal | Text | Said"


@dataclass(frozen=True)
class Text:
    """A Fluent message key (may be ``message.attribute``) and the arguments its words need.

    Arguments that are `Personal` come out masked; `Text` arguments are put into words first.
    """

    key: str
    args: Mapping[str, Arg] = field(default_factory=lambda: MappingProxyType({}))

    def __hash__(self) -> int:
        return hash((self.key, tuple(sorted(self.args))))


@dataclass(frozen=True)
class Said:
    """Words that came as data, in several languages, and not as a message: an answer of the content, a city's name.

    Who reads a language that is not among them gets the first, which is the one the words were written in.
    """

    words: Mapping[str, str]  # by language

    def of(self, language: str) -> str:
        """The words of this language, or the first."""
        return self.words[language] if language in self.words else next(iter(self.words.values()))

    def __hash__(self) -> int:
        return hash(tuple(self.words.values()))


def text(key: str, **args: Arg) -> Text:
    """Shorthand: ``text("progress-days", used=12, limit=30)``."""
    return Text(key, MappingProxyType(args))


def said(words: Said) -> Text:
    """Words that came as data, as a sentence of their own."""
    return text("value", value=words)

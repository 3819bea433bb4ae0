"""Text: something to say, as a message key with arguments; it becomes words only on glass or paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from kiosk.domain.personal import Personal

Arg: TypeAlias = "str | int | date | Personal | Text"


@dataclass(frozen=True)
class Text:
    """A Fluent message key (may be ``message.attribute``) and the arguments its words need.

    Arguments that are `Personal` come out masked; `Text` arguments are put into words first.
    """

    key: str
    args: Mapping[str, Arg] = field(default_factory=lambda: MappingProxyType({}))

    def __hash__(self) -> int:
        return hash((self.key, tuple(sorted(self.args))))


def text(key: str, **args: Arg) -> Text:
    """Shorthand: ``text("progress-days", used=12, limit=30)``."""
    return Text(key, MappingProxyType(args))

"""Words: turns a Text into a sentence of one language, from the Fluent files under locales/."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Message

from kiosk.domain.personal import Personal
from kiosk.domain.text import Arg, Said, Text

_LOCALES = Path(__file__).with_name("locales")


class NoWords(LookupError):
    """A message has no words in a language, or its words ask for an argument that is not there."""


class Words:
    """The words of one language; reads the ``.ftl`` files of its folder, or those meant, on first use."""

    def __init__(self, language: str, files: str = "*.ftl") -> None:
        self.language = language
        self._meant = files

    def say(self, text: Text) -> str:
        """The sentence for `text`. Personal arguments come out masked. Raises `NoWords`."""
        key, _, attribute = text.key.partition(".")
        if not self._bundle.has_message(key):
            raise NoWords(f"{self.language}: no message {key}")
        message = self._bundle.get_message(key)
        pattern = message.attributes.get(attribute) if attribute else message.value
        if pattern is None:
            raise NoWords(f"{self.language}: no message {text.key}")
        words, errors = self._bundle.format_pattern(pattern, {k: self._word(v) for k, v in text.args.items()})
        if errors:
            raise NoWords(f"{self.language}: {text.key}: {errors[0]!r}")
        return str(words)

    def day(self, day: date) -> str:
        """A date as this language writes it."""
        return self.say(Text("day", {"year": str(day.year), "month": day.month, "day": str(day.day)}))

    def keys(self) -> frozenset[str]:
        """Every message key this language has, attributes as ``message.attribute``."""
        found = set()
        for key in self._resource_keys:
            found.add(key)
            found.update(f"{key}.{attribute}" for attribute in self._bundle.get_message(key).attributes)
        return frozenset(found)

    def _word(self, value: Arg) -> str | int:
        if isinstance(value, Text):
            return self.say(value)
        if isinstance(value, Said):
            return value.of(self.language)
        if isinstance(value, Personal):
            return value.masked()
        if isinstance(value, date):
            return self.day(value)
        return value

    @cached_property
    def _resource_keys(self) -> frozenset[str]:
        resources = (FluentResource(path.read_text(encoding="utf-8")) for path in self._files())
        return frozenset(
            entry.id.name for resource in resources for entry in resource.body if isinstance(entry, Message)
        )

    @cached_property
    def _bundle(self) -> FluentBundle:
        # Isolation marks are invisible control characters that fonts and printers show as boxes.
        bundle = FluentBundle([self.language], use_isolating=False)
        for path in self._files():
            bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
        return bundle

    def _files(self) -> Sequence[Path]:
        files = sorted((_LOCALES / self.language).glob(self._meant))
        if not files:
            raise NoWords(f"{self.language}: no such language")
        return files


@cache
def own_name(language: str) -> str:
    """What a language calls itself. Reading all of its words would take 25 ms, before anybody has chosen it."""
    return Words(language, "language.ftl").say(Text("language-name"))

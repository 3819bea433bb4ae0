"""The words of each language, read when first needed: the first frame needs none, and reading takes 25 ms."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.i18n import Words


class Dictionaries:
    """Kivy's thread only; the flows have words of their own."""

    def __init__(self) -> None:
        self._read: dict[str, Words] = {}

    def words(self, language: str) -> Words:
        """The words of this language."""
        if language not in self._read:
            from kiosk.i18n import Words

            self._read[language] = Words(language)
        return self._read[language]

    def own_name(self, language: str) -> str:
        """What a language calls itself."""
        from kiosk.i18n import own_name

        return own_name(language)

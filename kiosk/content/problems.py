"""What is wrong with a set of content: every mistake with its file and its item, all of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from kiosk.config_file import mistake


@dataclass(frozen=True)
class Problem:
    """One mistake: in which file, at which item, and what is wrong with it."""

    file: str
    item: str  # its id, its line in a table, "" for the file as a whole
    what: str

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.file, self.item, self.what)))


class ContentWrong(Exception):
    """A set of content cannot be used; the text names the folder, and every file and item that is wrong."""

    def __init__(self, folder: Path, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{folder}: {problem}" for problem in self.problems))


def explained(file: str, item: str, error: ValidationError) -> list[Problem]:
    """What pydantic found, key by key, in the words of this house."""
    return [Problem(file, item, mistake(part)) for part in error.errors()]

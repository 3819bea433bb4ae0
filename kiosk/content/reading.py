"""Reads a folder of content and checks all of it: what is wrong is named with file and item, and nothing is lost."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field, ValidationError

from kiosk.content.content import AreaCodes, Content
from kiosk.content.cross_check import cross_check
from kiosk.content.finder import Finder
from kiosk.content.items import (
    VERSION,
    Channel,
    City,
    District,
    Named,
    Notice,
    Owner,
    Parameters,
    Part,
    Question,
    Rules,
    Source,
    Words,
)
from kiosk.content.outlet_rows import read_outlets
from kiosk.content.problems import ContentWrong, Problem, explained
from kiosk.domain.outlet import ListedOutlet

# Every file of a set; a bundle holds these and no others.
FILES = (
    "set.toml",
    "questions.toml",
    "notices.toml",
    "channels.toml",
    "districts.toml",
    "area-codes.toml",
    "rules.toml",
    "outlets.toml",
    "outlets.csv",
)
_LARGEST = 16_000_000  # bytes of one file; thousands of outlets take less than one

P = TypeVar("P", bound=BaseModel)


class _Head(Part):
    """The first file: what this set is."""

    version: str = Field(pattern=VERSION)
    made: date
    synthetic: bool
    sources: dict[str, Source]


class _Shared(Part):
    shared: Words


class _Datum(Part):
    """Of the coordinates; another would be 500 m off and look right."""

    datum: Annotated[str, Field(pattern=r"^GCJ-02$")]


@dataclass
class _Folder:
    """The files of one set, and what was found wrong so far."""

    path: Path
    wrong: list[Problem] = field(default_factory=list)

    def text(self, name: str) -> str:
        try:
            with (self.path / name).open("rb") as file:
                raw = file.read(_LARGEST + 1)
        except OSError as error:
            self.wrong.append(Problem(name, "", f"cannot be read: {error.strerror}"))
            return ""
        if len(raw) > _LARGEST:
            self.wrong.append(Problem(name, "", "is too large"))
            return ""
        try:
            return raw.decode("utf-8-sig")  # spreadsheet programs begin a file with a mark
        except UnicodeDecodeError as error:
            self.wrong.append(Problem(name, f"byte {error.start}", "is not UTF-8"))
            return ""

    def tables(self, name: str) -> dict[str, Any]:
        try:
            return tomllib.loads(self.text(name))
        except tomllib.TOMLDecodeError as error:
            self.wrong.append(Problem(name, "", f"is not TOML: {error}"))
            return {}

    def one(self, name: str, kind: type[P], table: Mapping[str, Any], item: str = "") -> P | None:
        try:
            return kind.model_validate(dict(table))
        except ValidationError as error:
            self.wrong += explained(name, item, error)
            return None

    def many(self, name: str, kind: type[P], list_name: str, key: str, tables: dict[str, Any]) -> tuple[P, ...]:
        """The items of a list of tables; `key` is what an item is called by."""
        listed = tables.pop(list_name, [])
        if not isinstance(listed, list) or not listed or not all(isinstance(table, dict) for table in listed):
            self.wrong.append(Problem(name, "", f"must hold [[{list_name}]]"))
            return ()
        named = [(str(table.get(key) or f"{list_name} {at}"), table) for at, table in enumerate(listed, 1)]
        return tuple(self._good(name, kind, named))

    def by_key(self, name: str, kind: type[P], table_name: str, tables: dict[str, Any]) -> dict[str, P]:
        """The tables of a table, by their key."""
        listed = tables.pop(table_name, {})
        if not isinstance(listed, dict) or not all(isinstance(table, dict) for table in listed.values()):
            self.wrong.append(Problem(name, "", f"must hold [{table_name}.<key>]"))
            return {}
        found = {key: self.one(name, kind, table, f"{table_name}.{key}") for key, table in listed.items()}
        return {key: one for key, one in found.items() if one is not None}

    def _good(self, name: str, kind: type[P], named: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[P]:
        for item, table in named:
            good = self.one(name, kind, table, item)
            if good is not None:
                yield good

    def no_more(self, name: str, tables: Mapping[str, Any]) -> None:
        """What is left of a file is there by mistake."""
        self.wrong += [Problem(name, key, "unknown key") for key in tables]


def load(folder: Path) -> Content:
    """Read and check one set. Raises `ContentWrong` with everything that is wrong."""
    files = _Folder(folder)
    content = _read(files)
    if content is not None:
        files.wrong += cross_check(content)
    if content is None or files.wrong:
        raise ContentWrong(folder, files.wrong)
    return content


def _read(files: _Folder) -> Content | None:
    head = files.one("set.toml", _Head, files.tables("set.toml"))
    asked = files.tables("questions.toml")
    topics = files.by_key("questions.toml", Named, "topics", asked)
    words = files.by_key("questions.toml", Named, "words", asked)
    questions = files.many("questions.toml", Question, "question", "id", asked)
    files.no_more("questions.toml", asked)
    owners, outlets = _outlets(files)
    area_codes = _area_codes(files)
    parameters = files.one("rules.toml", Parameters, files.tables("rules.toml"))
    notices = _list(files, "notices.toml", Notice, "notice", "id")
    channels = _list(files, "channels.toml", Channel, "channel", "id")
    districts = _list(files, "districts.toml", District, "district", "code")
    if head is None or area_codes is None or parameters is None:
        return None
    return Content(
        version=head.version,
        synthetic=head.synthetic,
        made=head.made,
        sources=head.sources,
        topics=topics,
        words=words,
        owners=owners,
        outlets=Finder(outlets),
        area_codes=area_codes,
        rules=Rules.of(parameters),
        every_question=questions,
        every_notice=notices,
        every_channel=channels,
        every_district=districts,
    )


def _list(files: _Folder, name: str, kind: type[P], list_name: str, key: str) -> tuple[P, ...]:
    tables = files.tables(name)
    found = files.many(name, kind, list_name, key, tables)
    files.no_more(name, tables)
    return found


def _area_codes(files: _Folder) -> AreaCodes | None:
    tables = files.tables("area-codes.toml")
    cities = files.many("area-codes.toml", City, "city", "prefix", tables)
    rest = files.one("area-codes.toml", _Shared, tables)
    return None if rest is None else AreaCodes(cities, rest.shared)


def _outlets(files: _Folder) -> tuple[dict[str, Owner], list[ListedOutlet]]:
    tables = files.tables("outlets.toml")
    owners = files.by_key("outlets.toml", Owner, "owners", tables)
    files.one("outlets.toml", _Datum, tables)
    found, wrong = read_outlets("outlets.csv", files.text("outlets.csv"), owners)
    files.wrong += wrong
    return owners, found

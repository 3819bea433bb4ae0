"""Checks a set of content as a whole: what refers to what, what must be there once, what must not hold together."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from kiosk import fonts
from kiosk.content.content import Content
from kiosk.content.items import Item, meet
from kiosk.content.problems import Problem
from kiosk.domain.text import Said


def cross_check(content: Content) -> Iterator[Problem]:
    """Every mistake that no item shows by itself."""
    for file, items in _named(content).items():
        yield from _twice(file, (name for name, _ in items))
        yield from _sources(content, file, items)
    yield from _topics(content)
    yield from _at_most_one_of(content)
    yield from _languages(content)
    yield from _characters(content)
    yield from _outlets(content)


def _named(content: Content) -> dict[str, list[tuple[str, Item]]]:
    return {
        "questions.toml": [(one.id, one) for one in content.every_question],
        "notices.toml": [(one.id, one) for one in content.every_notice],
        "channels.toml": [(one.id, one) for one in content.every_channel],
        "districts.toml": [(one.code, one) for one in content.every_district],
        "area-codes.toml": [(one.prefix, one) for one in content.area_codes.cities],
    }


def _twice(file: str, names: Iterable[str]) -> Iterator[Problem]:
    for name, times in Counter(names).items():
        if times > 1:
            yield Problem(file, name, f"stands there {times} times")


def _sources(content: Content, file: str, items: Iterable[tuple[str, Item]]) -> Iterator[Problem]:
    for name, item in items:
        if item.source not in content.sources:
            yield Problem(file, name, f"source: {item.source} is not in set.toml")


def _topics(content: Content) -> Iterator[Problem]:
    for one in content.every_question:
        if one.topic not in content.topics:
            yield Problem("questions.toml", one.id, f"topic: {one.topic} is not in [topics]")
        for word in one.words:
            if word not in content.words:
                yield Problem("questions.toml", one.id, f"words: {word} is not in [words]")
    for key, named in content.topics.items():
        if named.icon and not fonts.has_icon(named.icon):
            yield Problem("questions.toml", f"topics.{key}", f"icon: there is no {named.icon}")


def _at_most_one_of(content: Content) -> Iterator[Problem]:
    for one, other in itertools.combinations(content.every_question, 2):
        if one.one_of and one.one_of == other.one_of and meet(one, other):
            yield Problem("questions.toml", one.id, f"holds on the same day as {other.id}; of {one.one_of} one only")


def _languages(content: Content) -> Iterator[Problem]:
    """Every item speaks the languages of the first question: a language half there would mix on the glass."""
    spoken = [(file, name, set(words.words)) for file, name, words in _said(content)]
    wanted = spoken[0][2] if spoken else set()
    for file, name, languages in spoken:
        if languages != wanted:
            yield Problem(file, name, f"must be in {', '.join(sorted(wanted))}")


def _characters(content: Content) -> Iterator[Problem]:
    """A character that not every machine can show would be 〓 on some: the fonts a kiosk carries must do."""
    for file, name, words in _said(content):
        missing = {char for sentence in words.words.values() for char in sentence if not fonts.carries(char)}
        if missing:
            yield Problem(file, name, f"no font shows {_hex(missing)}")


def _hex(characters: Iterable[str]) -> str:
    return ", ".join(f"U+{ord(char):04X}" for char in sorted(characters))


def _said(content: Content) -> Iterator[tuple[str, str, Said]]:
    """Every sentence, with its file and item."""
    for file, items in _named(content).items():
        for name, item in items:
            yield from ((file, name, words) for words in _words_of(item))
    tables: tuple[tuple[str, str, Iterable[tuple[str, BaseModel]]], ...] = (
        ("questions.toml", "topics", content.topics.items()),
        ("questions.toml", "words", content.words.items()),
        ("outlets.toml", "owners", content.owners.items()),
        ("set.toml", "sources", content.sources.items()),
    )
    for file, table, parts in tables:
        for key, part in parts:
            yield from ((file, f"{table}.{key}", words) for words in _words_of(part))
    yield "area-codes.toml", "shared", content.area_codes.shared


def _words_of(part: BaseModel) -> Iterator[Said]:
    for _, value in part:
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Said):
                yield one
            elif isinstance(one, BaseModel):
                yield from _words_of(one)


def _outlets(content: Content) -> Iterator[Problem]:
    outlets = content.outlets.all()
    districts = {district.code for district in content.every_district}
    yield from _twice("outlets.csv", (one.id for one in outlets))
    told = {char for one in outlets for char in one.name + one.address + one.bank}
    missing = {char for char in told if not fonts.carries(char)}
    for one in outlets:
        if one.district not in districts:
            yield Problem("outlets.csv", one.id, f"district: {one.district} is not in districts.toml")
        if one.source not in content.sources:
            yield Problem("outlets.csv", one.id, f"source: {one.source} is not in set.toml")
        unseen = missing.intersection(one.name + one.address + one.bank)
        if unseen:
            yield Problem("outlets.csv", one.id, f"no font shows {_hex(unseen)}")

"""What every sample view says, in both languages: something, in words, and nothing personal on the loudspeaker."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kiosk import views
from kiosk.domain.personal import BirthDate, Personal, PersonName
from kiosk.domain.text import Text, text
from kiosk.i18n import Words
from kiosk.views import Fact, Facts, PinAtPad, View
from kiosk.voice.lines import Spoken
from kiosk.voice.runs import Tongue, runs
from kiosk.voice.spoken import SAYINGS, spoken
from tests.glass.samples import SAMPLES

SAMPLE_WORDS = Path(__file__).parents[2] / "glass" / "words"


class SampleWords(Words):
    """The words of the product and of the samples."""

    def _files(self) -> list[Path]:
        return [*super()._files(), SAMPLE_WORDS / f"{self.language}.ftl"]


WORDS = {language: SampleWords(language) for language in ("zh-CN", "en")}
EVERYTHING = [(name, language) for name in SAMPLES for language in WORDS]


def test_every_kind_of_view_has_something_to_say() -> None:
    kinds = {kind for kind in vars(views).values() if isinstance(kind, type) and View in kind.__mro__[1:]}
    assert set(SAYINGS) == kinds
    assert {type(view) for view in SAMPLES.values()} == kinds


@pytest.mark.parametrize(("name", "language"), EVERYTHING)
def test_a_view_speaks_and_nothing_in_it_depends_on_whom_it_is_about(name: str, language: str) -> None:
    view = SAMPLES[name]
    said = spoken(view, WORDS[language])
    assert said.lines
    assert all(line.words.strip() and not line.private for line in said.lines)
    assert said == spoken(_of_somebody_else(view), WORDS[language])
    whole = _whole(said)
    assert "*" not in whole
    assert [value for value in _personal(view) if value.reveal() in whole] == []


@pytest.mark.parametrize(("name", "language"), EVERYTHING)
def test_what_is_said_can_be_read_aloud(name: str, language: str) -> None:
    for line in spoken(SAMPLES[name], WORDS[language]).lines:
        stretches = runs(line.words, language)
        assert stretches, line.words
        for run in stretches:
            if run.tongue is Tongue.MANDARIN:
                assert re.fullmatch(r"[,.? ]*(?:[a-zv]+[1-5][,.? ]*)+", run.said), run.said
            else:
                assert not re.search(r"[一-鿿¥*]|\d{5}|0\d{2}-", run.said), run.said


def test_the_telephone_of_an_outlet_is_told_digit_by_digit() -> None:
    [line] = [each for each in spoken(SAMPLES["stage-line-ready"], WORDS["zh-CN"]).lines if "028" in each.words]
    [run] = runs(line.words, "zh-CN")
    phone = "ling2 er4 ba1, ling2 ling2 ling2 ling2, yao1 er4 san1 si4"
    assert run.said == f"dian4 hua4, {phone}"


def test_personal_facts_are_named_and_left_to_the_eye() -> None:
    view: Facts[str] = Facts(
        sentence=text("printed"), facts=(Fact(text("fact-name"), PersonName("测试甲")),), actions=()
    )
    assert [line.words for line in spoken(view, WORDS["zh-CN"]).lines][1:] == ["持卡人，请看屏幕"]


def test_a_value_deep_in_a_sentence_is_left_to_the_eye() -> None:
    inner = text("value-person", name=BirthDate.on(date(1900, 1, 1)))
    view: Facts[str] = Facts(sentence=text("two-sentences", first=text("printed"), second=inner), facts=(), actions=())
    [line] = spoken(view, WORDS["en"]).lines
    assert "the date on the screen" in line.words


def test_headphones_hear_what_is_seen_and_no_more() -> None:
    for name, view in SAMPLES.items():
        whole = _whole(spoken(view, WORDS["zh-CN"], alone=True))
        assert [value for value in _personal(view) if value.hides and value.reveal() in whole] == [], name
    said = spoken(SAMPLES["confirm-act"], WORDS["zh-CN"], alone=True)
    assert any("社保卡号：T（遮住6位）78" in line.words and line.private for line in said.lines)
    greeting = spoken(SAMPLES["situation-outlet"], WORDS["zh-CN"], alone=True).lines[0]
    assert "遮住2位" in greeting.words


def test_only_words_without_arguments_can_be_recorded() -> None:
    lines = spoken(SAMPLES["working"], WORDS["zh-CN"]).lines
    assert [line.key for line in lines] == ["asking-office", "glass-working-wait"]
    days = spoken(SAMPLES["stage-line-making"], WORDS["zh-CN"]).lines[1]
    assert days.key == ""


def test_at_the_pin_pad_only_the_first_time_all_is_said() -> None:
    question = text("pin-old")
    assert len(spoken(PinAtPad(question=question), WORDS["zh-CN"]).lines) > 1
    assert [line.words for line in spoken(PinAtPad(question=question, entered=2), WORDS["zh-CN"]).lines] == [
        "已输入2位，共6位"
    ]


def _whole(said: Spoken) -> str:
    return "\n".join(line.words for line in said.lines)


def _personal(value: object) -> Iterator[Personal]:
    """Every personal value in a view, however deep."""
    if isinstance(value, Personal):
        yield value
    for part in _parts(value):
        yield from _personal(part)


def _parts(value: object) -> list[object]:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Mapping):
        return list(value.values())
    if dataclasses.is_dataclass(value):
        return [getattr(value, field.name) for field in dataclasses.fields(value)]
    return []


def _of_somebody_else(value: Any) -> Any:
    """The same view about another person."""
    if isinstance(value, BirthDate):
        return BirthDate.on(date(1911, 11, 11))
    if isinstance(value, Personal):
        return type(value)("别" * (len(value.reveal()) + 1))
    if isinstance(value, tuple):
        return tuple(_of_somebody_else(part) for part in value)
    if isinstance(value, Text):
        return Text(value.key, {name: _of_somebody_else(part) for name, part in value.args.items()})
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: _of_somebody_else(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **parts)
    return value

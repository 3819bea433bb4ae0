"""Which messages a link takes for an answer: those that fit, not those that nobody asked for, and never noise."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.hardware.errors import DeviceGarbled, DeviceSilent
from kiosk.hardware.link import Direction, Link
from tests.kiosk.hardware.link_talk import Ask, Stream, Talk, Words
from tests.virtual_time import run


def test_an_answer_that_does_not_fit_is_dropped_and_waiting_goes_on() -> None:
    async def talk() -> None:
        async with Talk((0.1, b"late.right.")) as t:
            assert await t.link.request(Ask(), 1, fits=lambda word: word == "right") == "right"

    run(talk())


def test_what_was_not_asked_for_is_no_answer() -> None:
    async def talk() -> None:
        keys: list[str] = []

        def is_key(word: str) -> bool:
            keys.extend([word] if word == "key" else [])
            return word == "key"

        stream = Stream((0.1, b"key.answer.key."))
        link = Link("parrot", stream, Words(), lambda _: None, on_unasked=is_key)
        assert await link.request(Ask(), 1) == "answer"
        assert keys == ["key", "key"]
        await link.close()

    run(talk())


def test_only_noise_is_told_apart_from_silence() -> None:
    async def talk() -> None:
        async with Talk((0.1, b"0123"), (0.1, b"45"), (0.1, b"67")) as t:
            with pytest.raises(DeviceGarbled, match="only noise to Ask"):
                await t.link.request(Ask(), 1)
            with pytest.raises(DeviceSilent, match="no answer to Ask") as silent:
                await t.link.request(Ask(), 1)
            assert not isinstance(silent.value, DeviceGarbled)

    run(talk())


def test_while_hushed_only_lengths_are_recorded() -> None:
    async def talk() -> None:
        async with Talk((0.1, b"open."), (0.1, b"hidden.")) as t:
            await t.link.request(Ask(), 1)
            t.link.hushed = True
            await t.link.request(Ask(), 1)
            received = [part for part in t.traffic if part.direction is Direction.RECEIVED]
            assert [(part.length, part.data) for part in received] == [(5, b"open."), (7, None)]

    run(talk())


def test_a_line_that_goes_away_by_itself_is_told_to_the_tap_once_and_a_closed_one_is_not() -> None:
    async def talk() -> None:
        async with Talk() as t:
            t.stream.close()
            await asyncio.sleep(0.1)
            assert [part.direction for part in t.traffic] == [Direction.CLOSED]
        async with Talk() as t:
            await t.link.close()
            assert t.traffic == []

    run(talk())

"""One conversation over a stream: deadlines, repeats, late answers, noise, secrets, and the line's end."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.hardware.errors import DeviceGone, DeviceSilent
from kiosk.hardware.link import HALF_FRAME_SECONDS, LATE_SECRET_SECONDS, NOISE_SECONDS, Direction, Traffic
from tests.kiosk.hardware.link_talk import Ask, AskSecret, Do, Talk
from tests.virtual_time import run


def test_a_request_gives_its_answer() -> None:
    async def talk() -> None:
        async with Talk((0.1, b"yes.")) as t:
            assert await t.link.request(Ask(), 1) == "yes"
            assert t.stream.sent == [b"ask."]

    run(talk())


def test_an_unanswered_question_is_repeated_and_a_deed_is_not() -> None:
    async def talk() -> None:
        loop = asyncio.get_running_loop()
        async with Talk() as t:
            with pytest.raises(DeviceSilent, match="no answer to Ask within 2 s"):
                await t.link.request(Ask(), 2)
            assert t.stream.sent == [b"ask."] * 3
            assert loop.time() == pytest.approx(6)
            with pytest.raises(DeviceSilent):
                await t.link.request(Do(), 2)
            assert t.stream.sent[3:] == [b"do."]

    run(talk())


def test_the_second_try_may_be_answered() -> None:
    async def talk() -> None:
        async with Talk((9.0, b""), (0.1, b"yes.")) as t:
            assert await t.link.request(Ask(), 1) == "yes"

    run(talk())


def test_an_answer_that_came_too_late_is_not_the_answer_to_the_next_question() -> None:
    async def talk() -> None:
        async with Talk((2.0, b"late."), (0.1, b"yes.")) as t:
            with pytest.raises(DeviceSilent):
                await t.link.request(Do(), 1)
            await asyncio.sleep(2)
            assert await t.link.request(Do(), 1) == "yes"

    run(talk())


def test_a_cancelled_request_leaves_the_line_free() -> None:
    async def talk() -> None:
        async with Talk((0.5, b"late."), (0.1, b"yes.")) as t:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(t.link.request(Ask(), 5), 0.1)
            await asyncio.sleep(1)
            assert await t.link.request(Ask(), 1) == "yes"

    run(talk())


def test_requests_take_turns() -> None:
    async def talk() -> None:
        async with Talk((0.1, b"one."), (0.1, b"two.")) as t:
            answers = await asyncio.gather(t.link.request(Ask(), 1), t.link.request(Do(), 1))
            assert list(answers) == ["one", "two"]

    run(talk())


def test_a_line_that_takes_no_bytes_is_silent_in_time() -> None:
    async def talk() -> None:
        async with Talk() as t:
            t.stream.blocked = True
            with pytest.raises(DeviceSilent):
                await t.link.request(Do(), 2)
            assert 2 <= asyncio.get_running_loop().time() < 3

    run(talk())


def test_the_end_of_the_line_ends_a_request_at_once() -> None:
    async def talk() -> None:
        async with Talk() as t:
            asyncio.get_running_loop().call_later(0.5, t.stream.close)
            with pytest.raises(DeviceGone, match="unplugged"):
                await t.link.request(Ask(), 60)
            assert asyncio.get_running_loop().time() == pytest.approx(0.5)
            assert t.link.gone
            with pytest.raises(DeviceGone):
                await t.link.request(Ask(), 60)
            with pytest.raises(DeviceGone):
                await t.link.send(Do(), within=1.0)
            assert t.stream.sent == [b"ask."]

    run(talk())


def test_closing_ends_a_request_and_may_be_done_twice() -> None:
    async def talk() -> None:
        async with Talk() as t:
            request = asyncio.create_task(t.link.request(Ask(), 60))
            await asyncio.sleep(1)
            await t.link.close()
            with pytest.raises(DeviceGone, match="closed"):
                await request
            await t.link.close()

    run(talk())


def test_a_fault_in_a_decoder_ends_the_conversation_and_is_told() -> None:
    async def talk() -> None:
        async with Talk((0.1, b"#")) as t:
            with pytest.raises(DeviceGone, match="receiving failed: ValueError"):
                await t.link.request(Ask(), 60)

    with pytest.raises(ExceptionGroup) as caught:
        run(talk())
    assert isinstance(caught.value.exceptions[0], ValueError)


def test_a_half_frame_is_dropped_after_a_while() -> None:
    async def talk() -> None:
        async with Talk() as t:
            t.stream.arrive(b"hal")
            await asyncio.sleep(HALF_FRAME_SECONDS - 0.1)
            assert t.noise == []
            t.stream.arrive(b"f")
            await asyncio.sleep(HALF_FRAME_SECONDS - 0.1)
            assert t.noise == []
            await asyncio.sleep(0.2)
            assert t.noise == [4]
            asyncio.get_running_loop().call_later(0.1, t.stream.arrive, b"whole.")
            assert await t.link.request(Do(), 1) == "whole"

    run(talk())


def test_noise_is_told_at_once_and_then_summed_up() -> None:
    async def talk() -> None:
        async with Talk() as t:
            for _ in range(10):
                t.stream.arrive(b"12")
                await asyncio.sleep(0.1)
            assert t.noise == [2]
            await asyncio.sleep(NOISE_SECONDS)
            assert t.noise == [2, 18]
            await asyncio.sleep(10 * NOISE_SECONDS)
            assert t.noise == [2, 18]
            t.stream.arrive(b"3")
            await asyncio.sleep(1)
            assert t.noise == [2, 18, 1]

    run(talk())


def test_the_tap_sees_everything_but_secrets() -> None:
    async def talk() -> None:
        async with Talk((0.1, b"yes."), (0.1, b"me."), (0.1, b"no.")) as t:
            for command in (Ask(), AskSecret(), Ask()):
                await t.link.request(command, 1)
            sent, received = Direction.SENT, Direction.RECEIVED
            assert t.traffic == [
                Traffic(sent, 4, b"ask."),
                Traffic(received, 4, b"yes."),
                Traffic(sent, 7, None),
                Traffic(received, 3, None),
                Traffic(sent, 4, b"ask."),
                Traffic(received, 3, b"no."),
            ]

    run(talk())


def test_a_secret_that_comes_too_late_is_hidden_too() -> None:
    async def talk() -> None:
        async with Talk((1.5, b"secret."), (0.1, b"plain.")) as t:
            with pytest.raises(DeviceSilent):
                await t.link.request(AskSecret(), 1, tries=1)
            t.stream._answers.clear()
            assert await t.link.request(Ask(), 1) == "secret"
            assert [seen.data for seen in t.traffic] == [None, b"ask.", None]

    run(talk())


def test_a_late_answer_to_another_question_does_not_uncover_a_secret() -> None:
    async def talk() -> None:
        async with Talk((1.5, b"plain."), (0.8, b"name.")) as t:
            with pytest.raises(DeviceSilent):
                await t.link.request(Do(), 1)
            assert await t.link.request(AskSecret(), 1, fits=lambda word: word == "name") == "name"
            assert [seen.data for seen in t.traffic] == [b"do.", None, None, None]

    run(talk())


def test_a_late_secret_behind_other_late_answers_is_hidden_and_then_all_is_seen_again() -> None:
    async def talk() -> None:
        async with Talk((3.0, b"plain."), (2.5, b"name.")) as t:
            with pytest.raises(DeviceSilent):
                await t.link.request(Do(), 1)
            with pytest.raises(DeviceSilent):
                await t.link.request(AskSecret(), 1, tries=1)
            await asyncio.sleep(3)
            assert [seen.data for seen in t.traffic] == [b"do.", None, None, None]
            await asyncio.sleep(LATE_SECRET_SECONDS)
            t.stream.arrive(b"open.")
            await asyncio.sleep(0.1)
            assert t.traffic[-1].data == b"open."

    run(talk())


def test_a_command_without_an_answer_is_just_sent() -> None:
    async def talk() -> None:
        async with Talk() as t:
            await t.link.send(Do(), within=1.0)
            assert t.stream.sent == [b"do."]
            assert t.traffic == [Traffic(Direction.SENT, 3, b"do.")]

    run(talk())

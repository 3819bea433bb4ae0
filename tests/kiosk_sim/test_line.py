"""The cable: on time, in order, and spoiled exactly as asked."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from kiosk_sim.line import Line
from tests.virtual_time import run

FAST = 115200


async def carry(line: Line, *answers: bytes, rest: float = 5.0) -> list[tuple[float, bytes]]:
    """Everything that arrives of these answers, and when, in seconds from the beginning."""
    loop, arrived = asyncio.get_running_loop(), list[tuple[float, bytes]]()
    start = loop.time()
    for data in answers:
        await line.answer(data, lambda piece: arrived.append((loop.time() - start, piece)))
    await asyncio.sleep(rest)
    return arrived


def heard(line: Line, *answers: bytes) -> bytes:
    """What arrives of these answers in the end."""
    return b"".join(piece for _, piece in run(carry(line, *answers)))


def spoiled(**condition: Any) -> Line:
    """A line with a seed of its own and this wrong with both its ways."""
    line = Line(FAST, seed=condition.pop("seed", 1))
    for way in line.ways.values():
        way.spoil(**condition)
    return line


def test_bytes_arrive_in_order_at_the_baud_rate() -> None:
    data = bytes(range(256))
    arrived = run(carry(Line(9600), data))
    assert b"".join(piece for _, piece in arrived) == data
    assert arrived[-1][0] == pytest.approx(256 * 10 / 9600)
    assert all(len(piece) <= 2 for _, piece in arrived), "about two milliseconds at a time"


def test_a_delay_comes_once_for_each_transmission_and_keeps_the_order() -> None:
    arrived = run(carry(Line(FAST, delay=0.5), bytes(1152)))
    assert arrived[0][0] == pytest.approx(0.502, abs=0.001)
    assert arrived[-1][0] == pytest.approx(0.6, abs=0.001)

    async def sooner() -> list[bytes]:
        line, arrived = Line(FAST, delay=0.5), list[bytes]()
        await line.answer(b"first", arrived.append)
        line.delay = 0.0
        await line.answer(b"second", arrived.append)
        assert arrived == []
        await asyncio.sleep(1)
        return arrived

    assert b"".join(run(sooner())) == b"firstsecond"


def test_piece_by_piece() -> None:
    arrived = run(carry(Line(FAST, piece=1), b"abc"))
    assert [piece for _, piece in arrived] == [b"a", b"b", b"c"]


def test_a_silent_line_takes_its_time_and_gives_nothing() -> None:
    async def listen() -> None:
        line, loop = Line(9600), asyncio.get_running_loop()
        line.silent = True
        assert await carry(line, bytes(96), rest=0) == []
        assert loop.time() == pytest.approx(0.1)
        assert line.carried == 96
        line.silent = False
        assert b"".join(piece for _, piece in await carry(line, b"back")) == b"back"

    run(listen())


def test_faults_are_as_frequent_as_asked_and_repeat_with_the_seed() -> None:
    flipped = heard(spoiled(flip=0.1, piece=2000), bytes(2000))
    assert 150 < sum(byte != 0 for byte in flipped) < 250
    assert all(byte.bit_count() <= 1 for byte in flipped), "one bit each"
    assert 1750 < len(heard(spoiled(drop=0.1, piece=2000), bytes(2000))) < 1850
    assert (
        heard(spoiled(flip=0.1, piece=2000), bytes(2000))
        == flipped
        != heard(spoiled(flip=0.1, piece=2000, seed=2), bytes(2000))
    )


def test_bytes_that_come_twice() -> None:
    data = bytes(range(200))
    doubled = heard(spoiled(double=0.1), data)
    assert 205 < len(doubled) < 240
    assert bytes(dict.fromkeys(doubled)) == data, "each behind itself"


def test_what_is_spoiled_does_not_depend_on_how_the_bytes_come() -> None:
    data = bytes(range(256)) * 4
    condition = {"flip": 0.01, "drop": 0.01, "double": 0.01}
    assert heard(spoiled(**condition), data) == heard(spoiled(piece=7, **condition), data[:300], data[300:])


def test_whole_transmissions_that_come_twice() -> None:
    assert heard(spoiled(twice=1.0), b"one", b"two") == b"oneonetwotwo"


def test_noise_comes_in_front_of_and_between_transmissions() -> None:
    async def listen() -> tuple[int, int]:
        line, front, between = spoiled(noise=1.0), 0, 0
        for _ in range(40):
            arrived = await carry(line, b"<abc>")
            whole = b"".join(piece for _, piece in arrived)
            assert b"<abc>" in whole, "the transmission itself is untouched"
            assert 1 <= len(whole) - 5 <= 16
            front += whole.endswith(b"<abc>")
            between += whole.startswith(b"<abc>") and arrived[-1][0] > arrived[0][0]
        return front, between

    front, between = run(listen())
    assert front + between == 40
    assert min(front, between) > 8


def test_merged_answers_arrive_at_one_go() -> None:
    [(at, both)] = run(carry(spoiled(merge=0.2), b"one", b"two"))
    assert both == b"onetwo"
    assert at == pytest.approx(0.2, abs=0.001)
    arrived = run(carry(spoiled(merge=0.001, piece=1), bytes(100)))
    assert 3 <= len(arrived) <= 10, "window after window"


def test_a_slow_line_takes_longer_for_every_byte() -> None:
    arrived = run(carry(spoiled(slow=20.0), bytes(10)))
    assert arrived[-1][0] == pytest.approx(20 * 10 * 10 / FAST)
    assert len(arrived) == 10


def test_a_half_frame_lacks_its_end() -> None:
    assert heard(spoiled(withheld=1), b"one", b"two", b"x") == b"ontw"


def test_a_cut_line_goes_dead_in_the_midst_of_an_answer_until_it_is_mended() -> None:
    async def listen() -> None:
        line, arrived = Line(FAST), list[bytes]()
        line.to_kiosk.cut = True
        await line.ask(b"question", arrived.append)
        await line.answer(b"an answer", arrived.append)
        assert b"".join(arrived) == b"questionan a"
        await line.answer(b"more", arrived.append)
        await line.ask(b"question", arrived.append)
        assert b"".join(arrived) == b"questionan a"
        line.mend()
        await line.answer(b"!", arrived.append)
        assert arrived[-1] == b"!"

    run(listen())


def test_a_late_answer_comes_when_the_next_question_has_been_asked() -> None:
    async def talk() -> None:
        line, arrived = Line(FAST), list[bytes]()
        line.to_kiosk.late = True
        await line.ask(b"1?", arrived.append)
        await line.answer(b"one", arrived.append)
        await asyncio.sleep(60)
        assert arrived == [b"1?"]
        await line.ask(b"2?", arrived.append)
        assert arrived == [b"1?", b"2?", b"one"]
        await line.answer(b"two", arrived.append)
        line.mend()
        assert arrived == [b"1?", b"2?", b"one"], "what is held back stays late"
        await line.ask(b"3?", arrived.append)
        await line.answer(b"three", arrived.append)
        assert arrived[3:] == [b"3?", b"two", b"three"]

    run(talk())


def test_a_late_question_reaches_the_device_with_the_next_one() -> None:
    async def talk() -> None:
        line, arrived = Line(FAST), list[bytes]()
        line.to_device.late = True
        await line.ask(b"1?", arrived.append)
        assert arrived == []
        await line.ask(b"2?", arrived.append)
        assert arrived == [b"1?"]

    run(talk())


def test_each_way_by_itself() -> None:
    async def talk() -> None:
        line, arrived = Line(FAST), list[bytes]()
        line.to_device.silent = True
        await line.ask(b"question", arrived.append)
        await line.answer(b"answer", arrived.append)
        line.to_device.mend()
        line.to_kiosk.drop = 1.0
        await line.ask(b"question", arrived.append)
        await line.answer(b"answer", arrived.append)
        assert arrived == [b"answer", b"question"]

    run(talk())


def test_both_ways_at_once_and_mended() -> None:
    line = Line(FAST, flip=0.5, delay=0.1, piece=3)
    assert [(way.flip, way.delay, way.piece, way.drop) for way in line.ways.values()] == [(0.5, 0.1, 3, 0.0)] * 2
    line.drop, line.silent = 0.25, True
    assert (line.to_kiosk.drop, line.to_kiosk.silent, line.drop, line.silent) == (0.25, True, 0.25, True)
    line.to_kiosk.mend("drop")
    assert (line.to_kiosk.drop, line.to_kiosk.flip) == (0.0, 0.5)
    sound = [line.to_kiosk.sound]
    line.mend()
    assert [*sound, line.to_kiosk.sound] == [False, True]
    assert heard(line, b"sound") == b"sound"
    with pytest.raises(KeyError):
        line.to_kiosk.spoil(flop=1.0)


def test_what_is_on_its_way_is_lost_when_the_plug_is_pulled() -> None:
    async def talk() -> None:
        line, arrived = Line(FAST, delay=1.0), list[bytes]()
        line.to_kiosk.noise = 1.0
        for _ in range(9):
            await line.answer(b"answer", arrived.append)
        line.to_kiosk.spoil(late=True, delay=0.0)
        await line.answer(b"late", arrived.append)
        line.clear()
        line.mend()
        await asyncio.sleep(5)
        await line.ask(b"", arrived.append)
        assert arrived == []
        await line.answer(b"new", arrived.append)
        assert arrived == [b"new"], "at once: nothing is in front of it"

    run(talk())


@pytest.mark.parametrize(("device", "host"), [(9600, 115200), (115200, 9600), (9600, 38400), (115200, 57600)])
def test_at_the_wrong_rate_both_ends_hear_garbage(device: int, host: int) -> None:
    async def talk() -> None:
        line, at_device, at_kiosk = Line(device), list[bytes](), list[bytes]()
        line.host_baud = host
        question, answer = bytes.fromhex("AAAAAA96690003200122"), bytes.fromhex("AAAAAA9669000800009F00000000 97")
        await line.ask(question, at_device.append)
        took = asyncio.get_running_loop().time()
        await line.answer(answer, at_kiosk.append)
        assert took == pytest.approx(len(question) * 10 / host), "as long as the sender sends"
        for told, sent in ((at_device, question), (at_kiosk, answer)):
            assert b"".join(told), "garbage, not silence"
            assert not set(told) & {sent, sent[:5]}
            assert sent[:5] not in b"".join(told)

    run(talk())


def test_a_line_faster_than_any_port_is_ideal_until_its_device_is_set_to_another_rate() -> None:
    line = Line(10**9)
    line.host_baud = FAST
    assert heard(line, b"as sent") == b"as sent"
    line.baud = 9600
    assert heard(line, b"as sent") != b"as sent"
    line.mend()
    assert heard(line, b"as sent") == b"as sent"

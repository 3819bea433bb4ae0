"""The cable: on time, in order, and spoiled exactly as asked."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from kiosk_sim.line import Line
from kiosk_sim.serving import PtyServer, Reply
from tests.virtual_time import run


async def carry(line: Line, data: bytes) -> list[tuple[float, bytes]]:
    """Everything that arrives, and when, in seconds from the beginning."""
    loop = asyncio.get_running_loop()
    start = loop.time()
    return [(loop.time() - start, piece) async for piece in line.carry(data)]


def test_bytes_arrive_in_order_at_the_baud_rate() -> None:
    data = bytes(range(256))
    arrived = run(carry(Line(9600), data))
    assert b"".join(piece for _, piece in arrived) == data
    assert arrived[-1][0] == pytest.approx(256 * 10 / 9600)
    assert all(len(piece) <= 2 for _, piece in arrived), "about two milliseconds at a time"


def test_a_delay_comes_once_for_each_transmission() -> None:
    arrived = run(carry(Line(115200, delay=0.5), bytes(1152)))
    assert arrived[0][0] == pytest.approx(0.502, abs=0.001)
    assert arrived[-1][0] == pytest.approx(0.6, abs=0.001)


def test_piece_by_piece() -> None:
    arrived = run(carry(Line(115200, piece=1), b"abc"))
    assert [piece for _, piece in arrived] == [b"a", b"b", b"c"]


def test_a_silent_line_takes_its_time_and_gives_nothing() -> None:
    async def listen() -> None:
        line, loop = Line(9600), asyncio.get_running_loop()
        line.silent = True
        assert await carry(line, bytes(96)) == []
        assert loop.time() == pytest.approx(0.1)
        assert line.carried == 96
        line.silent = False
        assert b"".join(piece for _, piece in await carry(line, b"back")) == b"back"

    run(listen())


def test_faults_are_as_frequent_as_asked_and_repeat_with_the_seed() -> None:
    def spoiled(seed: int, flip: float = 0.0, drop: float = 0.0) -> bytes:
        line = Line(115200, seed=seed, flip=flip, drop=drop, piece=2000)
        return b"".join(piece for _, piece in run(carry(line, bytes(2000))))

    flipped = spoiled(1, flip=0.1)
    assert 150 < sum(byte != 0 for byte in flipped) < 250
    assert all(byte.bit_count() <= 1 for byte in flipped), "one bit each"
    assert 1750 < len(spoiled(1, drop=0.1)) < 1850
    assert spoiled(1, flip=0.1) == flipped != spoiled(2, flip=0.1)


class _Parrot:
    """Says everything twice: at once, and a second later what it has been taught."""

    def __init__(self) -> None:
        self.taught: bytes | None = None

    def receive(self, data: bytes) -> Sequence[Reply]:
        if data == b"!":
            raise KeyError("the parrot fell off")
        return [Reply(data), Reply(b"again", 1.0, lambda: self.taught)]


def test_a_device_on_a_pty_thinks_before_it_answers_and_may_change_its_mind(tmp_path: Path) -> None:
    async def talk() -> None:
        loop, parrot = asyncio.get_running_loop(), _Parrot()
        server = PtyServer(parrot, tmp_path / "ports" / "parrot", Line(115200))
        await server.start()
        port = os.open(server.port, os.O_RDWR | os.O_NOCTTY)
        arrived: asyncio.Queue[bytes] = asyncio.Queue()
        loop.add_reader(port, lambda: arrived.put_nowait(os.read(port, 100)))
        os.write(port, b"hello")
        assert await arrived.get() == b"hello"
        before = loop.time()
        assert await arrived.get() == b"again"
        assert loop.time() - before == pytest.approx(1.0, abs=0.01)
        os.write(port, b"hello")
        parrot.taught = b"changed"
        assert [await arrived.get(), await arrived.get()] == [b"hello", b"changed"]
        server.send(b"by itself")
        assert await arrived.get() == b"by itself"
        await server.stop()
        loop.remove_reader(port)
        assert not (tmp_path / "ports" / "parrot").is_symlink()
        await server.stop()
        os.close(port)

    run(talk())


def test_a_device_that_breaks_down_fails_the_test_it_is_in(tmp_path: Path) -> None:
    async def talk() -> None:
        server = PtyServer(_Parrot(), tmp_path / "parrot", Line(115200))
        await server.start()
        port = os.open(server.port, os.O_RDWR | os.O_NOCTTY)
        os.write(port, b"!")
        await asyncio.sleep(1)
        await server.stop()
        os.close(port)

    with pytest.raises(ExceptionGroup) as caught:
        run(talk())
    assert isinstance(caught.value.exceptions[0], KeyError)

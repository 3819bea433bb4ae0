"""Simulated devices at their ports: pseudo terminals that come and go, and TCP."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kiosk.hardware.stream import ByteStream, LineClosed, open_line
from kiosk_sim.line import Line
from kiosk_sim.serving import PtyServer, Reply, Served
from kiosk_sim.tcp_serving import TcpServer
from tests.kiosk_sim.echo_at_a_port import BAUD, QUESTION, Echo, Scene, opened, play, read
from tests.virtual_time import run


class _Parrot:
    """Says everything twice: at once, and a second later what it has been taught."""

    def __init__(self) -> None:
        self.taught: bytes | None = None
        self.heard = bytearray()

    def receive(self, data: bytes) -> Sequence[Reply]:
        self.heard += data
        if data == b"!":
            raise KeyError("the parrot fell off")
        return [Reply(data), Reply(b"again", 1.0, lambda: self.taught)]


@pytest.fixture(params=["pty", "tcp"])
def played(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Scene], None]:
    """Play a scene at either kind of port."""
    return lambda scene: play(request.param, tmp_path, scene)


async def _read_to_the_end(stream: ByteStream) -> None:
    while True:
        await stream.read()


def _behind(link: str) -> Path:
    return Path(link).resolve()


def test_a_device_on_a_pty_thinks_before_it_answers_and_may_change_its_mind(tmp_path: Path) -> None:
    async def talk() -> None:
        loop, parrot = asyncio.get_running_loop(), _Parrot()
        server = PtyServer(parrot, tmp_path / "ports" / "parrot", Line(BAUD))
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
        server = PtyServer(_Parrot(), tmp_path / "parrot", Line(BAUD))
        await server.start()
        port = os.open(server.port, os.O_RDWR | os.O_NOCTTY)
        os.write(port, b"!")
        await asyncio.sleep(1)
        await server.stop()
        os.close(port)

    with pytest.raises(ExceptionGroup) as caught:
        run(talk())
    assert isinstance(caught.value.exceptions[0], KeyError)


def test_bytes_go_both_ways_and_on_their_own(played: Callable[[Scene], None]) -> None:
    async def scene(server: Served, _echo: Echo) -> None:
        assert server.plugged
        async with opened(server) as stream:
            everything = bytes(range(256)) * 4
            await stream.write(everything)
            assert await read(stream, len(everything)) == everything
            server.send(b"by itself")
            assert await read(stream, 9) == b"by itself"

    played(scene)


def test_an_application_may_come_and_go(played: Callable[[Scene], None]) -> None:
    async def scene(server: Served, _echo: Echo) -> None:
        for _ in range(3):
            async with opened(server) as stream:
                await stream.write(QUESTION)
                assert await read(stream, len(QUESTION)) == QUESTION
            await asyncio.sleep(1)

    played(scene)


def test_unplugged_the_application_is_told_and_plugged_in_again_it_works(played: Callable[[Scene], None]) -> None:
    async def scene(server: Served, _echo: Echo) -> None:
        async with opened(server) as stream:
            reading = asyncio.create_task(_read_to_the_end(stream))
            await asyncio.sleep(1)
            server.send(b"x" * 20_000)  # 1.7 s on the line
            await asyncio.sleep(0)
            await server.unplug()
            await server.unplug()
            assert not server.plugged
            with pytest.raises(LineClosed):
                await reading
        with pytest.raises(LineClosed):
            await open_line(server.port, BAUD)
        await server.start()
        await server.start()
        async with opened(server) as stream:
            await stream.write(QUESTION)
            assert await read(stream, len(QUESTION) + 1, 3.0) == QUESTION, "nothing of what was on its way"

    played(scene)


def test_a_pty_comes_back_under_another_name_behind_the_same_link(tmp_path: Path) -> None:
    async def talk() -> None:
        server = PtyServer(Echo(), tmp_path / "echo", Line(BAUD))
        await server.start()
        before = _behind(server.port)
        async with opened(server):  # an application that has not noticed keeps the old name taken
            await server.unplug()
            await server.start()
            assert _behind(server.port) != before
            async with opened(server) as stream:
                await stream.write(QUESTION)
                assert await read(stream, len(QUESTION)) == QUESTION
        await server.stop()

    run(talk())


def test_a_tcp_port_is_on_loopback_keeps_its_number_and_takes_one_application() -> None:
    async def talk() -> None:
        server = TcpServer(Echo(), Line(BAUD))
        with pytest.raises(ValueError, match="no port"):
            _ = server.port
        await server.start()
        port = server.port
        assert port.startswith("socket://127.0.0.1:")
        async with opened(server) as first:
            with pytest.raises(LineClosed):  # at once, or when it reads
                async with opened(server) as second:
                    await second.read()
            await first.write(QUESTION)
            assert await read(first, len(QUESTION)) == QUESTION
        await server.unplug()
        await server.start()
        assert server.port == port
        await server.stop()
        await server.stop()

    run(talk())

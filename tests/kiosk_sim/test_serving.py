"""Simulated devices at their ports: pseudo terminals that come and go, TCP, and baud rates that do not match."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path

import pytest

from kiosk.hardware.stream import ByteStream, LineClosed, open_line
from kiosk_sim.line import Deliver, Line
from kiosk_sim.line_faults import LINE_FAULTS
from kiosk_sim.serving import PtyServer, Reply, Served
from kiosk_sim.tcp_serving import TcpServer
from tests.virtual_time import run

BAUD = 115200
QUESTION = b"a question of some length?"


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


class _CountingLine(Line):
    """Counts the pieces it hands over to the application."""

    pieces = 0

    async def answer(self, data: bytes, deliver: Deliver) -> None:
        def count(piece: bytes) -> None:
            self.pieces += 1
            deliver(piece)

        await super().answer(data, count)


class _Echo:
    """Says everything once."""

    def __init__(self) -> None:
        self.heard = bytearray()

    def receive(self, data: bytes) -> Sequence[Reply]:
        self.heard += data
        return [Reply(data)]


Scene = Callable[[Served, _Echo], Awaitable[None]]


@pytest.fixture(params=["pty", "tcp"])
def play(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Scene], None]:
    """Play a scene with an echo at either kind of port."""

    async def served(scene: Scene) -> None:
        echo, line = _Echo(), _CountingLine(BAUD)
        server = PtyServer(echo, tmp_path / "echo", line) if request.param == "pty" else TcpServer(echo, line)
        await server.start()
        try:
            await scene(server, echo)
        finally:
            await server.stop()

    return lambda scene: run(served(scene))


@contextlib.asynccontextmanager
async def opened(server: Served, baud: int = BAUD) -> AsyncIterator[ByteStream]:
    """The port, as an application opens it."""
    stream = await open_line(server.port, baud)
    try:
        yield stream
    finally:
        stream.close()


async def read(stream: ByteStream, count: int, within: float = 5.0) -> bytes:
    """So many bytes, or what has come of them in time."""
    data = b""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(within):
            while len(data) < count:
                data += await stream.read()
    return data


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


def test_bytes_go_both_ways_and_on_their_own(play: Callable[[Scene], None]) -> None:
    async def scene(server: Served, _echo: _Echo) -> None:
        assert server.plugged
        async with opened(server) as stream:
            everything = bytes(range(256)) * 4
            await stream.write(everything)
            assert await read(stream, len(everything)) == everything
            server.send(b"by itself")
            assert await read(stream, 9) == b"by itself"

    play(scene)


def test_an_application_may_come_and_go(play: Callable[[Scene], None]) -> None:
    async def scene(server: Served, _echo: _Echo) -> None:
        for _ in range(3):
            async with opened(server) as stream:
                await stream.write(QUESTION)
                assert await read(stream, len(QUESTION)) == QUESTION
            await asyncio.sleep(1)

    play(scene)


def test_unplugged_the_application_is_told_and_plugged_in_again_it_works(play: Callable[[Scene], None]) -> None:
    async def scene(server: Served, _echo: _Echo) -> None:
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

    play(scene)


def test_a_pty_comes_back_under_another_name_behind_the_same_link(tmp_path: Path) -> None:
    async def talk() -> None:
        server = PtyServer(_Echo(), tmp_path / "echo", Line(BAUD))
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
        server = TcpServer(_Echo(), Line(BAUD))
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


@pytest.mark.parametrize(("device", "host"), [(9600, 115200), (115200, 9600)])
def test_an_application_at_another_rate_hears_garbage_and_is_heard_as_garbage(
    tmp_path: Path, device: int, host: int
) -> None:
    async def talk() -> None:
        echo = _Echo()
        server = PtyServer(echo, tmp_path / "echo", Line(device))
        await server.start()
        async with opened(server, host) as stream:
            await stream.write(QUESTION)
            await asyncio.sleep(1)
            assert echo.heard
            assert QUESTION not in echo.heard
            assert await read(stream, 1)
            server.send(QUESTION)
            told = await read(stream, 1000, 1.0)
            assert told
            assert QUESTION not in told
        async with opened(server, device) as stream:
            await stream.write(QUESTION)
            assert await read(stream, len(QUESTION)) == QUESTION
            server.line.baud = host
            await stream.write(QUESTION)
            assert await read(stream, len(QUESTION), 1.0) != QUESTION
        async with opened(server, host) as stream:
            await stream.write(QUESTION)
            assert await read(stream, len(QUESTION)) == QUESTION
        await server.stop()

    run(talk())


@pytest.mark.parametrize("name", LINE_FAULTS)
def test_every_fault_of_a_line_is_felt_at_either_port_and_ends(play: Callable[[Scene], None], name: str) -> None:
    async def scene(server: Served, _echo: _Echo) -> None:
        fault = LINE_FAULTS[name].on(server)
        assert fault.says
        for begins in (True, True, False, False):  # twice does no harm
            done = (fault.begin if begins else fault.end)()
            if isinstance(done, Awaitable):
                await done
            if begins:
                assert not await _is_well(server)
            else:
                await _use_up_what_was_held_back(server)
                assert await _is_well(server)

    play(scene)


async def _is_well(server: Served) -> bool:
    """Whether 256 bytes come back as they were, in pieces of milliseconds, when they should."""
    question = bytes(range(256))
    loop, begun = asyncio.get_running_loop(), asyncio.get_running_loop().time()
    assert isinstance(server.line, _CountingLine)
    arrived, took, before = b"", 1.0, server.line.pieces
    try:
        async with opened(server) as stream, asyncio.timeout(0.4):
            await stream.write(question)
            while True:
                arrived += await stream.read()
                if arrived == question:
                    took = loop.time() - begun
    except (TimeoutError, LineClosed):
        pass
    # How many pieces the application reads is the kernel's affair, so they are counted where they are handed over.
    return arrived == question and took < 0.1 and 3 < server.line.pieces - before < 100


async def _use_up_what_was_held_back(server: Served) -> None:
    if server.plugged:
        async with opened(server) as stream:
            await stream.write(b"?")
            await read(stream, 2000, 6.0)

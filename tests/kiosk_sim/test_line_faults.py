"""Bad lines at real ports: wrong rates garble both ways, and every fault is felt and ends."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from kiosk.hardware.stream import LineClosed
from kiosk_sim.line import Line
from kiosk_sim.line_faults import LINE_FAULTS
from kiosk_sim.serving import PtyServer, Served
from tests.kiosk_sim.echo_at_a_port import QUESTION, CountingLine, Echo, Scene, opened, play, read
from tests.virtual_time import run


@pytest.fixture(params=["pty", "tcp"])
def played(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Scene], None]:
    """Play a scene at either kind of port."""
    return lambda scene: play(request.param, tmp_path, scene)


@pytest.mark.parametrize(("device", "host"), [(9600, 115200), (115200, 9600)])
def test_an_application_at_another_rate_hears_garbage_and_is_heard_as_garbage(
    tmp_path: Path, device: int, host: int
) -> None:
    async def talk() -> None:
        echo = Echo()
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
def test_every_fault_of_a_line_is_felt_at_either_port_and_ends(played: Callable[[Scene], None], name: str) -> None:
    async def scene(server: Served, _echo: Echo) -> None:
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

    played(scene)


async def _is_well(server: Served) -> bool:
    """Whether 256 bytes come back as they were, in pieces of milliseconds, when they should."""
    question = bytes(range(256))
    loop, begun = asyncio.get_running_loop(), asyncio.get_running_loop().time()
    assert isinstance(server.line, CountingLine)
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

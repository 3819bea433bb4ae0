"""Serial lines through real pseudo terminals: every byte value, full buffers, unplugging at any moment."""

from __future__ import annotations

import asyncio
import os
import pty
import time
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.hardware import stream
from kiosk.hardware.stream import FdStream, LineClosed, open_line
from tests.virtual_time import run


class _Plug:
    """A pty: `port` is what an application opens, `master` the device's end."""

    def __init__(self) -> None:
        self.master, self._slave = pty.openpty()
        tty.setraw(self._slave)
        os.set_blocking(self.master, False)
        self.port = os.ttyname(self._slave)

    def pull(self) -> None:
        """Unplug."""
        if self.master >= 0:
            os.close(self.master)
            os.close(self._slave)
            self.master = self._slave = -1


@pytest.fixture
def plug() -> Iterator[_Plug]:
    """A device on a pty."""
    plug = _Plug()
    yield plug
    plug.pull()


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


async def _read(line: FdStream, count: int) -> bytes:
    data = b""
    while len(data) < count:
        data += await line.read()
    return data


def test_every_byte_value_goes_both_ways(plug: _Plug) -> None:
    async def talk() -> None:
        line = await open_line(plug.port, 115200)
        every = bytes(range(256))
        await line.write(every)
        await asyncio.sleep(0.05)
        assert os.read(plug.master, 1000) == every
        os.write(plug.master, every)
        assert await _read(line, 256) == every
        line.close()

    run(talk())


def test_bytes_from_before_the_opening_are_thrown_away(plug: _Plug) -> None:
    async def talk() -> None:
        os.write(plug.master, b"old")
        await asyncio.sleep(0.05)
        line = await open_line(plug.port, 115200)
        os.write(plug.master, b"new")
        assert await line.read() == b"new"
        line.close()

    run(talk())


def test_more_than_the_kernel_holds_is_written_as_it_drains(plug: _Plug) -> None:
    async def talk() -> None:
        line, got = await open_line(plug.port, 115200), bytearray()
        data = os.urandom(100_000)
        writing = asyncio.create_task(line.write(data))
        await asyncio.sleep(1)
        assert not writing.done(), "nobody reads"
        while len(got) < len(data):
            await asyncio.sleep(0.001)
            try:
                got += os.read(plug.master, 65536)
            except BlockingIOError:
                continue
        await writing
        assert bytes(got) == data
        line.close()

    run(talk())


def test_unplugged_while_it_reads(plug: _Plug) -> None:
    async def talk() -> None:
        line, loop = await open_line(plug.port, 115200), asyncio.get_running_loop()
        opened = loop.time()
        loop.call_at(opened + 5, plug.pull)
        with pytest.raises(LineClosed):
            await line.read()
        assert loop.time() - opened == pytest.approx(5)
        with pytest.raises(LineClosed):
            await line.read()
        with pytest.raises(LineClosed):
            await line.write(b"x")
        line.close()

    run(talk())


def test_unplugged_while_it_writes(plug: _Plug) -> None:
    async def talk() -> None:
        line = await open_line(plug.port, 115200)
        asyncio.get_running_loop().call_later(5, plug.pull)
        with pytest.raises(LineClosed):
            await line.write(bytes(1_000_000))
        line.close()

    run(talk())


@pytest.mark.parametrize("deed", ["read", "write"])
def test_closed_while_it_waits(plug: _Plug, deed: str) -> None:
    async def talk() -> None:
        line = await open_line(plug.port, 115200)
        work = line.read() if deed == "read" else line.write(bytes(1_000_000))
        waiting = asyncio.ensure_future(work)
        await asyncio.sleep(1)
        line.close()
        with pytest.raises(LineClosed, match="closed"):
            await waiting
        line.close()
        with pytest.raises(LineClosed):
            await line.read()

    run(talk())


def test_a_cancelled_read_loses_nothing(plug: _Plug) -> None:
    async def talk() -> None:
        line = await open_line(plug.port, 115200)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(line.read(), 1)
        os.write(plug.master, b"later")
        assert await line.read() == b"later"
        line.close()

    run(talk())


def test_closing_does_not_wait_for_a_device_that_takes_nothing(plug: _Plug) -> None:
    async def talk() -> None:
        line = await open_line(plug.port, 115200)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(line.write(bytes(1_000_000)), 1)
        start = time.monotonic()
        line.close()
        assert time.monotonic() - start < 1.0  # the kernel's own wait would be 30 s

    run(talk())


def test_a_port_that_is_missing_or_in_use_says_so(plug: _Plug, tmp_path: Path) -> None:
    async def talk() -> None:
        with pytest.raises(LineClosed, match="could not open port"):
            await open_line(str(tmp_path / "nothing"), 115200)
        line = await open_line(plug.port, 115200)
        with pytest.raises(LineClosed, match="exclusive"):
            await open_line(plug.port, 115200)
        line.close()
        (await open_line(plug.port, 115200)).close()

    run(talk())


def test_what_is_no_terminal_is_refused_and_closed_again(tmp_path: Path) -> None:
    async def talk() -> None:
        plain = tmp_path / "plain"
        plain.write_bytes(b"")
        before = _open_files()
        with pytest.raises(LineClosed):
            await open_line(str(plain), 115200)
        assert _open_files() == before

    run(talk())


def test_a_failure_after_the_opening_leaves_the_port_free(plug: _Plug, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_fd: int) -> None:
        raise OSError(5, "input/output error")

    async def talk() -> None:
        before = _open_files()
        with monkeypatch.context() as broken:
            broken.setattr(stream, "_wait_for_a_byte", fail)
            with pytest.raises(LineClosed, match="input/output error"):
                await open_line(plug.port, 115200)
        assert _open_files() == before
        (await open_line(plug.port, 115200)).close()

    run(talk())


def test_opening_and_closing_a_thousand_times_leaves_nothing_behind(plug: _Plug) -> None:
    async def talk() -> None:
        before = _open_files()
        for _ in range(1000):
            (await open_line(plug.port, 115200)).close()
        assert _open_files() == before

    run(talk())


def test_a_pattern_stands_for_whatever_port_fits_it_now(plug: _Plug, tmp_path: Path) -> None:
    async def talk() -> None:
        pattern = str(tmp_path / "usb-*-port0")
        with pytest.raises(LineClosed, match="no port fits"):
            await open_line(pattern, 115200)
        (tmp_path / "usb-Synthetic_Reader-port0").symlink_to(plug.port)
        line = await open_line(pattern, 115200)
        os.write(plug.master, b"here")
        assert await _read(line, 4) == b"here"
        line.close()

    run(talk())


def test_a_socket_is_a_line_too_and_its_end_is_told() -> None:
    async def talk() -> None:
        far: list[asyncio.StreamWriter] = []

        async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            far.append(writer)
            writer.write(await reader.read(100))

        server = await asyncio.start_server(echo, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        line = await open_line(f"socket://127.0.0.1:{port}", 9600)
        await line.write(b"hello")
        assert await _read(line, 5) == b"hello"
        far[0].close()
        with pytest.raises(LineClosed):
            await line.read()
        line.close()
        server.close()
        await server.wait_closed()
        with pytest.raises(LineClosed):
            await open_line(f"socket://127.0.0.1:{port}", 9600)

    run(talk())


@pytest.mark.parametrize("url", ["socket://", "socket://127.0.0.1", "rfc2217://127.0.0.1:1", "http://127.0.0.1:1"])
def test_what_is_no_line_is_refused_by_name(url: str) -> None:
    async def talk() -> None:
        with pytest.raises(LineClosed, match="not a line"):
            await open_line(url, 9600)

    run(talk())


def test_nobody_waiting_for_the_opening_any_more_leaves_the_port_free(plug: _Plug) -> None:
    async def talk() -> None:
        opening = asyncio.create_task(open_line(plug.port, 115200))
        await asyncio.sleep(0)
        opening.cancel()
        await asyncio.gather(opening, return_exceptions=True)
        await asyncio.get_running_loop().run_in_executor(None, time.sleep, 0.05)  # the thread that opens it
        (await open_line(plug.port, 115200)).close()

    run(talk())

"""Puts a simulated device on TCP, as a serial device server does: the same bytes, another kind of port."""

from __future__ import annotations

import asyncio
import socket
import struct

from kiosk_sim.line import Line
from kiosk_sim.serving import SerialDevice, Served

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)  # SO_LINGER: on, 0 s


class TcpServer(Served):
    """One device behind a serial device server: its bytes over TCP on loopback, for one application at a time.

    Unplugged, the connection is reset and the port is closed; plugged in again, it is the same port. The rate
    is the server's affair, so what the application asks for does not matter.
    """

    def __init__(self, device: SerialDevice, line: Line) -> None:
        super().__init__(device, line)
        self._keeper: socket.socket | None = None  # bound but not listening: keeps the number while unplugged
        self._listener: socket.socket | None = None
        self._connection: socket.socket | None = None

    @property
    def port(self) -> str:
        """The URL an application opens. Raises ValueError before `start` and after `stop`."""
        if self._keeper is None:
            raise ValueError("no port before start")
        return f"socket://127.0.0.1:{self._keeper.getsockname()[1]}"

    async def stop(self) -> None:
        """Unplug and give the number back."""
        await super().stop()
        if self._keeper is not None:
            self._keeper.close()
            self._keeper = None

    def _plug_in(self) -> None:
        self._keeper = self._keeper or _bound(0)
        self._listener = _bound(self._keeper.getsockname()[1])
        self._listener.listen()
        self._listener.setblocking(False)
        asyncio.get_running_loop().add_reader(self._listener, self._accept, self._listener)

    def _accept(self, listener: socket.socket) -> None:
        try:
            connection, _ = listener.accept()
        except OSError:  # whoever knocked has gone again
            return
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        if self._fd >= 0:
            connection.close()  # somebody else has it open
            return
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._connection = connection
        self._connect(connection.fileno())

    def _pull_out(self) -> None:
        self._disconnect()
        if self._listener is not None:
            asyncio.get_running_loop().remove_reader(self._listener)
            self._listener.close()
            self._listener = None

    def _disconnect(self) -> None:
        super()._disconnect()
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _rate(self) -> int | None:
        return None


def _bound(number: int) -> socket.socket:
    fresh = socket.socket()
    fresh.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    fresh.bind(("127.0.0.1", number))
    return fresh

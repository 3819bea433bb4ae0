"""Serves an application on the caller's own loop: uvicorn's HTTP without uvicorn's clock, which ticks all the time."""

from __future__ import annotations

import asyncio
import ssl
from typing import Any, cast

from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

_KEEP_ALIVE = 75  # seconds
_GOODBYE_SECONDS = 2.0  # for answers under way when it stops


class _Connection(H11Protocol):
    """Shows its transport to the application: some faults are made there."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(cast("asyncio.Transport", transport))
        self.app_state = {**self.app_state, "transport": transport}


class Server:
    """One listening socket and its connections; good for one start."""

    def __init__(self, application: Any) -> None:
        self._config = Config(application, lifespan="off", log_config=None, timeout_keep_alive=_KEEP_ALIVE)
        self._state = ServerState()
        self._server: asyncio.Server | None = None

    async def start(self, host: str, port: int, tls: ssl.SSLContext | None = None) -> tuple[str, int]:
        """Listen; gives the address."""
        self._server = await asyncio.get_running_loop().create_server(
            lambda: _Connection(self._config, self._state, {}), host, port, ssl=tls
        )
        address: tuple[str, int] = self._server.sockets[0].getsockname()[:2]
        return address

    async def stop(self) -> None:
        """Stop listening, let answers under way end, then cut what is left."""
        if self._server is None:
            return
        self._server.close()
        connections = cast("set[_Connection]", set(self._state.connections))
        for connection in connections:
            connection.shutdown()
        if self._state.tasks:
            await asyncio.wait(set(self._state.tasks), timeout=_GOODBYE_SECONDS)
        for connection in connections:
            connection.transport.abort()
        for task in self._state.tasks:
            task.cancel()
        await self._server.wait_closed()
        await asyncio.sleep(0)  # connections tell of their end in the next round

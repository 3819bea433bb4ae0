"""How an answer reaches the kiosk, or what becomes of it on the way: cut, truncated, dripping, spoiled."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from dataclasses import replace

from fastapi import Request, Response
from starlette.types import Receive, Scope, Send

from kiosk_sim.office.desk import Desk, Outgoing
from kiosk_sim.office.faults import Cut, Faults, Spoil

_HUGE = 9 * 1024 * 1024  # bytes; more than any answer of the contract may have
_DRIP_SECONDS = 1.0

_PAGES = {
    Spoil.PORTAL: (200, b"<html><form>password</form></html>"),
    Spoil.GATEWAY: (502, b"<html>Bad Gateway</html>"),
}


class NoAnswer(Response):
    """Sends nothing: the connection has ended."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See the class."""


class Delivery:
    """Brings the desk's answers to the kiosk, as well as `faults` allow."""

    def __init__(self, desk: Desk, faults: Faults) -> None:
        self._desk = desk
        self._faults = faults
        self._before: Outgoing | None = None

    async def bring(self, request: Request, answer: Outgoing) -> Response:
        """The response to give. Raises `Cut` where there is none."""
        before, self._before = self._before, answer
        match self._faults.spoiled:
            case None:
                return _response(answer)
            case Spoil.TRUNCATED:
                return await _truncated(request, answer)
            case Spoil.DRIP:
                return _Drip(answer, self._faults)
            case Spoil.PORTAL | Spoil.GATEWAY as page:
                status, body = _PAGES[page]
                return Response(body, status, media_type="text/html")
            case Spoil.REDIRECT:
                return Response(status_code=307, headers={"Location": f"http://127.0.0.1:9{request.url.path}"})
            case Spoil.NO_SIGNATURE:
                return Response(answer.body, answer.status, media_type=answer.media)
            case Spoil.BAD_SIGNATURE:
                other = self._desk.sign(answer.status, answer.media, answer.body + b" ", answer.nonce)
                return _response(replace(answer, signature=other.signature))
            case Spoil.REPLAY:
                if before is None:
                    raise Cut
                self._before = before
                return _response(before)
            case Spoil.GARBAGE:
                return _response(self._desk.sign(200, answer.media, b'{"envelope": {', answer.nonce))
            case Spoil.HUGE:
                body = answer.body + b" " * _HUGE
                return _response(self._desk.sign(answer.status, answer.media, body, answer.nonce))
            case Spoil.WRONG_TYPES:
                return _response(self._desk.sign(answer.status, answer.media, _wrong_types(answer.body), answer.nonce))


async def cut(request: Request) -> Response:
    """Reset the connection, as a dying router would; whoever asked may have hung up before."""
    transport: asyncio.Transport = request.scope["state"]["transport"]
    if transport.is_closing():
        return await _ended(request)
    raw: socket.socket = transport.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
    return await _ended(request)


def _response(answer: Outgoing) -> Response:
    return Response(answer.body, answer.status, {"X-Signature": answer.signature}, answer.media)


async def _truncated(request: Request, answer: Outgoing) -> Response:
    head = (
        f"HTTP/1.1 {answer.status} OK\r\nContent-Type: {answer.media}\r\nX-Signature: {answer.signature}\r\n"
        f"Content-Length: {len(answer.body)}\r\n\r\n"
    )
    transport: asyncio.Transport = request.scope["state"]["transport"]
    transport.write(head.encode("ascii") + answer.body[: len(answer.body) // 2])
    transport.close()
    return await _ended(request)


async def _ended(request: Request) -> Response:
    """Wait until the server has noticed that the connection is gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    return NoAnswer()


class _Drip(Response):
    def __init__(self, answer: Outgoing, faults: Faults) -> None:
        super().__init__(answer.body, answer.status, {"X-Signature": answer.signature}, answer.media)
        self._faults = faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        for place in range(len(self.body)):
            try:
                await self._faults.wait(_DRIP_SECONDS)
            except Cut:
                return  # the server closes what was not finished
            if self._faults.spoiled is not Spoil.DRIP:
                await send({"type": "http.response.body", "body": bytes(self.body[place:])})
                return
            more = place + 1 < len(self.body)
            await send({"type": "http.response.body", "body": bytes(self.body[place : place + 1]), "more_body": more})


def _wrong_types(body: bytes) -> bytes:
    answer = json.loads(body)
    place = "result" if "result" in answer else "code"
    answer[place] = _swapped(answer[place]) or [0]
    return json.dumps(answer).encode("ascii")


def _swapped(value: object) -> object:
    match value:
        case dict():
            return {key: _swapped(part) for key, part in value.items()}
        case list():
            return {"0": [_swapped(part) for part in value]}
        case str():
            return 7
        case None:
            return [None]
        case _:
            return f"{value}"

"""The three families of scanners: how each is told to look for a code, and how one can be sure that it stopped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from kiosk.hardware.code_scanner.gm65 import wire as gm65
from kiosk.hardware.code_scanner.honeywell import wire as honeywell
from kiosk.hardware.code_scanner.newland import wire as newland
from kiosk.hardware.code_scanner.wire import Code, CodeDecoder, ScannerDecoder
from kiosk.hardware.link import Command, Decoder

Reply: TypeAlias = newland.Reply | gm65.Reply
Message: TypeAlias = Reply | Code


@dataclass(frozen=True)
class Family:
    """One family.

    `answers`: it replies to commands; `answered_by(command, message)` says whether a message is that reply.
    `fence`: what is asked after `stop` so that nothing older can still come once the reply is there; None when
    the reply to `stop` itself shows that. `again`: seconds after which it is triggered anew, less than its own
    time for one reading.
    """

    decoder: Callable[[bytes], Decoder[Message]]
    trigger: Command
    stop: Command
    fence: Command | None
    answers: bool
    again: float


def answered_by(command: Command, message: Message) -> bool:
    """Whether a message can be the reply to a command."""
    if isinstance(command, newland.Command):
        return isinstance(message, newland.Reply) and command.answered_by(message)
    if isinstance(command, gm65.Command):
        return isinstance(message, gm65.Reply) and command.answered_by(message)
    return False


def _newland_decoder(terminator: bytes) -> Decoder[Message]:
    return ScannerDecoder(terminator, newland.measure, newland.read)


def _gm65_decoder(terminator: bytes) -> Decoder[Message]:
    return ScannerDecoder(terminator, gm65.measure, gm65.read)


# Their own times for one reading, as they come: GM65 5 s [2+], Honeywell 30 s [M], Newland 3 s and more [M].
FAMILIES: Mapping[str, Family] = {
    "newland": Family(_newland_decoder, newland.Trigger(), newland.Stop(), None, answers=True, again=2.5),
    "honeywell": Family(CodeDecoder, honeywell.Trigger(), honeywell.Stop(), None, answers=False, again=10.0),
    "gm65": Family(_gm65_decoder, gm65.Trigger(), gm65.Stop(), gm65.AskSpeed(), answers=True, again=4.0),
}
TERMINATORS: Mapping[str, bytes] = {"cr": b"\r", "lf": b"\n", "crlf": b"\r\n"}

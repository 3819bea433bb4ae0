"""`kiosk wire`: every protocol of this machine by name, its bytes read and made; prints nothing itself."""

from __future__ import annotations

import inspect
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from kiosk.hardware.cabinet import explain as cabinet
from kiosk.hardware.code_scanner import explain as code_scanner
from kiosk.hardware.explain import Fields, WireDevice, noise, plain
from kiosk.hardware.id_reader import explain as id_reader
from kiosk.hardware.motor_reader import explain as motor_reader
from kiosk.hardware.pin_pad import explain as pin_pad
from kiosk.hardware.receipt_printer import explain as receipt_printer
from kiosk.hardware.smartcard import explain as smartcard
from kiosk.hardware.ups import explain as ups

DEVICES: tuple[WireDevice, ...] = (
    *id_reader.WIRE,
    *smartcard.WIRE,
    *motor_reader.WIRE,
    *receipt_printer.WIRE,
    *pin_pad.WIRE,
    *code_scanner.WIRE,
    *cabinet.WIRE,
    *ups.WIRE,
)


class WireError(Exception):
    """What was asked for cannot be done; the text says why and what there is."""


def listing() -> Iterator[str]:
    """Every device with its commands and their parameters, as lines to read."""
    for device in DEVICES:
        yield f"{device.name}: {device.says}"
        for name, build in _commands(device).items():
            yield f"    {' '.join([name, *_usage(build)])}"


def decode(name: str, text: str, *, show: bool) -> Iterator[str]:
    """One JSON object a message of the bytes that `text` gives in hex; white space is ignored.

    What is about a person is masked unless `show`. Raises `WireError` for an unknown device, or text that is not hex.
    """
    device = _device(name)
    data = _bytes(text)
    return (json.dumps(plain(fields, show=show), ensure_ascii=False) for fields in _one_noise(device.decode(data)))


def encode(name: str, command: str, arguments: Sequence[str]) -> str:
    """The bytes of a command, in hex. Raises `WireError` for what there is not, or an argument that will not do."""
    device = _device(name)
    build = _commands(device).get(command.replace("-", "_"))
    if build is None:
        known = ", ".join(_commands(device)) or "none"
        raise WireError(f"{name} has no command {command}; there is: {known}")
    given = dict(_argument(argument) for argument in arguments)
    try:
        inspect.signature(build).bind(**given)
    except TypeError:
        raise WireError(f"use: {' '.join([command, *_usage(build)])}") from None
    try:
        return build(**given).hex(" ").upper()
    except ValueError as error:
        raise WireError(f"{command}: {error}") from None


def _one_noise(told: Iterable[Fields]) -> Iterator[Fields]:
    """The same, with noise that follows noise told as one."""
    for message, run in itertools.groupby(told, lambda fields: fields["message"]):
        if message != noise(b"")["message"]:
            yield from run
            continue
        first, *more = run  # one alone may say more, such as why it is none
        yield noise(b"".join(fields["hex"].value for fields in (first, *more))) if more else first


def _commands(device: WireDevice) -> dict[str, Callable[..., bytes]]:
    """Its commands, written as their parameters are: with underscores."""
    return {name.replace("-", "_"): build for name, build in device.commands.items()}


def _device(name: str) -> WireDevice:
    for device in DEVICES:
        if device.name == name:
            return device
    raise WireError(f"no device {name}; there is: {', '.join(device.name for device in DEVICES)}")


def _bytes(text: str) -> bytes:
    digits = "".join(text.split())
    try:
        return bytes.fromhex(digits)
    except ValueError:
        pass  # said below, without the text: it may hold something personal
    raise WireError(f"not hex: {len(digits)} characters, of which an even number of 0-9 and A-F was expected")


def _argument(argument: str) -> tuple[str, str]:
    name, equals, value = argument.partition("=")
    if not equals:
        raise WireError(f"{argument!r}: expected name=value")
    return name, value


def _usage(build: Callable[..., bytes]) -> Iterator[str]:
    for name, parameter in inspect.signature(build).parameters.items():
        required = parameter.default is parameter.empty
        yield f"{name}=..." if required else f"[{name}={parameter.default}]"

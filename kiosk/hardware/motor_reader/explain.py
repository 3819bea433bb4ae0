"""What passes between host and CRT-310, in words: for `kiosk wire`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kiosk.hardware.explain import Fields, Private, WireDevice, searched_fields
from kiosk.hardware.motor_reader import answers, commands
from kiosk.hardware.motor_reader.wire import Code, Control, Frame, Message, MotorDecoder, Refusal, Target

_ENTRY = {0x31: "nothing", 0x32: "cards with a magnetic stripe", 0x33: "cards of every kind", 0x34: "thin cards"}
_ASKS = {
    b"\x30\x30": "reset, keep the card",
    b"\x30\x31": "reset, eject at the front",
    b"\x30\x32": "reset, eject at the rear",
    b"\x30\x3a": "serial number",
    b"\x31\x2e": "sensors",
    b"\x31\x2f": "sensors",
    b"\x31\x30": "status",
    b"\x31\x31": "card type",
    b"\x33\x30": "power on",
    b"\x33\x31": "power off",
    b"\x37\x2f": "warm reset",
    b"\x37\x30": "cold reset",
    b"\x37\x31": "APDU by T=0",
    b"\x37\x32": "APDU by T=1",
    b"\x4a\x31": "SIM off",
}
_GROUPS = {0x2E: "stop position", 0x2F: "entry control", 0x34: "baud rate", 0x46: "light", 0x49: "light"}
_APDU = (b"\x37\x31", b"\x37\x32")


def _decode(data: bytes) -> Iterable[Fields]:
    return searched_fields(MotorDecoder(), data, _describe)


def _describe(message: Message) -> Fields:
    if isinstance(message, Control):
        return {"message": message.name, "meaning": message.meaning}
    if isinstance(message, Refusal):
        code = f"{message.code:02X}"
        return {"message": "refused", "command": f"{message.command:02X}", "error": code, "meaning": message.meaning}
    about: Fields = {"code": message.code, "about": _about(message.code)}
    return {"message": "command", **about, **_asked(message)} if _is_command(message) else _answered(message, about)


def _is_command(frame: Frame) -> bool:
    """Both directions look alike: a command carries nothing but parameters and APDUs, and no answer is empty."""
    if frame.code[0] == 0x2F:
        return frame.data in (b"\x30", b"\x31")
    if frame.code in _APDU:
        return len(frame.data) > 2 and int.from_bytes(frame.data[:2], "big") == len(frame.data) - 2
    return not frame.data


def _about(code: bytes) -> str:
    if code[0] == 0x2F:
        return f"let in at the front: {_ENTRY.get(code[1], 'unknown')}"
    if code[0] == 0x32:
        target = Target.of(code[1])
        return f"move: {'unknown' if target is None else target.meaning}"
    return _ASKS.get(code, _GROUPS.get(code[0], "unknown"))


def _asked(frame: Frame) -> Fields:
    if frame.code in _APDU:
        return {"apdu": Private(frame.data[2:])}
    return {"rear": frame.data == b"\x30"} if frame.data else {}


def _answered(frame: Frame, about: Fields) -> Fields:
    """By what was asked; data that no source explains stays hexadecimal, and hidden."""
    told: Fields = {"message": "answer", **about}
    status, atr, chip = answers.status(frame), answers.atr(frame), answers.chip_answer(frame)
    if status is not None:
        rear = {0x4A: True, 0x4E: False}.get(status.rear)
        return {**told, "card": _meaning(status.place), "lets_in": _meaning(status.entry), "lets_in_at_rear": rear}
    if frame.code in (b"\x30\x30", b"\x30\x31", b"\x30\x32", b"\x30\x3a"):
        return {**told, "text": answers.text(frame)}
    if frame.code in (b"\x31\x2e", b"\x31\x2f"):
        return {**told, "sensors": [byte == 0x31 for byte in frame.data]}
    if frame.code[0] in (0x2F, 0x32, 0x33, 0x37):
        told["result"] = _meaning(answers.result(frame))
        if atr is not None and frame.code in (b"\x37\x30", b"\x37\x2f"):
            told["atr"] = Private(atr)
        elif chip is not None:
            told["answer"] = Private(chip)
        return told
    return {**told, "data": Private(frame.data)}


def _meaning(code: Code | None) -> str:
    return "unknown" if code is None else code.meaning


def _apdu(apdu: str, protocol: str = "T0") -> bytes:
    """`apdu` in hex; `protocol` is T0 or T1."""
    if protocol not in ("T0", "T1"):
        raise ValueError("protocol: T0 or T1")
    return commands.SendApdu(bytes.fromhex(apdu), t1=protocol == "T1").encode()


def _move(to: str) -> bytes:
    """`to` is the name of a target, in lower case."""
    targets = {target.name.lower().replace("_", "-"): target for target in Target}
    if to not in targets:
        raise ValueError(f"to: one of {', '.join(targets)}")
    return commands.Move(targets[to]).encode()


def _entry(allowed: str) -> bytes:
    """`allowed` is yes or no."""
    if allowed not in ("yes", "no"):
        raise ValueError("allowed: yes or no")
    return commands.SetEntry(allowed=allowed == "yes").encode()


_COMMANDS: dict[str, Callable[..., bytes]] = {
    "reset": commands.ResetAndKeep().encode,
    "serial_number": commands.SerialNumber().encode,
    "status": commands.AskStatus().encode,
    "sensors": commands.AskSensors().encode,
    "entry": _entry,
    "move": _move,
    "power_on": commands.PowerOn().encode,
    "power_off": commands.PowerOff().encode,
    "cold_reset": commands.ColdReset().encode,
    "apdu": _apdu,
    "enquiry": commands.Enquiry().encode,
    "cancel": commands.Cancel().encode,
}

WIRE: tuple[WireDevice, ...] = (
    WireDevice("motor_reader", "motor card reader CRT-310, both directions", _decode, _COMMANDS),
)

"""A simulated ZT588 or ZT598: texts in, replies out, keys that are pressed, and test keys inside."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random
from typing import Literal

from kiosk_sim.faults import Fault
from kiosk_sim.pin_blocks import TEST_KEY, Algorithm, format_0, format_3, random_fill, seal, sm4_form
from kiosk_sim.pin_pad import HALF_FRAME_SECONDS, Clock, Doing, Entry, Keypad
from kiosk_sim.pin_pad_frames import ZtEar, zt_frame
from kiosk_sim.serving import Reply

Dialect = Literal["zt588", "zt598"]
# The keys by position, row by row as on a ZT588; and what they send until a table is loaded.
_POSITIONS = "1 2 3 cancel 4 5 6 clear 7 8 9 blank . 0 00 enter A C E G B D F H".split()
_FACTORY = bytes.fromhex("3132331B34353608373839072E30230D4143454742444648")
_OK, _TAMPERED, _REMOVED, _CHIP_SILENT = 0x60, 0xDD, 0xFF, 0xD7
_BATTERY, _KEY_MISSING, _KEY_UNFIT, _LENGTH, _DATA = 0xE0, 0xE4, 0xE5, 0xE8, 0xE9
_PARAMETER, _NOT_AUTHORISED, _LOCKED, _LATE, _GENERAL = 0xEB, 0xEC, 0xED, 0xEE, 0xEF
_SEALED = re.compile(r"([0-9A-F]{2})([ #])(\d{12})")  # key, format 0 or 3, card number


class ZtPinPad:
    """The pad. `keys`: key slots with algorithm and value; by default 40 for 3DES and 41 for SM4.

    `speak` is where key presses go (PtyServer.send). `thinking`: seconds before a reply. `short_enter`: what the
    enter key does when the PIN is too short, which no source tells.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        dialect: Dialect = "zt598",
        thinking: float = 0.005,
        short_enter: Literal["ignored", "ends"] = "ignored",
        chance: Random | None = None,
    ) -> None:
        self.keys: dict[int, tuple[Algorithm, bytes]] = {0x40: ("3des", TEST_KEY), 0x41: ("sm4", TEST_KEY)}
        self.keypad = Keypad(clock, dict(zip(_POSITIONS, _FACTORY, strict=True)), mask=0x2A, time_out=0x80)
        self.keypad.speak = lambda byte: self._unasked(bytes([byte]))
        self.speak: Callable[[bytes], None] = lambda _data: None
        self.wiped = False  # whether somebody erased the keys
        self.beeps = True
        self.texts = 0  # whole texts heard so far
        self.thinking = thinking
        self._clock = clock
        self._dialect = dialect
        self._short_enter: Literal["ignored", "ends"] = short_enter
        self._chance = chance or Random(0)
        self._ear = ZtEar()
        self._last_byte = 0.0
        self._limits = {"2": 60, "3": 0x2A, "4": 4, "5": 12}  # seconds, mask, shortest, longest
        self._order: re.Match[str] | None = None  # ZT588: what the block is to be
        self._unwell: int | None = None  # the status that answers everything
        self._refuses_pins: int | None = None
        self._chip_silent = self._silent = False

    def press(self, *keys: str) -> None:
        """Press keys, see `Keypad.press`."""
        self.keypad.press(*keys)

    @property
    def verbs(self) -> Mapping[str, Callable[..., object]]:
        """What fingers and eyes can do."""
        return {"press": self.keypad.type, "keys": self.keypad.tell}

    @property
    def faults(self) -> Mapping[str, Fault]:
        """Every way it can fail."""
        return {
            "battery-low": self._answering("the battery is empty", _BATTERY),
            "tampered": self._answering("somebody opened the pad, and it has locked itself", _TAMPERED),
            "removed": self._answering("the pad was taken out of its mount", _REMOVED),
            "key-missing": self._refusing("the key for PIN blocks is not there", _KEY_MISSING),
            "not-authorised": self._refusing("the pad wants to be authorised first", _NOT_AUTHORISED),
            "authorisation-locked": self._refusing("too many wrong authorisations", _LOCKED),
            "sm-chip-silent": Fault("the SM4 chip does not answer", self._chip(True), self._chip(False)),
            "stuck-key": Fault("a key stays down", self.keypad.stick, self.keypad.free),
            "dead-keys": Fault("presses do nothing", self._dead(True), self._dead(False)),
            "silent": Fault("the pad says nothing at all", self._mute(True), self._mute(False)),
        }

    def power_up(self) -> None:
        """Begin anew, as after being plugged in: keys off, the factory's key table, keys kept."""
        self.keypad.off()
        self.keypad.codes = dict(zip(_POSITIONS, _FACTORY, strict=True))
        self._ear.forget()

    def receive(self, data: bytes) -> list[Reply]:
        """Bytes from the host; one reply for each text."""
        now = self._clock.time()
        if now - self._last_byte > HALF_FRAME_SECONDS:
            self._ear.forget()
        self._last_byte = now
        texts = self._ear.hear(data)
        self.texts += len(texts)
        if self._silent:
            return []
        return [Reply(zt_frame(self._reply(text.decode("latin-1"))), self.thinking) for text in texts]

    def _unasked(self, data: bytes) -> None:
        if not self._silent:
            self.speak(data)

    def _reply(self, text: str) -> bytes:
        if self._unwell is not None:
            return bytes([self._unwell])
        if text[:1] in "12bcn":  # loads and erases keys
            return bytes([_NOT_AUTHORISED])
        deeds: dict[str, Callable[[str], bytes]] = {
            "3": self._information,
            "4": self._load_table,
            "5": self._control,
            "6": self._begin,
            "7": self._fetch,
            "o": self._fetch_sm4,
        }
        deed = deeds.get(text[:1])
        return deed(text[1:]) if deed else bytes([_PARAMETER])

    def _information(self, rest: str) -> bytes:
        if rest:
            return bytes([_LENGTH])
        limits = self._limits
        flags = 4 * self.beeps + 2 * (self.keypad.doing in (Doing.PLAIN, Doing.PIN))
        settings = bytes([flags, 0, limits["2"], limits["3"], limits["4"], limits["5"], 0x33, 0x37, 10, 0])
        table = bytes(self.keypad.codes[name] for name in _POSITIONS)
        model = "ZT598B" if self._dialect == "zt598" else "ZT588B"
        told = " " * 50 + table.hex().upper() + settings.hex().upper() + "00000000" + model + "V10V1224010001"
        return bytes([_OK]) + told.encode("ascii")

    def _load_table(self, rest: str) -> bytes:
        if len(rest) != 2 * len(_POSITIONS):
            return bytes([_LENGTH])
        if re.fullmatch("[0-9A-F]*", rest) is None:
            return bytes([_DATA])
        self.keypad.codes = dict(zip(_POSITIONS, bytes.fromhex(rest), strict=True))
        return bytes([_OK])

    def _control(self, rest: str) -> bytes:
        if re.fullmatch("[0-9A-F]{3}", rest) is None:
            return bytes([_LENGTH])
        parameter, value = rest[0], int(rest[1:], 16)
        if parameter in self._limits:
            self._limits[parameter] = value
            self.keypad.mask = self._limits["3"]
        elif parameter != "0" or not 0x30 <= value <= 0x35:
            return bytes([_PARAMETER])
        elif value in (0x30, 0x31, 0x32):
            self.keypad.off()
            if value == 0x31:
                self.keys.clear()
                self.wiped = True
        elif value == 0x33:
            self.keypad.plain(self._limits["2"])
        else:
            self.beeps = value == 0x35
        return bytes([_OK])

    def _begin(self, rest: str) -> bytes:
        pattern = "0001([12])" if self._dialect == "zt598" else r"([0-9A-F]{2})([ #])\d(\d\d)(\d{12})"
        order = re.fullmatch(pattern, rest)
        if order is None:
            return bytes([_LENGTH])
        short = self._dialect == "zt598"
        wrong = None if short else self._wrong_key(int(order[1], 16), "3des")
        if wrong is not None:
            return bytes([wrong])
        self._order = None if short else order
        self.keypad.begin(
            Entry(
                shortest=self._limits["4"],
                longest=self._limits["5"] if short else int(order[3]),
                seconds=self._limits["2"],
                ends_at_longest=not short,
                clears="all" if order[1] == "2" and short else "one",
                short_enter=self._short_enter,
            )
        )
        return bytes([_OK])

    def _fetch(self, rest: str) -> bytes:
        if self._dialect == "zt588":
            if rest or self._order is None:
                return bytes([_GENERAL])
            rest = self._order[1] + self._order[2] + self._order[4]
        asked = _SEALED.fullmatch(rest)
        if asked is None:
            return bytes([_LENGTH])
        key, form, pan12 = int(asked[1], 16), asked[2], asked[3]
        block = (lambda pin: format_0(pin, pan12)) if form == " " else self._format_3(pan12)
        return self._sealed(key, "3des", block)

    def _fetch_sm4(self, rest: str) -> bytes:
        asked = re.fullmatch(r"([0-9A-F]{2})0(\d{12})", rest)
        if self._dialect == "zt588" or asked is None:
            return bytes([_PARAMETER])
        if self._chip_silent:
            return bytes([_CHIP_SILENT])
        return self._sealed(int(asked[1], 16), "sm4", lambda pin: sm4_form(pin, asked[2]))

    def _sealed(self, key: int, algorithm: Algorithm, block: Callable[[str], bytes]) -> bytes:
        wrong = self._wrong_key(key, algorithm)
        if wrong is not None:
            return bytes([wrong])
        late = self.keypad.doing is Doing.PIN_LATE
        pin = self.keypad.take_pin()
        if pin is None:
            return bytes([_LATE if late else _GENERAL])
        sealed = seal(algorithm, self.keys[key][1], block(pin))
        return bytes([_OK]) + f"01{len(pin):02d}{sealed.hex().upper()}".encode("ascii")

    def _format_3(self, pan12: str) -> Callable[[str], bytes]:
        return lambda pin: format_3(pin, pan12, random_fill(self._chance))

    def _wrong_key(self, key: int, algorithm: Algorithm) -> int | None:
        if self._refuses_pins is not None:
            return self._refuses_pins
        if key not in self.keys:
            return _KEY_MISSING
        return None if self.keys[key][0] == algorithm else _KEY_UNFIT

    def _answering(self, says: str, status: int) -> Fault:
        return Fault(says, lambda: self._set_unwell(status), lambda: self._set_unwell(None))

    def _set_unwell(self, status: int | None) -> None:
        self._unwell = status
        self.keypad.off()

    def _refusing(self, says: str, status: int) -> Fault:
        def refuse(status: int | None) -> None:
            self._refuses_pins = status

        return Fault(says, lambda: refuse(status), lambda: refuse(None))

    def _chip(self, silent: bool) -> Callable[[], None]:
        return lambda: setattr(self, "_chip_silent", silent)

    def _dead(self, dead: bool) -> Callable[[], None]:
        return lambda: setattr(self.keypad, "dead", dead)

    def _mute(self, silent: bool) -> Callable[[], None]:
        return lambda: setattr(self, "_silent", silent)

"""The whole room around one kiosk: ID reader, printer, chip card reader and office, wired together."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal, TypeAlias

from kiosk_sim.cards import Chip, ForeignCard, SocialSecurityCard
from kiosk_sim.faults import Fault
from kiosk_sim.fittings import NAMES, Fittings
from kiosk_sim.id_documents import IdDocument
from kiosk_sim.id_reader import IdReaderDevice, Thinking
from kiosk_sim.line import Line
from kiosk_sim.motor_room import MotorRoom
from kiosk_sim.office.service import Office
from kiosk_sim.office.signatures import make_pair
from kiosk_sim.pcsc import PcscRoom, RoomError
from kiosk_sim.people import PEOPLE, Card, Kind, Person
from kiosk_sim.receipt_printer import ReceiptPrinter
from kiosk_sim.serving import PtyServer
from kiosk_sim.thing import Thing

BAUD = 115200
CardReaderKind: TypeAlias = Literal["pcsc", "motor"]


class Bench:
    """Every simulated thing, to look at and to lay hands on. Made and used on one running event loop.

    `folder` takes the ports' links. `thinking`: how long the ID reader takes for what it does. `seed`: what the
    lines' faults draw their chances from. `fitted`: which of the devices are there that a machine may have or not;
    `baud`: of their lines, where it should not be the usual. `things`: every device by its name in the rack, with its
    faults. `reader`: which kind of chip card reader there is. `machine`: the number of the kiosk the office knows,
    `suite`: how both sign; their keys are made anew.
    Raises `RoomError` when pcscd is missing.
    """

    def __init__(
        self,
        folder: Path,
        *,
        today: date | None = None,
        database: str | Path = ":memory:",
        thinking: Thinking | None = None,
        seed: int = 0,
        fitted: Collection[str] = NAMES,
        baud: int | None = None,
        reader: CardReaderKind = "pcsc",
        machine: str = "SIM-0001",
        suite: str = "SM2-SM3",
    ) -> None:
        self.folder = folder = folder.resolve()  # a path in a setting is relative to the configuration
        folder.mkdir(parents=True, exist_ok=True)
        self.id_reader = IdReaderDevice(thinking=thinking or Thinking())
        self.printer = ReceiptPrinter(asyncio.get_running_loop())
        self.cards = _card_room(reader, folder, seed, baud)
        self._suite = suite
        self._office = partial(Office, database, today=today, keys=make_pair(suite))
        self.office = self._office()
        self._machine = machine
        self._machine_key = self._give_keys()
        self.today = self.office.today()  # the day the room's people and cards were made for
        self.id_reader_line = PtyServer(self.id_reader, folder / "id-reader", Line(BAUD, seed=f"{seed} id-reader"))
        self.printer_line = PtyServer(self.printer, folder / "printer", Line(BAUD, seed=f"{seed} printer"))
        self.printer.speak = self.printer_line.send
        self.fittings = Fittings(folder, fitted, seed=seed, baud=baud)
        everything = (
            Thing("id-reader", self.id_reader, self.id_reader_line),
            _card_thing(self.cards),
            Thing("printer", self.printer, self.printer_line),
            *self.fittings.things,
        )
        self.things = {thing.name: thing for thing in everything}

    async def start(self) -> None:
        """Bring everything up."""
        await self.id_reader_line.start()
        await self.printer_line.start()
        await self.fittings.start()
        await self.office.start()
        await self.cards.start()

    async def stop(self) -> None:
        """Take everything down; leaves no process and no link behind."""
        await self.cards.stop()
        await self.office.close()
        await self.fittings.stop()
        await self.printer_line.stop()
        await self.id_reader_line.stop()

    async def __aenter__(self) -> Bench:
        try:
            await self.start()
        except BaseException:
            await self.stop()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def restart_office(self) -> None:
        """The office's process ends, whatever is under way, and another begins at the same place, without faults.

        It has the same keys and the same database; one in memory is gone, and filled anew.
        """
        port = int(self.office.url.rpartition(":")[2])
        await self.office.close()
        self.office = self._office()
        self.office.trust(self._machine, self._machine_key)
        await self.office.start(port=port)

    def settings(self) -> list[str]:
        """What a kiosk must be told to use this room, as values for its ``--set``."""
        return [
            f'id_reader.port="{self.id_reader_line.port}"',
            f'printer.port="{self.printer_line.port}"',
            *self.cards.settings(),
            f'office.url="{self.office.url}"',
            f'office.suite="{self._suite}"',
            f'office.key="{self.folder / "machine.key"}"',
            f'office.office_key="{self.folder / "office.pub"}"',
            f'wire.socket="{self.folder / "wire.sock"}"',
            f'content.folder="{self.folder / "content"}"',
            *self.fittings.settings(),
        ]

    def _give_keys(self) -> str:
        """Gives the machine's public key."""
        pair = make_pair(self._suite)
        key = self.folder / "machine.key"
        key.touch(mode=0o600)
        key.write_text(pair.private + "\n", encoding="ascii")
        (self.folder / "office.pub").write_text(self.office.public_key + "\n", encoding="ascii")
        self.office.trust(self._machine, pair.public)
        return pair.public

    @property
    def pcsc(self) -> PcscRoom:
        """The PC/SC reader. Raises `RoomError` when there is another kind."""
        if not isinstance(self.cards, PcscRoom):
            raise RoomError("this room has a motor card reader")
        return self.cards

    @property
    def motor(self) -> MotorRoom:
        """The motor card reader. Raises `RoomError` when there is another kind."""
        if not isinstance(self.cards, MotorRoom):
            raise RoomError("this room has a PC/SC reader")
        return self.cards

    def thing(self, name: str) -> Thing:
        """A device by its name in the rack. Raises `RoomError` when there is none."""
        if name not in self.things:
            raise RoomError(f"no device {name!r}; there is: {', '.join(self.things)}")
        return self.things[name]

    def faults(self) -> dict[str, dict[str, Fault]]:
        """Everything that can go wrong, by device and name: the devices' own faults and those of their lines."""
        return {name: thing.faults for name, thing in self.things.items()}

    async def fault(self, device: str, name: str) -> None:
        """Let a device or its line fail, until `mend`. Raises `RoomError` for what there is not."""
        await self.thing(device).fault(name)

    async def spoil(self, device: str, name: str, way: str = "") -> None:
        """Spoil a device's line, in one direction if one is given. Raises `RoomError` for what there is not."""
        await self.thing(device).spoil(name, way)

    async def mend(self, device: str) -> None:
        """End every fault of a device and its line. Raises `RoomError` for what there is not."""
        await self.thing(device).mend()

    def lay(self, key: str, *, badly: bool = False) -> None:
        """Lay somebody's document on the reader; `badly`: off centre. Raises KeyError for nobody."""
        document = identity_document(PEOPLE[key])
        if badly:
            self.id_reader.lay_off_centre(document)
        else:
            self.id_reader.lay(document)

    def show_code(self, key: str) -> None:
        """Hold the code of somebody's electronic card before the scanner. Raises KeyError, `RoomError`."""
        self.thing("code-scanner")  # a machine may have none
        self.fittings.code_scanner.show(self.office.electronic_code(key))

    async def insert(self, key: str) -> None:
        """Insert somebody's social security card; ``bank``, ``health``, ``transport`` and ``blank`` are other cards.

        Raises KeyError, `RoomError`.
        """
        await self.cards.insert(self.chip(key))

    def chip(self, key: str, *, valid_until: str | None = None) -> Chip:
        """The chip card of a person, with another last day if one is given. Raises KeyError for none."""
        if key in ("bank", "health", "transport", "blank"):
            return ForeignCard(key)
        person = PEOPLE[key]
        if person.card is None:
            raise KeyError(f"{key} has no card")
        return _chip(person, person.card, self.today, valid_until)


def _card_room(reader: CardReaderKind, folder: Path, seed: int, baud: int | None) -> PcscRoom | MotorRoom:
    return PcscRoom() if reader == "pcsc" else MotorRoom(folder, seed=seed, baud=baud)


def _card_thing(cards: PcscRoom | MotorRoom) -> Thing:
    if isinstance(cards, MotorRoom):
        return Thing("card-reader", cards.reader, cards.server)
    return Thing("card-reader", cards)


def identity_document(person: Person) -> IdDocument:
    """A person's document as the reader's antenna meets it."""
    d = person.document
    return IdDocument(
        kind=d.kind.value,
        name=d.name,
        number=d.number,
        sex=d.sex,
        nation=d.nation,
        latin_name=d.latin_name,
        birth=f"{d.birth:%Y%m%d}",
        address=d.address,
        issuer=d.issuer,
        valid_from=f"{d.valid_from:%Y%m%d}",
        valid_to="长期" if d.valid_to is None else f"{d.valid_to:%Y%m%d}",
        pass_number=d.pass_number,
        issues="" if d.kind is Kind.RESIDENT_ID else f"{d.times_issued:02d}",
    )


def _chip(person: Person, card: Card, today: date, valid_until: str | None) -> SocialSecurityCard:
    return SocialSecurityCard(
        person.document.name,
        person.document.number,
        card.number,
        version=card.version,
        region=card.region,
        serial=f"51010{card.number[1:8]}",
        issued=f"{card.issued(today):%Y%m%d}",
        valid_until=valid_until or f"{card.valid_until(today):%Y%m%d}",
        via_get_response=True,
        exact_le=True,
    )

"""Typed commands that lay hands on the room: ``lay ready``, ``insert collected``, ``fault printer half-frame`` ..."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from kiosk_sim.bench import Bench
from kiosk_sim.pcsc import RoomError
from kiosk_sim.people import PEOPLE
from kiosk_sim.thing import Thing
from kiosk_sim.verbs import Handled, Verb, Vocabulary, verb

_OTHER_NAMES = {"reader": "id-reader"}


class Commands:
    """The words a person may type, and what they do to a bench. `slips`: where torn-off slips are kept."""

    def __init__(self, bench: Bench, slips: Path) -> None:
        self._bench = bench
        self._slips = slips
        self._torn = 0
        self._words = Vocabulary(
            (*self._hands(), *self._cables(), *self._faults(), *_words_of_devices(bench.things.values()))
        )

    @property
    def help(self) -> str:
        """All there is, a line each."""
        return self._words.help

    async def obey(self, line: str) -> str:
        """Carry out one line; gives what to tell. Raises `RoomError` when it makes no sense or cannot be done."""
        return await self._words.do(line if line.strip() else "help")

    async def do(self, line: str) -> str:
        """As `obey`, but a line that makes no sense is told, never raised."""
        try:
            return await self.obey(line)
        except RoomError as error:
            return str(error)

    def _hands(self) -> tuple[Verb, ...]:
        bench = self._bench
        return (
            Verb("help", "[WORD]", "all words, or those that speak of WORD", self._help),
            Verb("people", "", "who there is", _people),
            Verb("lay", "WHO [badly]", "lay WHO's ID card on the reader", self._lay),
            Verb("lift", "", "take it away", bench.id_reader.lift),
            Verb("lay card", "WHO", "lay WHO's social security card on the contactless reader", self._lay_card),
            Verb("show electronic card", "WHO", "WHO's phone with a code of their electronic card", self._show_code),
            Verb("lift card", "", "take it away", lambda: bench.pcsc.pull(contactless=True)),
            Verb(
                "insert",
                "card [WHO]",
                "insert WHO's social security card, or: bank, health, transport, blank",
                self._insert,
            ),
            Verb("pull card", "", "take it out", bench.cards.pull),
            Verb("pull", "", "", bench.cards.pull),
            Verb("tear off paper", "", "take the printed slip (saved as a picture)", self._tear_off),
            Verb("cut mains", "", "power cut: the UPS and its relays tell it", bench.fittings.cut_mains),
            Verb("mains back", "", "mains is there again", bench.fittings.mains_back),
            Verb("drain", "", "the battery is nearly empty", bench.fittings.drain),
            Verb("office", "WORD ...", "the office's faults: office silent, office clear ...", self._office),
        )

    def _cables(self) -> tuple[Verb, ...]:
        return (
            Verb("unplug", "DEVICE", "pull a device's cable", lambda name: self._thing(name).unplug()),
            Verb("plug", "DEVICE", "plug it in again, under another name", lambda name: self._thing(name).plug()),
        )

    def _faults(self) -> tuple[Verb, ...]:
        return (
            Verb("faults", "[DEVICE]", "everything that can go wrong; * has", self._list_faults),
            Verb("fault", "DEVICE NAME", "let it go wrong", lambda name, fault: self._thing(name).fault(fault)),
            Verb("spoil", "DEVICE NAME [WAY]", "spoil its line; WAY: to-device or to-kiosk", self._spoil),
            Verb("mend", "[DEVICE]", "end every fault of a device and its line, or of all devices", self._mend),
        )

    def _thing(self, name: str) -> Thing:
        return self._bench.thing(_OTHER_NAMES.get(name, name))

    async def _spoil(self, name: str, fault: str, way: str = "") -> None:
        await self._thing(name).spoil(fault, way)

    async def _mend(self, name: str = "") -> None:
        for thing in self._asked(name):
            await thing.mend()

    def _asked(self, name: str) -> Iterable[Thing]:
        """The thing of that name; all of them when none is named."""
        return (self._thing(name),) if name else self._bench.things.values()

    def _help(self, word: str = "") -> str:
        return self._words.help_about(word) if word else self.help

    def _list_faults(self, name: str = "") -> str:
        return "\n".join(
            f"{'*' if fault in thing.failing else ' '} {thing.name:13} {fault:18} {told.says}"
            for thing in self._asked(name)
            for fault, told in thing.faults.items()
        )

    def _lay(self, who: str, how: str = "") -> None:
        if how not in ("", "badly"):
            raise RoomError("it is: lay WHO [badly]")
        try:
            self._bench.lay(who, badly=how == "badly")
        except KeyError as error:
            raise _nobody(error) from error

    async def _lay_card(self, who: str) -> None:
        try:
            await self._bench.pcsc.insert(self._bench.chip(who), contactless=True)
        except KeyError as error:
            raise _nobody(error) from error

    def _show_code(self, who: str) -> None:
        try:
            self._bench.show_code(who)
        except KeyError as error:
            raise _nobody(error) from error

    async def _insert(self, *words: str) -> None:
        who = [word for word in words if word != "card"]
        try:
            await self._bench.insert(who[0] if who else "collected")
        except KeyError as error:
            raise _nobody(error) from error

    def _office(self, *words: str) -> None:
        self._bench.office.faults.command(" ".join(words))

    def _tear_off(self) -> str:
        slip = self._bench.printer.tear_off()
        if slip is None:
            raise RoomError("no slip has been printed")
        self._torn += 1
        self._slips.mkdir(parents=True, exist_ok=True)
        path = self._slips / f"slip-{self._torn}.png"
        slip.save_png(path)
        return f"saved as {path}"


def _words_of_devices(things: Iterable[Thing]) -> Iterator[Verb]:
    """Each behind its thing's name, and by itself where no other thing has the same words."""
    offered = [
        (thing.name, words, does)
        for thing in things
        if isinstance(thing.device, Handled)
        for words, does in thing.device.verbs.items()
    ]
    having = Counter(words for _, words, _ in offered)
    for name, words, does in offered:
        full = verb(f"{name} {words}", does)
        yield full
        if having[words] == 1:
            yield Verb(words, full.takes, "", does)


def _people() -> str:
    return "\n".join(f"  {p.key:18} {p.document.name}: {p.situation}" for p in PEOPLE.values())


def _nobody(error: KeyError) -> RoomError:
    return RoomError(f"nobody of that name, or no card: {error}; try: people")

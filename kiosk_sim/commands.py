"""Typed commands that lay hands on the room: ``lay ready``, ``insert collected``, ``pull``, ``paper out`` ..."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from kiosk_sim.bench import Bench
from kiosk_sim.pcsc import RoomError
from kiosk_sim.people import PEOPLE

HELP = """\
  people                      who there is
  lay WHO [badly]             lay WHO's ID card on the reader
  lift                        take it away
  insert card [WHO]           insert WHO's social security card (or bank, health, transport, blank; default: collected)
  pull card                   take it out
  tear off paper              take the printed slip (saved as a picture)
  paper out | paper in | cover open | cover close | printer silent | printer speaks
  unplug reader | plug reader | unplug printer | plug printer
  office WORD ...             the office's faults: office silent, office lose-next-answer activate, office clear ...
  quit"""


class Commands:
    """The words a person may type, and what they do to a bench. `slips`: where torn-off slips are kept."""

    def __init__(self, bench: Bench, slips: Path) -> None:
        self._bench = bench
        self._slips = slips
        self._torn = 0
        self._exact: dict[str, Callable[[], object]] = {
            "help": lambda: HELP,
            "people": lambda: "\n".join(f"  {p.key:18} {p.document.name}: {p.situation}" for p in PEOPLE.values()),
            "lift": bench.id_reader.lift,
            "pull": bench.cards.pull,
            "pull card": bench.cards.pull,
            "tear off paper": self._tear_off,
            "paper out": bench.printer.run_out,
            "paper in": bench.printer.load_paper,
            "cover open": bench.printer.open_cover,
            "cover close": bench.printer.close_cover,
            "printer silent": bench.printer.fall_silent,
            "printer speaks": bench.printer.speak_again,
            "unplug reader": bench.id_reader_line.unplug,
            "plug reader": self._plug_reader,
            "unplug printer": bench.printer_line.unplug,
            "plug printer": bench.printer_line.start,
        }

    async def do(self, line: str) -> str:
        """Carry out one line; gives what to print. A line that makes no sense is told, never raised."""
        try:
            return await self._do(" ".join(line.split()))
        except KeyError as error:
            return f"nobody of that name, or no card: {error}; try: people"
        except (RoomError, ValueError) as error:
            return str(error)

    async def _do(self, line: str) -> str:
        verb, *words = line.split() or ["help"]
        if line in self._exact:
            done = self._exact[line]()
            if isinstance(done, Awaitable):
                await done
            return done if isinstance(done, str) else "done"
        if verb == "lay" and words:
            self._bench.lay(words[0], badly="badly" in words[1:])
        elif verb == "insert":
            who = [word for word in words if word != "card"]
            await self._bench.insert(who[0] if who else "collected")
        elif verb == "office":
            self._bench.office.faults.command(" ".join(words))
        else:
            return f"not understood: {line}\n{HELP}"
        return "done"

    async def _plug_reader(self) -> None:
        self._bench.id_reader.power_up()
        await self._bench.id_reader_line.start()

    def _tear_off(self) -> str:
        slip = self._bench.printer.tear_off()
        if slip is None:
            return "no slip has been printed"
        self._torn += 1
        self._slips.mkdir(parents=True, exist_ok=True)
        path = self._slips / f"slip-{self._torn}.png"
        slip.save_png(path)
        return f"saved as {path}"

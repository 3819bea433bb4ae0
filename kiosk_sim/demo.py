"""Both journeys played with the real application against the room, keeping a picture of every screen passed."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tqdm import tqdm

from kiosk_sim.bench import Bench
from kiosk_sim.kiosk_process import DriverError, KioskProcess

_SCREENS = 42  # what the scripts below see, for the progress bar
_LANDSCAPE = ("glass.width=1920", "glass.height=1080")


class _Unexpected(Exception):
    """Something on the way was not as it must be."""


@dataclass
class _Play:
    """One run of the application: where it keeps its pictures, and what it has seen."""

    out: Path
    bench: Bench
    kiosk: KioskProcess
    bar: tqdm[Any]
    pictures: list[Path] = field(default_factory=list)

    async def see(self, view: str, expect: str = "", name: str = "") -> dict[str, Any]:
        """Wait for a view, check that a text stands on it, keep its picture."""
        screen = await self.kiosk.wait(view)
        if expect and not any(expect in words for words in screen["texts"]):
            raise _Unexpected(f"{view}: {expect!r} is not on the screen: {screen['texts']}")
        path = self.out / f"{len(self.pictures) + 1:02d}-{name or view}.png"
        await self.kiosk.do("screenshot", path=str(path))
        self.pictures.append(path)
        self.bar.update()
        return screen

    async def tap(self, target: str, *, stays: bool = False) -> None:
        """Touch a target by its name; `stays`: the same view stays on the glass."""
        await self.kiosk.tap(target, stays=stays)

    def keep_slip(self, expect: str) -> None:
        """Tear the slip off, check a text on it, keep it as a picture."""
        slip = self.bench.printer.tear_off()
        if slip is None:
            raise _Unexpected("no slip came out")
        if not any(expect in line for line in slip.lines):
            raise _Unexpected(f"{expect!r} is not on the slip: {slip.lines}")
        path = self.out / f"{len(self.pictures) + 1:02d}-slip.png"
        slip.save_png(path)
        self.pictures.append(path)


async def _progress(play: _Play) -> str:
    """Where is my card: a citizen with a rare character in the name prints a slip."""
    await play.see("Attract", "制卡进度查询")
    await play.tap("offer:progress")
    await play.see("PresentDocument")
    play.bench.lay("ready")
    await play.see("StageLine", "028-00000001")
    await play.tap("show", stays=True)
    await play.see("StageLine", "𬭎测试", "StageLine-full-name")
    await play.tap("help", stays=True)
    await play.see("StageLine", "12333", "StageLine-help")
    await play.tap("close-help", stays=True)
    await play.tap("primary")
    await play.see("Outcome", "凭条已经打好")
    play.keep_slip("028-00000001")
    await play.tap("primary")
    await play.see("TakeBack")
    play.bench.id_reader.lift()
    await play.see("Goodbye")
    await play.see("Attract")
    return "progress: looked up, slip printed, document taken back"


async def _activate(play: _Play) -> str:
    """A collected card is activated, once."""
    await play.tap("offer:activate")
    await play.see("PresentDocument")
    play.bench.lay("collected")
    await play.see("InsertCard")
    await play.bench.insert("collected")
    await play.see("ConfirmAct", "旧卡")
    await play.tap("primary")
    await play.see("Outcome", "社保卡已经激活")
    await play.tap("primary")
    await play.see("Outcome", "凭条已经打好")
    play.keep_slip("社保卡激活")
    await play.tap("primary")
    await play.see("TakeBack")
    play.bench.id_reader.lift()
    await play.bench.cards.pull()
    await play.see("Goodbye")
    await play.see("Attract")
    return "activation: confirmed, done once, slip printed, cards taken back"


async def _card_first_in_english(play: _Play) -> str:
    """Landscape and English: the document is laid down first; no slip, straight to activation."""
    await play.see("Attract")
    await play.tap("language:en", stays=True)
    await play.see("Attract", "ID card", "Attract-english")
    play.bench.lay("foreign")
    await play.see("StageLine", "not activated")
    await play.tap("primary")
    await play.see("InsertCard")
    await play.bench.insert("foreign")
    await play.see("ConfirmAct")
    await play.tap("primary")
    await play.see("Outcome", "activated")
    await play.tap("action:finish")
    await play.see("TakeBack")
    play.bench.id_reader.lift()
    await play.bench.cards.pull()
    await play.see("Goodbye")
    return "card first, in English and landscape: activated without a slip"


async def _troubles(play: _Play) -> str:
    """What goes wrong: an expired document, a slow office, a printer out of paper; always a way on."""
    await play.see("Attract")
    play.bench.lay("expired")
    await play.see("Outcome", "到期", "Outcome-expired")
    await play.tap("primary")
    await play.see("PresentDocument")
    play.bench.id_reader.lift()
    play.bench.office.faults.delay = 2.0
    play.bench.lay("ready")
    await play.see("Working", "正在向人社局查询")
    play.bench.office.faults.clear()
    await play.see("StageLine")
    play.bench.printer.run_out()
    await play.tap("primary")
    await play.see("Outcome", "没有纸", "Outcome-no-paper")
    play.bench.printer.load_paper()
    await play.tap("action:home")
    await play.see("Home")
    await play.tap("exit")
    await play.see("TakeBack")
    play.bench.id_reader.lift()
    await play.see("Goodbye")
    return "troubles: expired document refused, slow office waited for, no paper told, all with a way on"


async def _lost_answer(play: _Play) -> str:
    """The office activates a card and its answer is lost: asked about by number, told as done, done once."""
    await play.see("Attract")
    play.bench.lay("stranger")
    await play.see("StageLine", "还没有激活")
    await play.tap("primary")
    await play.see("InsertCard")
    await play.bench.insert("stranger")
    await play.see("ConfirmAct")
    play.bench.office.faults.lose_next_answer("activate")
    await play.tap("primary")
    await play.see("Outcome", "社保卡已经激活")
    await play.tap("exit")
    await play.see("TakeBack")
    play.bench.id_reader.lift()
    await play.bench.cards.pull()
    await play.see("Goodbye")
    return "lost answer: asked about by its number, found done, done once"


_Act = Callable[[_Play], Awaitable[str]]


async def demo(config: Path, out: Path, settings: list[str]) -> int:
    """Play everything into `out`; 0 when all was as expected. Needs about half a minute."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    happened: list[str] = []
    with tqdm(total=_SCREENS, unit="screen", desc="demo", leave=False) as bar:
        try:
            happened += await _play(
                config, out / "portrait", settings, bar, (_progress, _activate, _troubles, _lost_answer), 2
            )
            happened += await _play(
                config, out / "landscape", [*settings, *_LANDSCAPE], bar, (_card_first_in_english,), 1
            )
        except (_Unexpected, DriverError, TimeoutError) as error:
            bar.close()
            print(f"NOT AS EXPECTED after {len(happened)} parts: {error}\nlook into {out}")
            return 1
    print("\n".join(happened))
    print(f"pictures, slips, journals and logs: {out}")
    return 0


async def _play(
    config: Path, out: Path, settings: list[str], bar: tqdm[Any], acts: tuple[_Act, ...], activations: int
) -> list[str]:
    out.mkdir()
    files = [f'files.journal="{out.resolve() / "journal.db"}"', f'files.log="{out.resolve() / "kiosk.jsonl"}"']
    own = [*files, "patience.goodbye=1.5"]  # nobody stands here to read it
    async with Bench(out / "room") as bench:
        output = out / "output.txt"
        async with KioskProcess(config, [*bench.settings(), *own, *settings], log=output) as kiosk:
            play = _Play(out, bench, kiosk, bar)
            happened = [await act(play) for act in acts]
            status = await kiosk.stop()
        happened.append(_check(out, bench, status, activations))
    shutil.rmtree(out / "room")
    return happened


def _check(out: Path, bench: Bench, status: int | None, activations: int) -> str:
    """The journal, the office and the log must tell the same story, and no secret."""
    if status != 0:
        raise _Unexpected(f"the application ended with status {status}")
    with sqlite3.connect(out / "journal.db") as journal:
        acts = journal.execute("SELECT number, state FROM acts").fetchall()
    if len(acts) != activations:
        raise _Unexpected(f"the journal has {len(acts)} activations, not {activations}")
    for number, state in acts:
        if state != "done" or bench.office.store.activations(number) != 1:
            raise _Unexpected(f"act {number} is {state}, activated {bench.office.store.activations(number)} times")
    log = (out / "kiosk.jsonl").read_text(encoding="utf-8")
    entries = [json.loads(line) for line in log.splitlines()]
    errors = [entry for entry in entries if entry["from"] == "kiosk" and entry["level"] in ("error", "critical")]
    if errors:
        raise _Unexpected(f"errors in the log: {errors[:3]}")
    return f"{out.name}: {len(acts)} activations in the journal, each done once; no errors in the log"

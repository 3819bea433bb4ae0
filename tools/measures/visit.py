"""A visit: touch to changed frame, ID card found to result on the glass by either way, chip card read."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import statistics
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from kiosk.config import CardReader as CardReaderConfig
from kiosk.hardware.smartcard.pcsc import PcscReader
from kiosk.hardware.smartcard.ssc import read_card
from kiosk_sim.bench import BAUD, Bench
from kiosk_sim.cards import SocialSecurityCard
from kiosk_sim.kiosk_process import KioskProcess
from kiosk_sim.office import signatures
from kiosk_sim.people import PEOPLE
from tools.measures.start import CONFIG, events, settings, shown

# Find answer, select and its answer, read and its answer: 15 + 10 + 19 + 10 + 1295 bytes of 10 bits (fact sheet 1.4).
_WIRE_SECONDS = (15 + 10 + 19 + 10 + 1295) * 10 / BAUD
_MACHINE = "SIM-0001"
_BARE_PYSCARD = Path(__file__).with_name("bare_pyscard.py")


@dataclass(frozen=True)
class Way:
    """From a laid card to a result: whose card, what the office is asked, which view has the answer."""

    person: str
    path: str
    view: str
    offer: str | None  # touched before a card is asked for; None: the card comes first


BY_SERVICE = Way("ready", "/v2/progress", "StageLine", "progress")
CARD_FIRST = Way("active", "/v2/situation", "Situation", None)


def _office_answer(bench: Bench, way: Way) -> float:
    """Seconds the office itself takes for one question."""
    person = PEOPLE[way.person].document
    whose = {"machine": _MACHINE, "accept_source": "99", "aae011": "000000", "yab003": "000000"}
    envelope = {**whose, "time": bench.office.now().isoformat(), "nonce": secrets.token_hex(16)}
    asked = {"envelope": envelope, "param": {"aac003": person.name, "aac147": person.number}}
    body = json.dumps(asked).encode("ascii")
    signer = signatures.signer((bench.folder / "machine.key").read_text("ascii"))
    signature = signatures.header(signer, _MACHINE, signatures.request_bytes("POST", way.path, body))
    request = urllib.request.Request(bench.office.url + way.path, body, {"X-Signature": signature})
    began = time.perf_counter()
    with urllib.request.urlopen(request) as answer:
        answer.read()
    return time.perf_counter() - began


async def result_on_glass(bench: Bench, folder: Path, rounds: int) -> dict[str, float]:
    """Medians in seconds: find to result by service and card first, what each office answer takes, touch to frame."""
    ways = {"service": BY_SERVICE, "card first": CARD_FIRST}
    office: dict[str, list[float]] = {name: [] for name in ways}
    found: dict[str, list[float]] = {name: [] for name in ways}
    touched: list[float] = []
    (folder / "kiosk.jsonl").unlink(missing_ok=True)
    async with KioskProcess(CONFIG, [*settings(bench, folder), "patience.goodbye=1.0"]) as kiosk:
        await kiosk.wait("Attract")
        for turn in range(rounds + 1):
            for name, way in ways.items():
                answer = await asyncio.to_thread(_office_answer, bench, way)
                spent, touch = await _one_visit(bench, kiosk, folder, way)
                if turn:
                    office[name].append(answer)
                    found[name].append(spent)
                    touched += [] if touch is None else [touch]
    medians = {f"{name} found to result": statistics.median(spent) for name, spent in found.items()}
    medians |= {f"{name} office": statistics.median(spent) for name, spent in office.items()}
    return medians | {"wire": _WIRE_SECONDS, "touch": statistics.median(touched)}


async def _one_visit(bench: Bench, kiosk: KioskProcess, folder: Path, way: Way) -> tuple[float, float | None]:
    """Seconds from card found to result, and from a touch to the frame it changed, where there is one."""
    began, touch = time.time(), None
    if way.offer is not None:
        touched = await kiosk.tap(f"offer:{way.offer}")
        await kiosk.wait("PresentDocument")
        touch = shown(folder, "PresentDocument", after=touched) - touched
    bench.lay(way.person)
    await kiosk.wait(way.view)
    read = next(line for line in reversed(events(folder)) if line["event"] == "DocumentRead")
    found = float(str(read["seconds"])) - int(str(read["milliseconds"])) / 1000
    spent = shown(folder, way.view, after=began) - found
    await kiosk.tap("exit")
    bench.id_reader.lift()
    await kiosk.wait("Attract", within=30)
    return spent, touch


async def chip_card(bench: Bench, rounds: int) -> dict[str, float]:
    """Medians in seconds of one whole read, ours and a bare script's, with the same APDUs."""
    person = PEOPLE["collected"]
    assert person.card is not None
    await bench.cards.insert(SocialSecurityCard(person.document.name, person.document.number, person.card.number))
    reader = PcscReader(CardReaderConfig(reader="Kiosk SSC", socket=bench.pcsc.socket))
    await reader.open()
    await reader.wait_card()
    ours = []
    for _ in range(rounds):
        began = time.perf_counter()
        async with reader.session() as channel:
            await read_card(channel)
        ours.append(time.perf_counter() - began)
    await reader.close()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(_BARE_PYSCARD),
        str(rounds),
        env={**os.environ, "PCSCLITE_CSOCK_NAME": bench.pcsc.socket},
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await process.communicate()
    await bench.cards.pull()
    return {"chip": statistics.median(ours), "bare chip": float(output)}

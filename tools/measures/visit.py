"""A visit: touch to changed frame, ID card found to result on the glass, chip card read."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import statistics
import sys
import time
import urllib.request
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
_MACHINE, _PATH = "SIM-0001", "/v2/progress"
_BARE_PYSCARD = Path(__file__).with_name("bare_pyscard.py")


def _office_answer(bench: Bench) -> float:
    """Seconds the office itself takes for one progress question."""
    person = PEOPLE["ready"].document
    whose = {"machine": _MACHINE, "accept_source": "99", "aae011": "000000", "yab003": "000000"}
    envelope = {**whose, "time": bench.office.now().isoformat(), "nonce": secrets.token_hex(16)}
    asked = {"envelope": envelope, "param": {"aac003": person.name, "aac147": person.number}}
    body = json.dumps(asked).encode("ascii")
    signer = signatures.signer((bench.folder / "machine.key").read_text("ascii"))
    signature = signatures.header(signer, _MACHINE, signatures.request_bytes("POST", _PATH, body))
    request = urllib.request.Request(bench.office.url + _PATH, body, {"X-Signature": signature})
    began = time.perf_counter()
    with urllib.request.urlopen(request) as answer:
        answer.read()
    return time.perf_counter() - began


async def result_on_glass(bench: Bench, folder: Path, rounds: int) -> dict[str, float]:
    """Medians in seconds: find to result, the bytes' own time, the office's own time, touch to frame."""
    office, found, touched = [], [], []
    (folder / "kiosk.jsonl").unlink(missing_ok=True)
    async with KioskProcess(CONFIG, [*settings(bench, folder), "patience.goodbye=1.0"]) as kiosk:
        await kiosk.wait("Attract")
        for turn in range(rounds + 1):
            office.append(await asyncio.to_thread(_office_answer, bench))
            spent, touch = await _one_visit(bench, kiosk, folder)
            if turn:
                found.append(spent)
                touched.append(touch)
    return {
        "find to result": statistics.median(found),
        "wire": _WIRE_SECONDS,
        "office": statistics.median(office),
        "touch": statistics.median(touched),
    }


async def _one_visit(bench: Bench, kiosk: KioskProcess, folder: Path) -> tuple[float, float]:
    touched = await kiosk.tap("offer:progress")
    await kiosk.wait("PresentDocument")
    tapped = time.time()
    bench.lay("ready")
    await kiosk.wait("StageLine")
    read = next(line for line in reversed(events(folder)) if line["event"] == "DocumentRead")
    found = float(str(read["seconds"])) - int(str(read["milliseconds"])) / 1000
    spent = shown(folder, "StageLine", after=tapped) - found
    touch = shown(folder, "PresentDocument", after=touched) - touched
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

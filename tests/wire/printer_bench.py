"""The printer's driver and the simulated printer with a pty between them, for the tests of this folder."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.config import Printer
from kiosk.events import Event
from kiosk.hardware.link import Traffic
from kiosk.hardware.receipt_printer.device import ReceiptPrinter
from kiosk.hardware.receipt_printer.paper import Pair, Paragraph, QrCode, Rule, Slip, Title
from kiosk_sim import receipt_printer as simulated
from kiosk_sim.line import Line
from kiosk_sim.paper import Slip as Paper
from kiosk_sim.serving import PtyServer, Reply
from tests import virtual_time

BAUD = 115200
# The cable of most tests: each step on a slower one costs the virtual clock real time, and tells nothing more.
FAST = 921600
URL = "https://example.invalid/outlet?n=0001"
SLIP = Slip(
    (
        Title("社保卡办理进度"),
        Rule(),
        Paragraph("您的社保卡已到网点，可以领取。", strong=True),
        Pair("姓名", "𬭎**"),
        Pair("领卡网点", "测试网点"),
        Pair("网点电话", "028-0000xxxx", large=True),
        QrCode(URL, "扫一扫，看网点位置"),
    )
)
OTHER = Slip((Title("另一张"), Paragraph("测试")))


class LatePrinter(simulated.ReceiptPrinter):
    """A printer whose answer number `late_one` comes `late_by` seconds late; what it says after that waits for it."""

    late_one, late_by = 0, 0.0

    def receive(self, data: bytes) -> Sequence[Reply]:
        replies = []
        for reply in super().receive(data):
            self.late_one -= 1
            replies.append(Reply(reply.data, self.late_by) if self.late_one == 0 else reply)
        return replies


@dataclass
class Bench:
    """The driver, the printer, and everything logged and tapped."""

    driver: ReceiptPrinter
    printer: LatePrinter
    server: PtyServer
    log: list[Event]
    traffic: list[Traffic]

    async def has_printed(self, lines: int) -> None:
        """Wait until so many lines are on paper that is not yet cut."""
        while self.printer.lines_begun < lines:  # noqa: ASYNC110 - a hand waits by looking
            await asyncio.sleep(0.01)

    @property
    def papers(self) -> list[Paper]:
        return self.printer.slips


class Log(list[Event]):
    def write(self, event: Event) -> None:
        self.append(event)


@asynccontextmanager
async def bench(
    folder: Path, settings: Mapping[str, object] | None = None, line: Line | None = None, **options: Any
) -> AsyncIterator[Bench]:
    """`settings` are the driver's, `options` the simulated printer's."""
    printer = LatePrinter(asyncio.get_running_loop(), **options)
    server = PtyServer(printer, folder / "printer", line or Line(FAST))
    printer.speak = server.send
    await server.start()
    log, traffic = Log(), list[Traffic]()
    config = Printer.model_validate({"port": server.port, "baud": BAUD, **(settings or {})})
    driver = ReceiptPrinter(config, log, traffic.append)
    await driver.open()
    try:
        yield Bench(driver, printer, server, log, traffic)
    finally:
        await driver.close()
        await server.stop()


Story = Callable[[Bench], Awaitable[None]]


def tell(
    folder: Path,
    story: Story,
    settings: Mapping[str, object] | None = None,
    line: Line | None = None,
    **options: Any,
) -> None:
    async def told() -> None:
        async with bench(folder, settings, line, **options) as it:
            await story(it)

    virtual_time.run(told())


def all_text(papers: list[Paper]) -> str:
    return "".join(line for paper in papers for line in paper.lines)

"""The fault matrix: every fault of every device and line, and what comes of it; kept in matrix.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.domain.text import text
from kiosk.i18n import Words
from kiosk_sim.bench import Bench
from kiosk_sim.faults import Fault
from tests.faults.scene import PARTS, Part, Seen

TABLE = Path(__file__).with_name("matrix.toml")
PAGE = Path(__file__).parent.parent.parent / "docs" / "faults.md"
MARK = "<!-- matrix -->"
# Faults of a line that strike by chance, or by the moment: the citizen meets one or another of their ends. None has
# been harmed who is served, nor is a line that is heard to be noisy: these two may always be.
CHANCY = frozenset({"drop", "flip", "double", "duplicate", "noise", "delay", "late", "slow", "merge"})
_HARMLESS = frozenset({"served", "NoiseHeard"})


@dataclass(frozen=True)
class Row:
    """What may come of one fault. Unless it `varies` there is one answer in each cell, and `sees` in this order."""

    part: str
    fault: str
    reports: tuple[str, ...]
    sees: tuple[str, ...]
    light: tuple[str, ...]
    log: tuple[str, ...]
    varies: bool = False

    def allows(self, seen: Seen) -> bool:
        """Whether this came as the matrix says."""
        if not self.varies:
            return ((seen.reports,), seen.sees, (seen.light,), seen.log) == (
                self.reports,
                self.sees,
                self.light,
                self.log,
            )
        one = seen.reports in self.reports and seen.light in self.light
        harmless = _HARMLESS if self.chancy else frozenset[str]()
        return one and {*seen.sees} <= harmless | {*self.sees} and {*seen.log} <= harmless | {*self.log}

    @property
    def chancy(self) -> bool:
        """Whether the fault strikes by chance; other rows vary by how soon real time lets it be noticed."""
        return self.fault.removeprefix("line-") in CHANCY

    def with_also(self, seen: Seen) -> Row:
        """A row that allows this as well."""
        return Row(
            self.part,
            self.fault,
            _also(self.reports, [seen.reports]),
            _also(self.sees, seen.sees),
            _also(self.light, [seen.light]),
            _also(self.log, seen.log),
            self.varies or not self.allows(seen),
        )


def row(part: str, fault: str, seen: Seen) -> Row:
    """The row of a fault that was played once."""
    return Row(part, fault, (seen.reports,), seen.sees, (seen.light,), seen.log, fault.removeprefix("line-") in CHANCY)


def faults(part: Part, folder: Path) -> Mapping[str, Fault]:
    """Every fault of a device and its line, by name. Needs a running loop."""
    return Bench(folder, reader=part.reader).faults()[part.device]


def read() -> dict[tuple[str, str], Row]:
    """The rows by part and fault."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8")) if TABLE.exists() else {}
    return {(one["part"], one["fault"]): _row(one) for one in table.get("row", [])}


def write(rows: Iterable[Row]) -> None:
    """Keep the rows."""
    head = "# The fault matrix, written by tools/fault_matrix.py and read by people before it is kept; see matrix.py.\n"
    TABLE.write_text(head + "".join(_toml(one) for one in rows), encoding="utf-8")


def page(rows: Iterable[Row], says: Mapping[tuple[str, str], str]) -> str:
    """docs/faults.md: what stands above the mark, and the matrix. `says`: what each fault is."""
    by_part: dict[str, list[Row]] = {part: [] for part in PARTS}
    for one in rows:
        by_part[one.part].append(one)
    words = Words("zh-CN")
    lines = [PAGE.read_text(encoding="utf-8").partition(MARK)[0] + MARK]
    for part, its in by_part.items():
        lines += ["", f"## {part}", "", "| fault | | board | the citizen | light | log |", "|---|---|---|---|---|---|"]
        lines += [_line(one, says[one.part, one.fault], words) for one in its]
    return "\n".join([*lines, ""])


def _line(one: Row, says: str, words: Words) -> str:
    told = [_sentence(key, PARTS[one.part].device, words) for key in one.sees]
    sees = " *or* ".join(told) if one.varies else " → ".join(told)
    log = ", ".join(f"`{event}`" for event in one.log) or "–"
    cells = (f"`{one.fault}`", says, " *or* ".join(one.reports), sees, " *or* ".join(one.light), log)
    return f"| {' | '.join(cells)} |"


def _sentence(key: str, device: str, words: Words) -> str:
    """What a key says of a device, with dots for what is filled in; two ends are no sentence: those in plain words."""
    if key in ("served", "nothing"):
        return {"served": "served", "nothing": "asked again, without a reason; goes away unserved"}[key]
    reader = device if device in ("id-reader", "card-reader", "printer") else "printer"
    why = text("closed-device", device=text(f"device-{reader}"))
    return words.say(text(key, why=why, device=reader, **dict.fromkeys(_ARGUMENTS, "…")))


_ARGUMENTS = ("still", "kind", "first", "second", "attempts", "value")


def _row(one: Mapping[str, Any]) -> Row:
    reports, sees, light, log = (tuple(one[name]) for name in ("reports", "sees", "light", "log"))
    return Row(one["part"], one["fault"], reports, sees, light, log, one.get("varies", False))


def _toml(one: Row) -> str:
    def listed(values: Iterable[str]) -> str:
        return "[" + ", ".join(f'"{value}"' for value in values) + "]"

    cells = (f"{name} = {listed(getattr(one, name))}\n" for name in ("reports", "sees", "light", "log"))
    varies = "varies = true\n" if one.varies else ""
    return f'\n[[row]]\npart = "{one.part}"\nfault = "{one.fault}"\n' + "".join(cells) + varies


def _also(known: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *more)))


def missing(kept: Mapping[tuple[str, str], Row], there: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Faults without a row, and rows without a fault."""
    names = set(there)
    yield from (f"no row for {part}: {fault}" for part, fault in sorted(names - kept.keys()))
    yield from (f"no such fault any more: {part}: {fault}" for part, fault in sorted(kept.keys() - names))

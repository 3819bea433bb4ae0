"""Plays every fault; keeps what came of it in tests/faults/matrix.toml and docs/faults.md, to be read by people."""

from __future__ import annotations

import argparse
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.faults import matrix
from tests.faults.matrix import Row
from tests.faults.scene import PARTS, Seen, play
from tests.virtual_time import run

_AT_ONCE = 3  # they wait more than they work


def main() -> int:
    """Play what is asked for; gives 1 when a fault left somebody standing or did not heal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"some of: {'; '.join(PARTS)}; all by default")
    parser.add_argument("--again", action="store_true", help="play rows that are kept already, and add what differs")
    parser.add_argument("--page", action="store_true", help="only write the page anew")
    given = parser.parse_args()
    says = run(_says())
    kept = {key: row for key, row in matrix.read().items() if key in says}
    failed = 0
    if not given.page:
        wanted = [
            key for key in says if (not given.parts or key[0] in given.parts) and (given.again or key not in kept)
        ]
        with ProcessPoolExecutor(_AT_ONCE) as pool:
            for (part, fault), seen in zip(wanted, pool.map(_play, wanted), strict=True):
                print(part, fault, seen)
                if isinstance(seen, str):
                    failed += 1
                else:
                    kept[part, fault] = _with(kept.get((part, fault)), part, fault, seen)
                matrix.write(kept[key] for key in says if key in kept)
    rows = [kept[key] for key in says if key in kept]
    matrix.PAGE.write_text(matrix.page(rows, says), encoding="utf-8")
    return int(failed > 0)


def _with(row: Row | None, part: str, fault: str, seen: Seen) -> Row:
    return matrix.row(part, fault, seen) if row is None else row.with_also(seen)


def _play(key: tuple[str, str]) -> Seen | str:
    """What came of a fault, or what went wrong with it."""
    try:
        return run(play(PARTS[key[0]], key[1]))
    except AssertionError as error:
        return f"FAILED: {error}"


async def _says() -> dict[tuple[str, str], str]:
    with tempfile.TemporaryDirectory() as folder:
        return {
            (name, fault): told.says
            for name, part in PARTS.items()
            for fault, told in matrix.faults(part, Path(folder)).items()
        }


if __name__ == "__main__":
    sys.exit(main())

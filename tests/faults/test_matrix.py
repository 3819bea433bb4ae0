"""Every fault of every device, played in a whole room: what the board, the citizen, the light and the log say of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import matrix
from tests.faults.scene import PARTS, play
from tests.virtual_time import run

ROWS = matrix.read()
pytestmark = pytest.mark.timeout(180)  # with PC/SC the waiting is real: nine cards that do not answer take 40 s


@pytest.mark.parametrize(("part", "fault"), ROWS, ids=[" - ".join(key) for key in ROWS])
def test_what_comes_of_it(part: str, fault: str) -> None:
    seen = run(play(PARTS[part], fault))
    assert ROWS[part, fault].allows(seen), f"{seen}, and the matrix says {ROWS[part, fault]}"


def test_no_cell_is_missing(tmp_path: Path) -> None:
    assert list(matrix.missing(ROWS, _all(tmp_path))) == []
    for row in ROWS.values():
        assert row.reports, row
        assert row.sees, row
        assert row.light, row


def test_the_page_shows_the_matrix(tmp_path: Path) -> None:
    """After a change: .venv/bin/python -m tools.fault_matrix --page."""
    assert matrix.PAGE.read_text(encoding="utf-8") == matrix.page(ROWS.values(), _all(tmp_path))


def _all(folder: Path) -> dict[tuple[str, str], str]:
    """What every fault there is says of itself."""

    async def look() -> dict[tuple[str, str], str]:
        return {
            (name, fault): told.says
            for name, part in PARTS.items()
            for fault, told in matrix.faults(part, folder).items()
        }

    return run(look())

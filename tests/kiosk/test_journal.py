"""The journal: what it acknowledged is there after kill -9, states go only forward, damage is never papered over."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from kiosk.journal import AFTER, SETTLED, Act, ActKind, ActState, Journal, JournalError

NOON = datetime(2026, 11, 19, 12, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    journal = Journal(path, lambda: NOON)
    yield journal
    journal.close()


def test_an_act_from_intent_to_settlement(journal: Journal) -> None:
    number = journal.intend(ActKind.ACTIVATE)
    assert str(uuid.UUID(number)) == number
    assert journal.open_acts() == [Act(number, ActKind.ACTIVATE, ActState.INTENDED, "", NOON, None, None)]
    journal.sent(number)
    assert journal.open_acts()[0].sent_at == NOON
    journal.settle(number, ActState.REFUSED, "already-active")
    assert journal.open_acts() == []
    act = journal.acts()[0]
    assert (act.state, act.reason, act.settled_at) == (ActState.REFUSED, "already-active", NOON)


def test_times_are_stored_as_utc(journal: Journal, path: Path) -> None:
    journal.intend(ActKind.ACTIVATE)
    stored = sqlite3.connect(path).execute("SELECT intended_at FROM acts").fetchone()[0]
    assert stored == "2026-11-19T04:00:00.000+00:00"


def test_open_acts_come_oldest_first_and_acts_newest_first(journal: Journal) -> None:
    numbers = [journal.intend(ActKind.ACTIVATE) for _ in range(5)]
    journal.settle(numbers[1], ActState.DONE)
    assert [act.number for act in journal.open_acts()] == [numbers[0], *numbers[2:]]
    assert [act.number for act in journal.acts(limit=2)] == [numbers[4], numbers[3]]


def bring(journal: Journal, number: str, state: ActState) -> None:
    if state is ActState.SENT:
        journal.sent(number)
    elif state is not ActState.INTENDED:
        journal.settle(number, state)


@pytest.mark.parametrize("later", [state for state in ActState if state is not ActState.INTENDED])
@pytest.mark.parametrize("first", ActState)
def test_states_go_only_forward(journal: Journal, first: ActState, later: ActState) -> None:
    number = journal.intend(ActKind.ACTIVATE)
    bring(journal, number, first)
    if later in AFTER[first]:
        bring(journal, number, later)
        assert journal.acts()[0].state is later
    else:
        before = journal.acts()
        with pytest.raises(JournalError, match=f"is {first.value} and cannot become {later.value}"):
            bring(journal, number, later)
        assert journal.acts() == before


def test_a_settled_act_never_changes() -> None:
    assert all(not AFTER[state] for state in SETTLED)
    assert not any(ActState.INTENDED in AFTER[state] for state in ActState)


def test_what_makes_no_sense_is_refused(journal: Journal) -> None:
    number = journal.intend(ActKind.ACTIVATE)
    with pytest.raises(JournalError, match="no act"):
        journal.sent(str(uuid.uuid4()))
    with pytest.raises(JournalError, match="does not settle"):
        journal.settle(number, ActState.SENT)
    with pytest.raises(JournalError, match="must be a code"):
        journal.settle(number, ActState.REFUSED, "测试戊 000000199001010077")
    assert journal.acts()[0].state is ActState.INTENDED


def test_it_survives_being_opened_again(journal: Journal, path: Path) -> None:
    number = journal.intend(ActKind.ACTIVATE)
    journal.close()
    again = Journal(path, lambda: NOON)
    assert [act.number for act in again.open_acts()] == [number]
    again.close()


def test_every_commit_waits_for_the_disk(journal: Journal) -> None:
    pragma = journal._db.execute
    assert pragma("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert pragma("PRAGMA synchronous").fetchone()[0] == 2  # FULL


def test_there_is_no_place_for_personal_data(journal: Journal) -> None:
    columns = [row[1] for row in journal._db.execute("PRAGMA table_info(acts)")]
    assert columns == ["number", "kind", "state", "reason", "intended_at", "sent_at", "settled_at"]


def damaged_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:8192] = random.Random(1).randbytes(4096)
    path.write_bytes(data)


def foreign(path: Path) -> None:
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE acts (number TEXT)")
    other.close()


def of_another_version(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 3")
    db.close()


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda path: path.write_bytes(b""), "not a journal"),
        (lambda path: path.write_bytes(b"no database at all" * 100), "not a database"),
        (damaged_page, "damaged|malformed"),
        (lambda path: path.write_bytes(path.read_bytes()[:5000]), "damaged|malformed"),
        (foreign, "not a journal"),
        (of_another_version, "version 3"),
    ],
    ids=["empty", "garbage", "page", "cut short", "foreign", "version"],
)
def test_a_file_that_cannot_be_trusted_is_refused_and_left_alone(
    path: Path, harm: Callable[[Path], object], words: str
) -> None:
    journal = Journal(path, lambda: NOON)
    for _ in range(50):
        journal.intend(ActKind.ACTIVATE)
    journal.close()
    harm(path)
    before = path.read_bytes()
    with pytest.raises(JournalError, match=words) as caught:
        Journal(path, lambda: NOON)
    assert str(path) in str(caught.value)
    assert path.read_bytes() == before


VERSION_1 = """
CREATE TABLE acts (
    number TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('intended', 'sent', 'done', 'refused', 'void')),
    reason TEXT NOT NULL DEFAULT '',
    intended_at TEXT NOT NULL,
    sent_at TEXT,
    settled_at TEXT);
CREATE INDEX open_acts ON acts (state) WHERE state IN ('intended', 'sent');
PRAGMA application_id = 1213354835;
PRAGMA user_version = 1;
"""


def of_version_1(path: Path, *states: ActState) -> list[str]:
    """A journal as version 1 wrote it, with one activation in each state; their numbers."""
    numbers = [str(uuid.uuid4()) for _ in states]
    db = sqlite3.connect(path)
    db.executescript("PRAGMA journal_mode = WAL;" + VERSION_1)
    row = "INSERT INTO acts VALUES (?, 'activate', ?, '', '2026-11-19T04:00:00.000+00:00', NULL, NULL)"
    db.executemany(row, [(number, state.value) for number, state in zip(numbers, states, strict=True)])
    db.commit()
    db.close()
    return numbers


def test_a_journal_of_version_1_is_taken_over_with_all_its_acts(path: Path) -> None:
    states = (ActState.DONE, ActState.SENT, ActState.VOID, ActState.INTENDED, ActState.REFUSED)
    numbers = of_version_1(path, *states)
    for _ in range(2):  # and opens again afterwards
        journal = Journal(path, lambda: NOON)
        assert [(act.number, act.state) for act in journal.acts()] == list(zip(numbers, states, strict=True))[::-1]
        assert [act.number for act in journal.open_acts()] == [numbers[1], numbers[3]]
        journal.close()
    journal = Journal(path, lambda: NOON)
    journal.settle(journal.intend(ActKind.CHANGE_PIN), ActState.UNKNOWN)
    assert journal.acts()[0].state is ActState.UNKNOWN
    journal.close()


def test_a_take_over_that_fails_in_the_middle_changes_nothing(path: Path) -> None:
    numbers = of_version_1(path, ActState.SENT)
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE acts_before (number TEXT)")
    db.close()
    with pytest.raises(JournalError, match="acts_before"):
        Journal(path, lambda: NOON)
    db = sqlite3.connect(path)
    db.execute("DROP TABLE acts_before")
    db.close()
    journal = Journal(path, lambda: NOON)
    assert [act.number for act in journal.open_acts()] == numbers
    journal.close()


def test_a_journal_that_vanished_is_not_made_anew_beside_its_log(path: Path) -> None:
    path.with_name(path.name + "-wal").write_bytes(b"acts of yesterday")
    with pytest.raises(JournalError, match="is missing"):
        Journal(path, lambda: NOON)
    assert not path.exists()


def test_a_place_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(JournalError):
        Journal(tmp_path / "file" / "journal.sqlite", lambda: NOON)


def test_half_a_creation_is_begun_again(path: Path) -> None:
    path.with_name(path.name + ".new").write_bytes(b"half")
    path.with_name(path.name + ".new-wal").write_bytes(b"half")
    Journal(path, lambda: NOON).close()
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


CHILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from kiosk.journal import ActKind, ActState, Journal
journal = Journal(Path(sys.argv[1]), lambda: datetime.now(UTC))
def tell(number, state):
    print(number, state, flush=True)
while True:
    number = journal.intend(ActKind.ACTIVATE)
    tell(number, "intended")
    journal.sent(number)
    tell(number, "sent")
    journal.settle(number, ActState.DONE)
    tell(number, "done")
"""
ORDER = ["intended", "sent", "done"]


def killed_child(path: Path, after: int) -> dict[str, str]:
    """Let a child write acts and kill it once it has told `after` changes; the last state told of each act."""
    told: dict[str, str] = {}
    with subprocess.Popen([sys.executable, "-c", CHILD, str(path)], stdout=subprocess.PIPE, text=True) as child:
        guard = threading.Timer(30, child.kill)
        guard.start()
        assert child.stdout is not None
        for count, line in enumerate(child.stdout):
            if line.endswith("\n"):
                number, state = line.split()
                told[number] = state
            if count == after:
                child.send_signal(signal.SIGKILL)  # it runs on while we read: the moment is anybody's guess
        guard.cancel()
    return told


def test_every_acknowledged_act_survives_kill_9(path: Path) -> None:
    chance = random.Random(20261119)
    told: dict[str, str] = {}
    for _ in range(15):
        told |= killed_child(path, chance.randrange(1, 120))
    journal = Journal(path, lambda: datetime.now(UTC))
    found = {act.number: act.state.value for act in journal.acts(limit=1_000_000)}
    journal.close()
    assert len(told) > 100
    for number, state in told.items():
        assert ORDER.index(found[number]) >= ORDER.index(state)
    # At most one act per killed child was committed and not yet told.
    assert len(found) - len(told) <= 15

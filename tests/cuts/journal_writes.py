"""Every change of a journal counted, and the end of its kiosk at one of them."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from kiosk import journal


@dataclass(frozen=True)
class Cut:
    """The power fails just before, or just after, the n-th change of the journal is on the disk."""

    write: int
    after: bool

    def __str__(self) -> str:
        return f"{'after' if self.after else 'before'} write {self.write}"


class Writes:
    """Counts what makes something durable: every COMMIT, and every statement that is its own transaction.

    `dies` ends the kiosk where it is cut. A journal that is `watched` is one opened inside that context.
    """

    def __init__(self, dies: Callable[[], None]) -> None:
        self.count = 0
        self._cut: Cut | None = None
        self._dies = dies

    def anew(self, cut: Cut | None = None) -> None:
        """Count from here on, to that cut."""
        self.count, self._cut = 0, cut

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """Only the journal is given connections that are watched."""
        watched = SimpleNamespace(**{**vars(sqlite3), "connect": self._connect})
        with patch.object(journal, "sqlite3", watched):
            yield

    def write(self, do: Callable[[], sqlite3.Cursor]) -> sqlite3.Cursor:
        """One change."""
        self.count += 1
        self._perhaps_the_end(after=False)
        done = do()
        self._perhaps_the_end(after=True)
        return done

    def _connect(self, *given: Any, **named: Any) -> sqlite3.Connection:
        connection: _Connection = sqlite3.connect(*given, **named, factory=_Connection)
        connection.writes = self
        return connection

    def _perhaps_the_end(self, *, after: bool) -> None:
        if self._cut == Cut(self.count, after):
            self._dies()


class _Connection(sqlite3.Connection):
    writes: Writes

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        do = super().execute
        reads = sql.lstrip().upper().startswith(("SELECT", "PRAGMA", "BEGIN", "ROLLBACK"))
        if reads or (self.in_transaction and sql != "COMMIT"):
            return do(sql, parameters)
        return self.writes.write(lambda: do(sql, parameters))

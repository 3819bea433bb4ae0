"""How the machine itself is, as the bar shows it by quiet icons."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Status:
    """What is missing. The rest is well, or not known yet: only what is known to be missing is news."""

    office_away: bool = False
    missing: tuple[str, ...] = ()  # devices by name, as the rack calls them

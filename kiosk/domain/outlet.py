"""A service outlet (服务网点) that may hold a card."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Outlet:
    """Name, address, phone and hours as the office publishes them; plain words, no personal data."""

    name: str
    address: str
    phone: str
    hours: str = ""
    id: str = ""  # its number in the list of outlets; "" when it is not known

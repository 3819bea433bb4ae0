"""Amounts of money: kept in fen, written in yuan."""

from __future__ import annotations


def yuan(fen: int) -> str:
    """As it is read, with a separator every three digits: ``1,234.56``, ``-0.05``."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{rest:02d}"

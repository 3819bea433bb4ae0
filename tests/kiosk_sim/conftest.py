"""Databases for the tests of the office: SQLite always, PostgreSQL when HRSS_TEST_POSTGRES holds the URL of one."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.schema import CreateSchema, DropSchema

_SERVER = os.environ.get("HRSS_TEST_POSTGRES", "")


@pytest.fixture(params=["sqlite", *(["postgresql"] if _SERVER else [])])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of the test's own, that survives the office."""
    if request.param == "sqlite":
        yield str(tmp_path / "office.db")
        return
    schema = f"test_{uuid.uuid4().hex}"
    server = create_engine(_SERVER)
    with server.begin() as db:
        db.execute(CreateSchema(schema))
    yield f"{_SERVER}{'&' if '?' in _SERVER else '?'}options=-csearch_path%3D{schema}"
    with server.begin() as db:
        db.execute(DropSchema(schema, cascade=True))
    server.dispose()

"""Writes files so that a power cut leaves the old or the new, whole, and never something between."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path


def write_file(path: Path, data: bytes) -> None:
    """Put a file in the place of the last one, durable when this returns."""
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        _write(new, data)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder with these files anew; the folder's own name is durable once `sync_folder` of its parent ran."""
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    for name, data in files.items():
        _write(path / name, data)
    sync_folder(path)


def sync_folder(path: Path) -> None:
    """Names, too, must survive a power cut."""
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())

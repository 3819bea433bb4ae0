"""Who listens on a TCP port of this machine: to wait for a service that was started, and for no other."""

from __future__ import annotations

import contextlib
import subprocess
import time
from pathlib import Path

_READY_SECONDS = 5.0


def listens(service: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until this very process listens on the port; false when it ended or somebody else has the port."""
    deadline = time.monotonic() + _READY_SECONDS
    while service.poll() is None and time.monotonic() < deadline:
        inode = _listener(port)
        if inode is not None:
            return _holds(service.pid, inode)
        time.sleep(0.005)
    return False


def _listener(port: int) -> str | None:
    """The inode of the TCP socket that listens on a port (``/proc/net/tcp``: local address, state 0A)."""
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        if fields[1].endswith(f":{port:04X}") and fields[3] == "0A":
            return fields[9]
    return None


def _holds(pid: int, inode: str) -> bool:
    with contextlib.suppress(OSError):  # it ended meanwhile
        return any(str(fd.readlink()) == f"socket:[{inode}]" for fd in Path(f"/proc/{pid}/fd").iterdir())
    return False

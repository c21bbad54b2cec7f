"""Whether another process is still there: what it left behind is cleared only when it is gone."""

from __future__ import annotations

import os
from pathlib import Path


def is_running(process: int) -> bool:
    """Whether a process of this machine is there; where that cannot be asked, as if it were."""
    if process == os.getpid():
        return True
    if os.name != "posix":  # asking there may end the process: what lies there stays until its own end
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return not _is_dead(process)


def _is_dead(process: int) -> bool:
    """Whether it has ended and only its parent has not yet asked how; Linux alone tells."""
    try:
        return Path(f"/proc/{process}/stat").read_text(errors="replace").rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return False

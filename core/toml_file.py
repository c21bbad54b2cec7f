"""A file that people write by hand, read: what is wrong with it is said in words, and where."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from core.errors import UsageError

MEND = "Mend the file."
_WHERE = re.compile(r"\(at line (\d+), column (\d+)\)$")


def read_toml(path: Path, called: str = "") -> dict[str, Any]:
    """Read a file of TOML.

    Parameters
    ----------
    path
        Of the file.
    called
        What a refusal calls it; its name where left out.

    Raises
    ------
    FileNotFoundError
        If there is none.
    UsageError
        If it cannot be opened, or is no TOML.

    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise
    except UnicodeDecodeError as error:
        why: str = "it is no text in UTF-8"
        cause: Exception = error
    except OSError as error:
        why, cause = "it cannot be opened", error
    except tomllib.TOMLDecodeError as error:
        found = _WHERE.search(str(error))
        why = f"line {found[1]} is no TOML from letter {found[2]} on" if found else "it ends within a value"
        cause = error
    raise UsageError(f"{called or path.name} cannot be read: {why}.", MEND) from cause

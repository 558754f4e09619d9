"""Everything that can go wrong and be told to a user in one line.

    PlanCompareError
    ├── UsageError          the request makes no sense (one plan only, an unknown id)
    ├── InputError          a path given by the user cannot be used
    │   ├── UnreadableError   missing, a folder without plans, no permission, vanished meanwhile
    │   ├── NotAPlanError     read, but holds no text of a plan (empty, binary, unknown format)
    │   └── InputLimitError   larger than a limit allows, or longer to read; also a LimitError
    └── LimitError          the work would take more time or memory than allowed

Each message names the file, what is wrong and what to do, in one line without a trailing full stop.
"""

from __future__ import annotations


class PlanCompareError(Exception):
    """Root of all errors this package raises on purpose."""


class UsageError(PlanCompareError):
    """The request as a whole cannot be carried out."""


class InputError(PlanCompareError):
    """One input cannot be used; `path` is the path as the user gave it."""

    def __init__(self, path: str, problem: str, advice: str) -> None:
        super().__init__(f"{path}: {problem}; {advice}")
        self.path = path
        self.problem = problem
        self.advice = advice


class UnreadableError(InputError):
    """The file or folder cannot be opened."""


class NotAPlanError(InputError):
    """The file was opened, but there is no text of a plan in it."""


class LimitError(PlanCompareError):
    """A limit on time or memory would be passed; nothing smaller is returned in its place."""


class InputLimitError(InputError, LimitError):
    """One input is larger than a limit allows, or takes longer to read."""

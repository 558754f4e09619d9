"""How many examples a property is tried with: few in every run, many once in a while.

    python -m pytest tests/properties                                    # quick: the same few examples every time
    python -m pytest tests/properties --hypothesis-profile=thorough      # other examples every time, for hours

`pure` is for properties of one step, `whole` for those of pipelines, of which one example takes a second or more.
"""

from __future__ import annotations

from hypothesis import settings

IS_THOROUGH = settings.get_current_profile_name() == "thorough"


def pure(quick: int) -> settings:
    """So many examples, or 10,000."""
    return settings(max_examples=10_000 if IS_THOROUGH else quick)


def whole(quick: int) -> settings:
    """So many examples, or 300."""
    return settings(max_examples=300 if IS_THOROUGH else quick)

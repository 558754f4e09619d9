"""The bodies a plan names: found in its sentences, in their full names, and told which do one job at other levels.

find     where a sentence names a body, and its full name
names    the names that ship, and what is put before and behind them
short    abbreviations, those that ship and those a text explains
duties   what a body is for: one key for Sở Nội vụ and Phòng Nội vụ
"""

from __future__ import annotations

from plancompare.agencies.duties import duty_of, full_name
from plancompare.agencies.find import Agency, find_agencies
from plancompare.agencies.short import abbreviations

__all__ = ["Agency", "abbreviations", "duty_of", "find_agencies", "full_name"]

"""Lets the properties import what they share (`drawn_plans.py`, `effort.py`) by name."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

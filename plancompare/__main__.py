"""`python -m plancompare`."""

from __future__ import annotations

import sys

from plancompare.cli import main

if __name__ == "__main__":
    sys.exit(main())

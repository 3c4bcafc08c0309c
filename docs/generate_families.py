"""Writes quizapp/bank/family_table.json: what the lint has to know of the families of problems, drawn beforehand.

python docs/generate_families.py          (make docs)
python docs/generate_families.py --check  exit status 1 where the table is not of the families as they are now

Only the families of modules that were changed are drawn. Nothing is wrong with a table that is not current: what it
lacks is drawn by whoever asks, which makes the first lint of a bank slower.
"""

from __future__ import annotations

import argparse
import sys

from calculators.problems import all_families
from quizapp.bank import families, family_table


def main() -> int:
    """Write the table, or tell whether it is current."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 where it is not current")
    names = [family.name for family in all_families()]
    if parser.parse_args().check:
        if family_table.is_current(names):
            return 0
        print("quizapp/bank/family_table.json is not current; run: make docs", file=sys.stderr)
        return 1
    family_table.write({name: family_table.known(name) or families.drawn_facts(name) for name in names})
    return 0


if __name__ == "__main__":
    sys.exit(main())

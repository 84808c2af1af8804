"""``make bench``: measure, print the table, write JSON. Machines differ: read the ratios, not the times."""

import argparse
import json
import platform
import subprocess
import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench.measuring import Effort, table
from tests.servers.processes import CHECKOUT

# SQLite serves a department and PostgreSQL a Trust, so the embedded database is filled with a tenth.
SHARES = {"postgresql": 1, "sqlite": 10}


def main() -> int:
    """0 when every line was measured; a goal that is missed is shown, and is no failure of the command."""
    asked = _arguments()
    lines: list[dict[str, Any]] = []
    efforts = {database: _effort(asked, share) for database, share in SHARES.items()}
    for database in asked.database or SHARES:
        lines += _measured(database, efforts[database])
    report = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "efforts": {database: asdict(effort) for database, effort in efforts.items()},
        "lines": lines,
    }
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_text(json.dumps(report, indent=1))
    missed = sum(not line["holds"] for line in lines)
    sys.stdout.write(
        f"\n{table(lines)}\n\n{len(lines)} lines, {missed} short of their goal. Kept in {asked.json}\n"
    )
    return 0


def _effort(asked: argparse.Namespace, share: int) -> Effort:
    if asked.quick:
        return Effort(rows=2_000, policies=300, rounds=2, each=2)
    return Effort(asked.rows // share, asked.policies // share)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="requests; SQLite a tenth")
    parser.add_argument("--policies", type=int, default=100_000, help="policies to find; SQLite a tenth")
    parser.add_argument("--database", action="append", choices=list(SHARES), help="one of them; default both")
    parser.add_argument("--json", type=Path, default=CHECKOUT / ".data" / "bench.json")
    parser.add_argument("--quick", action="store_true", help="tiny tables: only to see that it runs")
    return parser.parse_args()


def _measured(database: str, effort: Effort) -> list[dict[str, Any]]:
    """In a process of its own, because Django knows one database a process."""
    sys.stdout.write(f"Measuring on {database}\n")
    sys.stdout.flush()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "lines.json"
        command = [sys.executable, "-m", "tests.bench.one", database, json.dumps(asdict(effort)), str(file)]
        subprocess.run(command, check=True, cwd=CHECKOUT)
        found: list[dict[str, Any]] = json.loads(file.read_text())
        return found


if __name__ == "__main__":
    sys.exit(main())

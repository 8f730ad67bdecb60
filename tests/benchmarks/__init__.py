"""Speed and size, measured on demand (`python -m tests.benchmarks.bench_start`), never as part of the suite."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))

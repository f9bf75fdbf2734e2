"""Write the expected files of the golden cases anew: ``python -m tests.golden.refresh CASE…``.

Read the difference before you commit it: the cases are the judge of the code, not the other way round.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pipeline.restore import encode, restore
from tests.test_golden import load


def refresh(case: Path) -> None:
    _, page, segments = load(case)
    rows = ",\n".join(f"  {json.dumps([s.role, s.msgid], ensure_ascii=False)}" for s in segments)
    (case / "segments.json").write_text(f"[\n{rows}\n]\n", "utf-8")
    translations = case / "translations.json"
    if translations.exists():
        texts = json.loads(translations.read_text("utf-8"))
        translated = {s.key: texts[s.key.msgid] for s in segments if s.key.msgid in texts}
        (case / "expected.html").write_bytes(encode(page, restore(page, segments, translated)))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        refresh(Path(__file__).parent / name)

"""Make the pictures of ``docs/images/`` from the sample site: ``python -m tests.browser.picture``."""

from __future__ import annotations

import html
import shutil
import sys
import tempfile
from pathlib import Path

from pipeline.build import Mode
from tests.browser import sample
from tests.browser.chromium import Tab, address, find, start

IMAGES = sample.ROOT / "docs" / "images"
PAGE = "index"
DRAFT_PAGE = "sik-sorulan-sorular"

# Two windows of 1028 by 1228, drawn smaller so that the whole is 1600 by 1000.
FRAME = """<!DOCTYPE html>
<meta charset="utf-8">
<style>
  body {{ margin: 0; padding: 8px; box-sizing: border-box; width: 2080px; height: 1300px; display: grid;
    grid-template-columns: 1fr 1fr; gap: 8px; background: #dfe5e2; font: 600 22px/56px "Noto Sans", sans-serif; }}
  figure {{ margin: 0; display: grid; grid-template-rows: 56px 1fr; overflow: hidden; border-radius: 10px;
    background: #12402f; color: #fff; }}
  figcaption {{ padding-inline: 22px; white-space: pre; }}
  span {{ font-weight: 400; opacity: .85; }}
  iframe {{ border: 0; width: 100%; height: 100%; background: #fff; }}
</style>
<figure><figcaption>{left}   <span>as it was written</span></figcaption><iframe src="{left_page}"></iframe></figure>
<figure><figcaption>{right}   <span>localized</span></figcaption><iframe src="{right_page}"></iframe></figure>
"""


def side_by_side(tab: Tab, folder: Path) -> bytes:
    """A page as its author wrote it, and its localized copy with approved text only."""
    project = sample.copy_project(folder)
    sample.build(project, Mode.RELEASE)
    frame = folder / "frame.html"
    names = (f"source/en/{PAGE}.html", f"site/{sample.paths(project)[PAGE, 'tr']}")
    pages = [html.escape(address(folder / name)) for name in names]
    frame.write_text(FRAME.format(left=names[0], right=names[1], left_page=pages[0], right_page=pages[1]), "utf-8")
    tab.resize(2080, 1300, scale=1600 / 2080)
    tab.load(address(frame))
    return tab.picture()


def draft_banner(tab: Tab, folder: Path) -> bytes:
    """A small window that shows a page with drafts."""
    project = sample.copy_project(folder)
    sample.leave_unfinished(project)
    sample.build(project, Mode.DRAFT)
    tab.resize(1040, 400, scale=1.25)
    tab.load(address(project.site / sample.paths(project)[DRAFT_PAGE, "en"]))
    return tab.picture()


def main() -> int:
    """Write both pictures."""
    command = find()
    if command is None:
        print("no Chromium found; install it or name one with CHROME=/path", file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, draw in (("side-by-side", side_by_side), ("draft-banner", draft_banner)):
        folder = Path(tempfile.mkdtemp(prefix="picture-"))
        try:
            with start(command) as browser, browser.tab() as tab:
                tab.media(prefers_color_scheme="light")
                path = IMAGES / f"{name}.png"
                path.write_bytes(draw(tab, folder))
        finally:
            shutil.rmtree(folder)
        print(f"{path.relative_to(sample.ROOT)}: {path.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())

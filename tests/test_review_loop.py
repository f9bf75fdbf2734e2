"""Authors and editors at work for weeks: whatever they do between runs, no approved text is ever lost."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from pipeline import flow
from pipeline.model import EntryKey, State
from tests.sites import edit, load, make_project, write_page

PARAGRAPHS = [
    "Take <b>two</b> tablets in the morning.",
    "Take <b>three</b> tablets in the morning.",
    "Do not drive for 24 hours.",
    "Drive again after 24 hours.",
    "Call us at once if your fever passes 38.5 °C.",
    "Keep the wound dry.",
    "Keep the wound clean and dry.",
    "Walk a little every day.",
]
PAGES = ("en/index.html", "en/aftercare.html")


class Clinic(RuleBasedStateMachine):
    """Model: the text that a person last approved for each (page, entry) that still has it approved."""

    texts = Bundle("texts")

    @initialize()
    def open_clinic(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.pages = dict.fromkeys(PAGES, PARAGRAPHS[:3])
        self.project = make_project(Path(self.folder.name), {name: self.html(name) for name in PAGES})
        self.approved: dict[tuple[str, EntryKey], str] = {}
        self.serial = 0
        flow.run(self.project, ("extract",))

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()

    def html(self, name: str) -> str:
        return "<h1>Care</h1>\n" + "\n".join(f"<p>{text}</p>" for text in self.pages[name])

    def publish(self, name: str) -> None:
        write_page(self.project.root, name, self.html(name))
        flow.run(self.project, ("extract",))

    @rule(name=st.sampled_from(PAGES), text=st.sampled_from(PARAGRAPHS), at=st.integers(0, 8))
    def write_paragraph(self, name: str, text: str, at: int) -> None:
        self.pages[name] = [*self.pages[name][:at], text, *self.pages[name][at:]]
        self.publish(name)

    @rule(name=st.sampled_from(PAGES), at=st.integers(0, 8))
    def delete_paragraph(self, name: str, at: int) -> None:
        self.pages[name] = [text for i, text in enumerate(self.pages[name]) if i != at]
        self.publish(name)

    @rule(name=st.sampled_from(PAGES))
    def turn_the_page_round(self, name: str) -> None:
        self.pages[name] = self.pages[name][::-1]
        self.publish(name)

    @rule(name=st.sampled_from(PAGES), at=st.integers(0, 8), text=st.sampled_from(PARAGRAPHS))
    def edit_paragraph(self, name: str, at: int, text: str) -> None:
        self.pages[name] = [text if i == at else old for i, old in enumerate(self.pages[name])]
        self.publish(name)

    @precondition(lambda self: any(self.pages.values()))
    @rule(name=st.sampled_from(PAGES), at=st.integers(0, 8))
    def approve(self, name: str, at: int) -> None:
        page = name.removeprefix("en/").removesuffix(".html")
        active = [e for e in load(self.project, page, "tr").entries if not e.obsolete]
        chosen = active[at % len(active)]
        self.serial += 1
        text = chosen.msgid.replace("Take", "Alın").replace("Do", "Yapma") + f" [{self.serial}]"
        edit(
            self.project,
            page,
            "tr",
            lambda e: replace(e, msgstr=text, fuzzy=False, previous=None) if e.key == chosen.key else e,
        )
        self.approved[page, chosen.key] = text

    @rule()
    def draft_and_build(self) -> None:
        assert not flow.run(self.project, ("extract", "translate", "build")).failures

    @invariant()
    def approved_text_is_there(self) -> None:
        if not hasattr(self, "project"):
            return
        for page in ("index", "aftercare"):
            entries = {e.key: e for e in load(self.project, page, "tr").entries}
            for (where, key), text in self.approved.items():
                if where == page:
                    assert entries[key].msgstr == text
                    assert entries[key].state is State.APPROVED


TestClinic = Clinic.TestCase
TestClinic.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)

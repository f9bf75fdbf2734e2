"""Memory, glossary and engine joined: what is asked, what is saved when, and what is left to people."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import drafting, flow, packages
from pipeline.config import Project
from pipeline.drafting import Memories, load_engine, load_glossary
from pipeline.errors import L10nError, ModelError
from pipeline.model import Entry, Origin, State, digest
from pipeline.pivot import Pivot
from pipeline.workspace import Outcome
from tests.engines import FakeEngine
from tests.sites import HOME, approve, edit, load, make_project, write_page

TMX = """<tmx version="1.4"><header srclang="en"/><body><tu>
<tuv xml:lang="en"><seg>Spine care</seg></tuv><tuv xml:lang="tr"><seg>Omurga sağlığı</seg></tuv>
</tu></body></tmx>"""
GLOSSARY = (
    "id,en,tr,pos,domain,status,en_variants,tr_variants,forbidden_tr,forbidden_en,note\n"
    "care,spine care,omurga sağlığı,noun,clinic,preferred,,,,,\n"
)

Engines = dict[tuple[str, str], FakeEngine]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "nothing"))
    return make_project(tmp_path)


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Engines]:
    """Let the project have a fake engine for each direction."""

    def given(known: dict[str, str] | None = None, **settings: object) -> Engines:
        made: Engines = {}

        def load_engine(project: Project, source: str, target: str) -> FakeEngine:
            made[source, target] = FakeEngine(known, source=source, target=target, **settings)  # type: ignore[arg-type]
            return made[source, target]

        monkeypatch.setattr(drafting, "load_engine", load_engine)
        return made

    return given


def entries(project: Project, page: str = "index", language: str = "tr") -> dict[str, Entry]:
    return {e.msgid: e for e in load(project, page, language).entries if not e.obsolete}


def asked(engines: Engines, source: str = "en", target: str = "tr") -> list[str]:
    return [sentence.text for sentence in engines[source, target].asked] if (source, target) in engines else []


# --- memory -----------------------------------------------------------------------------------------------------------


def test_memories_hold_what_was_approved_in_either_direction(project: Project) -> None:
    flow.run(project, ("extract",))
    approve(project, "index", "tr", {"Do not drive.": "Araç kullanmayın."})
    approve(project, "contact", "en", {"İletişim": "Contact"})
    edit(project, "index", "tr", lambda e: replace(e, msgstr="Omurga", fuzzy=True) if e.msgid == "Spine care" else e)
    memories = Memories(project, Outcome())
    forward, backward = memories.get("en", "tr"), memories.get("tr", "en")
    assert [hit.unit.target for hit in forward.exact("Do not drive.", "p")] == ["Araç kullanmayın."]
    assert [hit.unit.target for hit in forward.exact("Contact", "h1")] == ["İletişim"]
    assert [hit.unit.target for hit in backward.exact("İletişim", "h1")] == ["Contact"]
    assert [hit.unit.target for hit in backward.exact("Araç kullanmayın.", "p")] == ["Do not drive."]
    assert not forward.exact("Spine care", "h1"), "nobody has approved it"
    assert memories.get("en", "tr") is forward, "made once"


def test_memories_of_translation_memory_files(project: Project) -> None:
    project.memory.mkdir()
    (project.memory / "old.tmx").write_text(TMX, "utf-8")
    (project.memory / "broken.tmx").write_text("<tmx", "utf-8")
    outcome = Outcome()
    memory = Memories(project, outcome).get("en", "tr")
    assert [hit.unit.target for hit in memory.exact("Spine care", "h1")] == ["Omurga sağlığı"]
    assert len(outcome.failures) == 1
    assert "broken.tmx" in outcome.failures[0]


def test_a_broken_catalog_is_no_memory_but_a_failure(project: Project) -> None:
    flow.run(project, ("extract",))
    project.catalog("index", "tr").write_text('msgid "', "utf-8")
    outcome = Outcome()
    Memories(project, outcome).get("en", "tr")
    assert [failure.partition(":")[0] for failure in outcome.failures] == ["locales/tr/LC_MESSAGES/index.po"]


def test_memory_comes_before_the_engine(project: Project, use: Callable[..., Engines]) -> None:
    engines = use()
    project.memory.mkdir()
    (project.memory / "old.tmx").write_text(TMX, "utf-8")
    flow.run(project)
    found = entries(project)["Spine care"]
    assert (found.msgstr, found.state) == ("Omurga sağlığı", State.DRAFTED)
    assert found.origin is not None
    assert found.origin.engine == "memory"
    assert "Spine care" not in asked(engines)


def test_similar_texts_are_offered_down_to_the_project_s_cutoff(project: Project, use: Callable[..., Engines]) -> None:
    use()
    flow.run(project, ("extract",))
    approve(project, "index", "tr", {"Do not drive.": "Araç kullanmayın."})
    write_page(project.root, "en/more.html", "<p>Do not drive now.</p>")
    for cutoff, offered in ((100, False), (60, True)):
        flow.run(replace(project, fuzzy_cutoff=cutoff), ("extract", "translate"), redraft=True)
        notes = " ".join(entries(project, "more")["Do not drive now."].draft_notes)
        assert ("Araç kullanmayın." in notes) is offered


# --- glossary and engine ----------------------------------------------------------------------------------------------


def test_there_may_be_no_glossary(project: Project) -> None:
    outcome = Outcome()
    glossary = load_glossary(project, outcome)
    assert glossary is not None
    assert not glossary.find("Spine care", "en", "tr")
    assert outcome.failures == []


def test_a_broken_glossary_is_a_failure(project: Project) -> None:
    project.glossary.write_text("id,english\n", "utf-8")
    outcome = Outcome()
    assert load_glossary(project, outcome) is None
    assert len(outcome.failures) == 1
    assert "glossary.csv:1: " in outcome.failures[0]


def test_a_text_that_is_a_term_needs_no_engine(project: Project, use: Callable[..., Engines]) -> None:
    engines = use()
    project.glossary.write_text(GLOSSARY, "utf-8")
    flow.run(project)
    found = entries(project)["Spine care"]
    assert found.msgstr == "Omurga sağlığı"
    assert found.origin is not None
    assert found.origin.engine == "glossary"
    assert "Spine care" not in asked(engines)


def package(project: Project, source: str = "en", target: str = "tr") -> packages.Package:
    """Install a package whose model is no model."""
    path = project.root / f"translate-{source}_{target}.argosmodel"
    with zipfile.ZipFile(path, "w") as archive:
        metadata = {"from_code": source, "to_code": target, "package_version": "1.0"}
        archive.writestr("p/metadata.json", json.dumps(metadata))
        archive.writestr("p/model/model.bin", "weights")
        archive.writestr("p/sentencepiece.model", "pieces")
    return packages.install(path, project.models)


def test_without_a_package_there_is_no_engine(project: Project) -> None:
    assert load_engine(project, "en", "tr") is None
    package(project, "tr", "en")
    assert load_engine(project, "en", "tr") is None


def test_two_packages_through_english_are_one_engine(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[Path] = []

    def load(folder: Path, digest: str, decoding: object) -> FakeEngine:
        loaded.append(folder)
        (made,) = (p for p in packages.available(project.models) if p.digest == digest)
        return FakeEngine(source=made.source, target=made.target)

    monkeypatch.setattr(drafting.argos, "load", load)
    package(project, "tr", "en")
    assert load_engine(project, "tr", "ar") is None, "half a way is none"
    package(project, "en", "ar")
    engine = load_engine(project, "tr", "ar")
    assert engine is not None
    assert (engine.source, engine.target, engine.version) == ("tr", "ar", "1/1")
    package(project, "tr", "ar")
    engine = load_engine(project, "tr", "ar")
    assert engine is not None
    assert engine.version == "1", "the direct way is preferred"


def test_a_draft_that_came_through_english_says_so(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def load_engine(_: Project, source: str, target: str) -> Pivot:
        return Pivot(FakeEngine(source=source, target="de"), FakeEngine(source="de", target=target))

    monkeypatch.setattr(drafting, "load_engine", load_engine)
    project.glossary.write_text(GLOSSARY, "utf-8")
    flow.run(project, ("extract", "translate"))
    found = entries(project)
    assert any("through English" in note for note in found["A small clinic."].draft_notes)
    assert not any("through English" in note for note in found["Spine care"].draft_notes), "the glossary's own text"


def test_a_package_that_differs_from_its_lock_is_refused(project: Project) -> None:
    installed = package(project)
    installed.path.write_bytes(b"x")
    with pytest.raises(ModelError, match="another SHA-256"):
        load_engine(project, "en", "tr")


def test_a_package_whose_model_cannot_be_loaded_is_a_failure_and_the_run_goes_on(project: Project) -> None:
    package(project)
    project.glossary.write_text(GLOSSARY, "utf-8")
    with pytest.raises(L10nError):
        load_engine(project, "en", "tr")
    result = flow.run(project)
    assert len(result.failures) == 1
    assert entries(project)["Spine care"].msgstr == "Omurga sağlığı"


# --- what is drafted --------------------------------------------------------------------------------------------------


def test_a_text_of_many_pages_is_asked_once(project: Project, use: Callable[..., Engines]) -> None:
    engines = use()
    for number in range(3):
        write_page(project.root, f"en/copy{number}.html", HOME)
    flow.run(project)
    assert sorted(asked(engines)) == sorted(set(asked(engines)))
    drafts = {entries(project, page)["Do not drive."].msgstr for page in ("index", "copy0", "copy1", "copy2")}
    assert len(drafts) == 1
    assert "" not in drafts


def test_drafts_name_their_engine_and_stay_until_somebody_acts(project: Project, use: Callable[..., Engines]) -> None:
    use({"Do not drive.": "Araç kullanmayın."}, score=0.5)
    flow.run(project)
    found = entries(project)["Do not drive."]
    assert (found.msgstr, found.fuzzy, found.state) == ("Araç kullanmayın.", True, State.DRAFTED)
    assert found.origin is not None
    assert (found.origin.engine, found.origin.version, found.origin.digest) == (
        "fake",
        "1",
        digest("Araç kullanmayın."),
    )
    engines = use({"Do not drive.": "Sürmeyin."})
    flow.run(project)
    assert "Do not drive." not in asked(engines)
    assert entries(project)["Do not drive."].msgstr == "Araç kullanmayın."
    flow.run(project, redraft=True)
    assert entries(project)["Do not drive."].msgstr == "Sürmeyin."


@pytest.mark.parametrize(
    "touched",
    [
        {"msgstr": "Araba kullanmayın."},
        {"fuzzy": False},
        {"msgstr": "Araba kullanmayın.", "fuzzy": False},
        {"origin": None},
        {"origin": Origin("fake", "1", 0.5, "000000000000")},
    ],
    ids=str,
)
@pytest.mark.parametrize("redraft", [False, True])
def test_what_a_person_touched_is_never_drafted_again(
    project: Project, use: Callable[..., Engines], touched: dict[str, object], redraft: bool
) -> None:
    use({"Do not drive.": "Araç kullanmayın."})
    flow.run(project)
    edit(project, "index", "tr", lambda e: replace(e, **touched) if e.msgid == "Do not drive." else e)
    before = entries(project)["Do not drive."]
    engines = use({"Do not drive.": "Sürmeyin."})
    flow.run(project, redraft=redraft)
    assert "Do not drive." not in asked(engines)
    assert replace(entries(project)["Do not drive."], line=None) == replace(before, line=None)


def test_an_emptied_entry_is_drafted_again(project: Project, use: Callable[..., Engines]) -> None:
    use({"Do not drive.": "Araç kullanmayın."})
    flow.run(project)
    edit(project, "index", "tr", lambda e: replace(e, msgstr="", fuzzy=False) if e.msgid == "Do not drive." else e)
    flow.run(project)
    assert entries(project)["Do not drive."].msgstr == "Araç kullanmayın."


def test_only_the_pages_named_are_drafted(project: Project, use: Callable[..., Engines]) -> None:
    engines = use()
    flow.run(project, ("extract",))
    flow.run(project, ("translate",), names=("contact",))
    assert set(engines) == {("tr", "en")}
    assert {e.state for e in entries(project).values()} == {State.UNTRANSLATED}


def test_check_drafts_nothing_into_files_but_says_which(project: Project, use: Callable[..., Engines]) -> None:
    use()
    flow.run(project, ("extract",))
    before = {path: path.read_bytes() for path in project.locales.rglob("*.po")}
    result = flow.run(project, ("translate",), check=True)
    assert set(result.changed) == {"locales/tr/LC_MESSAGES/index.po", "locales/en/LC_MESSAGES/contact.po"}
    assert {path: path.read_bytes() for path in project.locales.rglob("*.po")} == before


@pytest.mark.parametrize(("min_score", "withheld"), [(0.3, False), (0.5, False), (0.51, True), (1, True), (0, False)])
def test_drafts_that_score_too_low_are_only_a_comment(
    project: Project, use: Callable[..., Engines], min_score: float, withheld: bool
) -> None:
    use({"Do not drive.": "Araç kullanmayın."}, score=0.5)
    flow.run(replace(project, min_score=min_score))
    found = entries(project)["Do not drive."]
    assert found.state is (State.UNTRANSLATED if withheld else State.DRAFTED)
    assert any("Araç kullanmayın." in note and "score 0.50" in note for note in found.draft_notes) is withheld


def test_drafts_with_an_error_are_only_a_comment(project: Project, use: Callable[..., Engines]) -> None:
    write_page(project.root, "en/dose.html", "<p>Take 2.5 mg now.</p>")
    use({"Take 2.5 mg now.": "Şimdi alın.", "Do not drive.": "Araç kullanmayın."})
    flow.run(project)
    found = entries(project, "dose")["Take 2.5 mg now."]
    assert (found.msgstr, found.state) == ("", State.UNTRANSLATED)
    assert any("Şimdi alın." in note for note in found.draft_notes)
    assert entries(project)["Do not drive."].state is State.DRAFTED


# --- the glossary -----------------------------------------------------------------------------------------------------

DRIVE = "drive,drive,araç kullanmak,verb,x,preferred,,,,,\n"


def test_a_draft_notes_its_terms_and_what_is_missing(project: Project, use: Callable[..., Engines]) -> None:
    use({"Do not drive.": "Araç kullanmayın.", "A small clinic.": "Küçük."})
    project.glossary.write_text(GLOSSARY + DRIVE + "clinic,clinic,klinik,noun,x,preferred,,,,,\n", "utf-8")
    flow.run(project)
    found = entries(project)
    assert found["Do not drive."].draft_notes == ("term used: drive → Araç kullanmayın (engine)",)
    assert found["Do not drive."].origin is not None
    assert len(found["Do not drive."].origin.glossary) == 12
    assert found["A small clinic."].draft_notes == ("term used: clinic → Klinik (repaired)",)


def test_a_forbidden_form_is_flagged_and_not_withheld(project: Project, use: Callable[..., Engines]) -> None:
    use({"Do not drive.": "Sürmeyin."}, scores={"Sürmeyin.": 0.9}, score=0.01)
    project.glossary.write_text(GLOSSARY + DRIVE.replace(",,,,,", ",,,sürmek,,"), "utf-8")
    flow.run(project)
    found = entries(project)["Do not drive."]
    assert (found.msgstr, found.state) == ("Sürmeyin.", State.DRAFTED)
    (note,) = found.draft_notes
    assert note.startswith("term missing: drive → araç kullanmak, not Sürme")


def test_a_changed_glossary_makes_untouched_drafts_anew(project: Project, use: Callable[..., Engines]) -> None:
    package(project)
    project.glossary.write_text(GLOSSARY, "utf-8")
    use({"Do not drive.": "Araç kullanmayın.", "A small clinic.": "Küçük klinik."})
    flow.run(project)
    before = entries(project)
    project.glossary.write_text(GLOSSARY.replace("omurga sağlığı", "omurga bakımı") + DRIVE, "utf-8")
    engines = use({"Do not drive.": "Araç kullanmayınız.", "A small clinic.": "Ufak klinik."})
    flow.run(project)
    after = entries(project)
    assert "Do not drive." in asked(engines)
    assert "A small clinic." not in asked(engines)
    assert after["Do not drive."].msgstr == "Araç kullanmayınız."
    assert after["Spine care"].msgstr == "Omurga bakımı"
    assert replace(after["A small clinic."], line=None) == replace(before["A small clinic."], line=None)
    assert flow.run(project, check=True).changed == ()


def test_a_repair_brings_no_error_of_the_checks(project: Project, use: Callable[..., Engines]) -> None:
    write_page(project.root, "en/dose.html", "<p>Drive 2.5 km.</p>")
    project.glossary.write_text(GLOSSARY + DRIVE, "utf-8")
    use({"Drive 2.5 km.": ("2,5 km sürün.", "2,5 m araç kullanın.")}, scores={"2,5 km sürün.": 0.9}, score=0.8)
    flow.run(project)
    assert entries(project, "dose")["Drive 2.5 km."].msgstr == "2,5 km sürün."


# --- saving -----------------------------------------------------------------------------------------------------------


def test_progress_counts_entries(project: Project, use: Callable[..., Engines]) -> None:
    use()
    write_page(project.root, "en/copy.html", HOME)
    seen: list[tuple[int, int]] = []
    flow.run(project, progress=lambda stage, done, total: seen.append((done, total)) if stage == "translate" else None)
    assert {total for _, total in seen} == {17}
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1] == (17, 17)


def test_finished_drafts_are_saved_now_and_then(
    project: Project, use: Callable[..., Engines], monkeypatch: pytest.MonkeyPatch
) -> None:
    counts: list[int] = []

    class Watched(FakeEngine):
        def translate(self, sentences):
            for answer in super().translate(sentences):
                counts.append(sum(bool(e.msgstr) for e in entries(project).values()))
                yield answer

    flow.run(project, ("extract",))
    (project.source / "tr" / "contact.html").unlink()
    monkeypatch.setattr(drafting, "load_engine", lambda project, source, target: Watched(source=source, target=target))
    monkeypatch.setattr(drafting, "_SECONDS_BETWEEN_SAVES", -1.0)
    flow.run(project, ("translate",))
    assert counts == sorted(counts)
    assert counts[-1] > 2, "saved while the engine was still at work"


def test_an_engine_that_fails_in_the_middle_loses_no_finished_draft(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing(FakeEngine):
        def translate(self, sentences):
            for number, answer in enumerate(super().translate(sentences)):
                if number == 3:
                    raise ModelError("the model is damaged")
                yield answer

    monkeypatch.setattr(drafting, "load_engine", lambda project, source, target: Failing(source=source, target=target))
    with pytest.raises(ModelError, match="the model is damaged"):
        flow.run(project)
    assert sum(bool(e.msgstr) for e in entries(project).values()) == 3


def test_a_catalog_that_is_gone_when_its_drafts_are_ready(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    class Meanwhile(FakeEngine):
        def translate(self, sentences):
            project.catalog("index", "tr").unlink(missing_ok=True)
            yield from super().translate(sentences)

    flow.run(project, ("extract",))
    monkeypatch.setattr(
        drafting, "load_engine", lambda project, source, target: Meanwhile(source=source, target=target)
    )
    assert flow.run(project, ("translate",)).failures == ()
    flow.run(project, ("extract",))
    assert {e.state for e in entries(project).values()} == {State.UNTRANSLATED}

"""The sentence splitter inside the packages, through MiniSBD, which is what stock Argos Translate calls."""

import zipfile
from pathlib import Path

import pytest

minisbd = pytest.importorskip("minisbd")

CASES = {
    "en": [
        ["A herniated disc is common.", "Dr. Smith will see you at 09:30.", "Is it dangerous?"],
        ["No.", "You can walk (slowly).", '"Why?"', "See No. 5 for that."],
        ["⟦1⟧Stop smoking.⟦2⟧", "It takes 1.5 hours, e.g. in the morning!"],
        ["Ask J. Brown about it.", "Call +90 212 000 00 00."],
    ],
    "tr": [
        ["Bel fıtığı yaygındır.", "Prof. Dr. Ahmet Yılmaz sizi 3. Kat'ta bekliyor.", "Ağrı var mı?"],
        ["12. Hafta kontrolü önemlidir…", "Bkz. Tablo A.2.", "İyileşme sürer."],
        ["Randevunuz 10.30'da.", "“Neden?”", "Sokak No. 5'teyiz."],
    ],
}


@pytest.fixture(scope="module")
def detectors(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    folder = tmp_path_factory.mktemp("minisbd")
    result = {}
    for path in sorted(Path("models").glob("*.argosmodel")):
        with zipfile.ZipFile(path) as archive:
            name = next(name for name in archive.namelist() if name.endswith(".onnx"))
            file = folder / Path(name).name
            file.write_bytes(archive.read(name))
        result[file.stem] = minisbd.SBDetect(str(file), use_gpu=False)
    return result


@pytest.mark.parametrize(("language", "sentences"), [(code, case) for code, cases in CASES.items() for case in cases])
def test_sentences(detectors: dict[str, minisbd.SBDetect], language: str, sentences: list[str]) -> None:
    assert detectors[language].sentences(" ".join(sentences)) == sentences


def test_nothing_is_lost_from_long_text(detectors: dict[str, minisbd.SBDetect]) -> None:
    text = " ".join(["The pain went away after six weeks of walking and rest."] * 60)
    assert " ".join(detectors["en"].sentences(text)) == text

import hashlib
import json
import os
import stat
import zipfile

import pytest

from pipeline import packages
from pipeline.errors import ModelError
from pipeline.packages import available, find, install, missing, read, unpack, verify

FILES = {"model/model.bin": b"weights", "sentencepiece.model": b"pieces", "README.md": b"hello"}


def make(path, *, source="en", target="tr", version="0.1", files=FILES, extra=(), root="translate-en_tr"):
    metadata = {"from_code": source, "to_code": target, "package_version": version}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{root}/metadata.json", json.dumps(metadata))
        for name, data in files.items():
            archive.writestr(f"{root}/{name}", data)
        for entry, data in extra:
            archive.writestr(entry, data)
    return path


@pytest.fixture
def models(tmp_path):
    folder = tmp_path / "models"
    folder.mkdir()
    return folder


@pytest.fixture
def nowhere(tmp_path):
    return tmp_path / "no-argos-here"


def test_install_then_find(tmp_path, models, nowhere):
    file = make(tmp_path / "a.argosmodel")
    installed = install(file, models)
    assert (models / "models.lock").read_text() == f"{hashlib.sha256(file.read_bytes()).hexdigest()}  a.argosmodel\n"
    assert find(models, "en", "tr", argos=nowhere) == installed
    assert find(models, "tr", "en", argos=nowhere) is None
    assert verify(models) == ()
    assert installed.identity == f"a@0.1+{installed.digest[:12]}"


def test_install_twice_changes_nothing(tmp_path, models):
    file = make(tmp_path / "a.argosmodel")
    install(file, models)
    before = (models / "models.lock").read_bytes()
    install(file, models)
    install(models / "a.argosmodel", models)
    assert (models / "models.lock").read_bytes() == before


def test_the_newest_version_wins(tmp_path, models, nowhere):
    for version in ("0.9", "0.10", "0.2"):
        install(make(tmp_path / f"v{version}.argosmodel", version=version), models)
    assert find(models, "en", "tr", argos=nowhere).version == "0.10"


def test_installed_argos_packages_come_second(tmp_path, models):
    argos = tmp_path / "argos"
    folder = argos / "translate-en_tr-1_0"
    (folder / "model").mkdir(parents=True)
    (folder / "metadata.json").write_text('{"from_code": "en", "to_code": "tr", "package_version": "1.0"}')
    (folder / "model" / "model.bin").write_bytes(b"w")
    (folder / "bpe.model").write_bytes(b"b")
    assert find(models, "en", "tr", argos=argos).path == folder
    install(make(tmp_path / "a.argosmodel"), models)
    assert find(models, "en", "tr", argos=argos).path.parent == models
    assert unpack(read(folder), tmp_path / "cache") == folder


def test_unlisted_package_is_refused(tmp_path, models, nowhere):
    make(models / "a.argosmodel")
    with pytest.raises(ModelError, match=r"no models/\*\.lock; if you trust it, run: clinic-l10n models install"):
        find(models, "en", "tr", argos=nowhere)


def test_changed_package_is_refused(tmp_path, models):
    install(make(tmp_path / "a.argosmodel"), models)
    make(models / "a.argosmodel", version="6.6")
    with pytest.raises(ModelError, match="another SHA-256"):
        available(models)
    (finding,) = verify(models)
    assert "another SHA-256" in finding.message
    assert finding.location.file.endswith("a.argosmodel")


def test_lock_entry_without_file_is_found(models):
    (models / "x.lock").write_text(f"# ours\n\n{'0' * 64}  gone.argosmodel\n")
    (finding,) = verify(models)
    assert finding.location.line == 3
    assert "gone.argosmodel" in finding.message


def test_broken_lock_line_names_its_place(models):
    (models / "x.lock").write_text("sha256 what\n")
    with pytest.raises(ModelError) as caught:
        available(models)
    assert caught.value.line == 1
    assert "sha256 what" in str(caught.value)


def test_lock_stands_against_another_file(tmp_path, models):
    (models / "x.lock").write_text(f"{'0' * 64}  a.argosmodel\n")
    with pytest.raises(ModelError, match="remove that line"):
        install(make(tmp_path / "a.argosmodel"), models)
    assert not (models / "a.argosmodel").exists()


def _link(name):
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"extra": [("../evil", b"x")]}, "leave its folder"),
        ({"extra": [("translate-en_tr/../../evil", b"x")]}, "leave its folder"),
        ({"extra": [("/etc/evil", b"x")]}, "leave its folder"),
        ({"extra": [("C:/evil", b"x")]}, "leave its folder"),
        ({"extra": [("translate-en_tr\\..\\evil", b"x")]}, "leave its folder"),
        ({"extra": [(_link("translate-en_tr/link"), b"/etc/passwd")]}, "link"),
        ({"extra": [("other/file", b"x")]}, "one folder"),
        ({"extra": [("translate-en_tr/zeros", b"\0" * 50_000_000)]}, "compressed beyond reason"),
        ({"extra": [(f"translate-en_tr/{i}", b"") for i in range(1001)]}, "at most 1000"),
        ({"files": {"sentencepiece.model": b"p"}}, "model/model.bin is missing"),
        ({"files": {"model/model.bin": b"p"}}, "sentencepiece.model or bpe.model is missing"),
        ({"target": None}, "no language pair"),
    ],
)
def test_unsafe_or_incomplete_package_is_refused(tmp_path, models, options, message):
    file = make(tmp_path / "bad.argosmodel", **options)
    with pytest.raises(ModelError, match=message) as caught:
        install(file, models)
    assert "\n" not in str(caught.value)
    assert list(models.iterdir()) == []


def test_metadata_must_be_json(tmp_path):
    path = tmp_path / "bad.argosmodel"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("metadata.json", "model/model.bin", "sentencepiece.model"):
            archive.writestr(f"x/{name}", b"{")
    with pytest.raises(ModelError, match="from_code"):
        read(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_same_entry_twice_is_refused(tmp_path):
    with pytest.raises(ModelError, match="twice"):
        read(make(tmp_path / "bad.argosmodel", extra=[("translate-en_tr/README.md", b"other")]))


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut"])
def test_no_zip(tmp_path, content):
    path = tmp_path / "bad.argosmodel"
    path.write_bytes(content)
    with pytest.raises(ModelError, match="not a readable zip"):
        read(path)


def test_no_file(tmp_path):
    with pytest.raises(ModelError, match="no such file"):
        read(tmp_path / "gone.argosmodel")


def test_damaged_content_leaves_no_folder(tmp_path, models):
    file = make(tmp_path / "a.argosmodel", files={**FILES, "model/model.bin": os.urandom(5000)})
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(data)
    package = install(file, models)
    cache = tmp_path / "cache"
    with pytest.raises(ModelError, match="damaged"):
        unpack(package, cache)
    assert list(cache.iterdir()) == []


def test_unpack_once(tmp_path, models):
    package = install(make(tmp_path / "a.argosmodel"), models)
    cache = tmp_path / "cache"
    folder = unpack(package, cache)
    assert folder == cache / package.digest
    assert {name: (folder / name).read_bytes() for name in FILES} == FILES
    stamp = folder.stat().st_mtime_ns
    assert unpack(package, cache) == folder
    assert folder.stat().st_mtime_ns == stamp
    assert [path.name for path in cache.iterdir()] == [package.digest]


def test_argos_folder(monkeypatch, tmp_path):
    for name in ("ARGOS_PACKAGES_DIR", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert packages.argos_folder() == tmp_path / ".local/share/argos-translate/packages"
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", "/elsewhere")
    assert str(packages.argos_folder()) == "/elsewhere"


def test_way_out_is_a_command():
    assert "clinic-l10n models install" in missing("en", "tr")
    assert "\n" not in missing("en", "tr")
    assert "translate-tr_en and translate-en_ar" in missing("tr", "ar")

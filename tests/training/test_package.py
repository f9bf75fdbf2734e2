"""The committed packages: locked, small, deterministic, and loadable by stock Argos Translate without a network."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from training.package import LOCK, check_lock, write_archive, write_lock

MODELS = Path("models")
PACKAGES = sorted(MODELS.glob("*.argosmodel"))

STOCK = """
import socket, sys

def refuse(*arguments, **options):
    raise OSError("the network is not to be used")

socket.socket.connect = socket.getaddrinfo = refuse
from argostranslate import package, translate

for path in sys.argv[1:]:
    package.install_from_path(path)
for source, target, text in (
    ("en", "tr", "Your doctor will examine you. Dr. Jones is here at 09:30."),
    ("tr", "en", "Doktorunuz sizi muayene edecek. Prof. Dr. Ayşe Kaya 3. Kat'ta."),
):
    translation = translate.get_translation_from_codes(source, target)
    print(len(translation.underlying.sentencizer.split_sentences(text)), translation.translate(text))
"""


def test_both_directions_are_there() -> None:
    assert [path.name.split("-")[1] for path in PACKAGES] == ["en_tr", "tr_en"]


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.name)
def test_package_layout(path: Path) -> None:
    assert path.stat().st_size < 60e6
    with zipfile.ZipFile(path) as archive:
        names = {name.split("/", 1)[1] for name in archive.namelist()}
        metadata = json.loads(archive.read(f"{path.stem}/metadata.json"))
    assert {"metadata.json", "README.md", "sentencepiece.model", "model/model.bin", "model/config.json"} <= names
    assert f"minisbd/{metadata['from_code']}.onnx" in names
    assert metadata["target_prefix"] == f"<2{metadata['to_code']}>"
    assert set(metadata["clinic_l10n"]["terms"]) == {"open", "middle", "close"}
    assert metadata["clinic_l10n"]["placeholder"] == "⟦{n}⟧"
    assert re.fullmatch("[0-9a-f]{64}", metadata["clinic_l10n"]["config_sha256"])


def test_lock_agrees() -> None:
    assert check_lock(MODELS) == []


def test_lock_names_every_fault(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.argosmodel").write_bytes(b"one")
    write_lock(tmp_path)
    assert check_lock(tmp_path) == []
    (tmp_path / "a.argosmodel").write_bytes(b"two")
    (tmp_path / "b.argosmodel").rename(tmp_path / "c.argosmodel")
    assert check_lock(tmp_path) == [
        f"a.argosmodel: content does not match {LOCK}",
        f"b.argosmodel: named in {LOCK} but missing",
        f"c.argosmodel: not named in {LOCK}",
    ]


def test_archives_are_the_same_bytes_every_time(tmp_path: Path) -> None:
    files = {"b": b"2", "a/c": b"1"}
    for name, order in (("one", files), ("two", dict(reversed(files.items())))):
        write_archive(tmp_path / name, "top", order)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_stock_argos_translates_offline(tmp_path: Path) -> None:
    environment = os.environ | {
        "ARGOS_PACKAGES_DIR": str(tmp_path / "packages"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "ARGOS_DEVICE_TYPE": "cpu",
    }
    command = [sys.executable, "-c", STOCK, *map(str, PACKAGES)]
    result = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    lines = [line.split(" ", 1) for line in result.stdout.splitlines()]
    assert [count for count, _ in lines] == ["2", "2"]
    assert all(text.strip() for _, text in lines)
    assert "<2" not in result.stdout

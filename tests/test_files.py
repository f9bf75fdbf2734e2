"""What a killed process, a full disk and a second command may not do to a file."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline import files
from pipeline.errors import BusyError, OutputError

ROOT = Path(__file__).parents[1]


def python(code: str, *arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)], cwd=ROOT, stdout=-1, text=True)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- write_atomic -----------------------------------------------------------------------------------------------------


def test_creates_the_file_and_its_folders(tmp_path):
    files.write_atomic(tmp_path / "tr" / "LC_MESSAGES" / "index.po", b"new")
    assert (tmp_path / "tr" / "LC_MESSAGES" / "index.po").read_bytes() == b"new"
    assert names(tmp_path / "tr" / "LC_MESSAGES") == ["index.po"]


def test_keeps_the_mode_of_a_file_and_leaves_that_of_a_new_one_to_the_umask(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"1")
    old.chmod(0o640)
    umask = os.umask(0o027)
    try:
        files.write_atomic(old, b"2")
        files.write_atomic(new, b"2")
    finally:
        os.umask(umask)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert stat.S_IMODE(new.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").write_bytes(b"1")
    (tmp_path / "link").symlink_to("real")
    files.write_atomic(tmp_path / "link", b"2")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"2"


@pytest.mark.parametrize("moment", ["os.fsync", "pathlib.Path.replace"])
def test_a_killed_writer_leaves_the_old_file_whole(tmp_path, moment):
    path = tmp_path / "index.po"
    path.write_bytes(b"old")
    code = f"""
import os, pathlib, signal, sys
from pipeline import files
{moment} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
files.write_atomic(pathlib.Path(sys.argv[1]), b"new" * 100_000)
"""
    with python(code, path) as writer:
        assert writer.wait() == -signal.SIGKILL
    assert path.read_bytes() == b"old"
    assert len(names(tmp_path)) == 2, "the temporary file of the killed process"
    files.remove_leftovers(tmp_path)
    assert names(tmp_path) == ["index.po"]


def test_whenever_the_writer_is_killed_the_file_is_one_of_the_two(tmp_path):
    path = tmp_path / "index.po"
    code = """
import itertools, pathlib, sys
from pipeline import files
for turn in itertools.cycle((b"a", b"b")):
    files.write_atomic(pathlib.Path(sys.argv[1]), turn * 200_000)
    print(flush=True)
"""
    for pause in (0.0, 0.003, 0.011, 0.02):
        with python(code, path) as writer:
            assert writer.stdout
            writer.stdout.readline()
            time.sleep(pause)
            writer.kill()
        content = path.read_bytes()
        assert len(content) == 200_000
        assert len(set(content)) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_leaves_the_old_file_and_no_other(tmp_path, monkeypatch):
    path = tmp_path / "index.po"
    path.write_bytes(b"old")
    really_open = os.open

    def open_full(file, flags, mode=0o777):
        if not str(file).endswith(files.TEMPORARY_SUFFIX):
            return really_open(file, flags, mode)
        os.close(really_open(file, flags, mode))
        return really_open("/dev/full", os.O_WRONLY)

    monkeypatch.setattr(os, "open", open_full)
    monkeypatch.setattr(os, "fchmod", lambda *_: None)  # not for the mode of /dev/full
    with pytest.raises(OutputError, match=r"index\.po: cannot be written, the disk is full: free some space"):
        files.write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["index.po"]


def test_a_read_only_folder_is_named_with_the_way_out(tmp_path):
    path = tmp_path / "index.po"
    path.write_bytes(b"old")
    tmp_path.chmod(0o555)
    try:
        if os.access(tmp_path, os.W_OK):
            pytest.skip("this user may write everywhere")
        with pytest.raises(OutputError, match=r"index\.po: cannot be written, no permission: make the file"):
            files.write_atomic(path, b"new")
    finally:
        tmp_path.chmod(0o755)
    assert path.read_bytes() == b"old"


def test_no_permission_is_named_also_for_a_user_who_may_write_everywhere(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(OutputError, match="no permission") as caught:
        files.write_atomic(tmp_path / "index.po", b"new")
    assert caught.value.file == str(tmp_path / "index.po")


def test_a_file_where_a_folder_should_be(tmp_path):
    (tmp_path / "tr").write_bytes(b"")
    with pytest.raises(OutputError, match=r"cannot be written \("):
        files.write_atomic(tmp_path / "tr" / "index.po", b"new")


def test_ctrl_c_leaves_no_temporary_file(tmp_path, monkeypatch):
    def interrupt(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.write_atomic(tmp_path / "index.po", b"new")
    assert names(tmp_path) == []


# --- write_if_changed, sha256 -----------------------------------------------------------------------------------------


def test_writes_only_what_changed(tmp_path):
    path = tmp_path / "index.po"
    assert files.write_if_changed(path, b"1")
    before = path.stat()
    assert not files.write_if_changed(path, b"1")
    assert path.stat() == before
    assert files.write_if_changed(path, b"2")
    assert path.read_bytes() == b"2"


def test_check_writes_nothing(tmp_path):
    path = tmp_path / "index.po"
    assert files.write_if_changed(path, b"1", check=True)
    assert not path.exists()


def test_a_folder_in_the_place_of_the_file(tmp_path):
    with pytest.raises(OutputError, match="is a directory"):
        files.write_if_changed(tmp_path, b"1")


def test_sha256(tmp_path):
    (tmp_path / "empty").write_bytes(b"")
    assert files.sha256(tmp_path / "empty") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


# --- project_lock -----------------------------------------------------------------------------------------------------

HOLD = """
import pathlib, sys, time
from pipeline import files
with files.project_lock(pathlib.Path(sys.argv[1]), "clinic-l10n run"):
    print(flush=True)
    time.sleep(60)
"""


def test_the_second_command_is_told_who_holds_the_lock(tmp_path):
    lock = tmp_path / ".l10n" / "lock"
    with python(HOLD, lock) as holder:
        assert holder.stdout
        holder.stdout.readline()
        expected = rf"clinic-l10n run \(process {holder.pid}, since .*wait until .*no file needs to be removed"
        with pytest.raises(BusyError, match=expected), files.project_lock(lock, "clinic-l10n extract"):
            pytest.fail("two commands hold the lock")
        holder.kill()
    with files.project_lock(lock, "clinic-l10n extract"):
        pass  # a killed process holds nothing


def test_the_lock_is_free_after_the_block_however_it_ends(tmp_path):
    lock = tmp_path / "lock"
    with pytest.raises(RuntimeError), files.project_lock(lock, "one"):
        raise RuntimeError
    with files.project_lock(lock, "two"):
        assert "two" in (tmp_path / "lock.holder").read_text()
    assert names(tmp_path) == ["lock"]


def test_a_lock_whose_holder_has_not_said_its_name(tmp_path):
    lock = tmp_path / "lock"
    with files.project_lock(lock, "one"):
        (tmp_path / "lock.holder").unlink()
        with pytest.raises(BusyError, match="not known yet"), files.project_lock(lock, "two"):
            pytest.fail("two commands hold the lock")


def test_a_lock_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="lock"), files.project_lock(tmp_path / "file" / "lock", "one"):
        pytest.fail("locked nothing")

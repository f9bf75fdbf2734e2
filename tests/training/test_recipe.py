"""The whole recipe on a handful of sentences: prepare, train, resume, export, translate."""

import importlib.util
import lzma
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from training.package import check_lock

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("torch") is None, reason="training needs PyTorch, which is not installed here"
)

SETTINGS = {
    "vocabulary": "620",
    "vocabulary_lines": "100",
    "width": "32",
    "heads": "2",
    "feed_forward": "64",
    "encoder_layers": "2",
    "decoder_layers": "1",
    "batch_tokens": "800",
    "max_steps": "4",
    "log_every": "2",
    "warmup_steps": "2",
    "bfloat16": "false",
}


def _config(folder: Path, **changes: str) -> Path:
    text = Path("training/config.toml").read_text(encoding="utf-8")
    for name, value in (SETTINGS | changes).items():
        text, count = re.subn(rf"(?m)^{name} = \S+", f"{name} = {value}", text)
        assert count == 1, name
    for name, place in (("corpus", "corpus"), ("authored", "own"), ("work", "work"), ("models", "models")):
        text = re.sub(rf'(?m)^{name} = "[^"]*"', f'{name} = "{folder / place}"', text)
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("recipe")
    (root / "own").mkdir()
    (root / "corpus").mkdir()
    for path in Path("corpora").glob("*.tsv"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)[:60]
        (root / "own" / path.name).write_text("".join(lines), encoding="utf-8")
    with lzma.open(root / "corpus" / "ud_pud.tsv.xz", "wt", encoding="utf-8") as file:
        file.write("The weather is very nice today.\tBugün hava çok güzel.\n" * 2)
        file.write("<b>Not</b> a sentence\t<b>Bir</b> cümle değil\n")
    return root


def _run(module: str, config: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", f"training.{module}", "--config", str(config), *arguments]
    environment = os.environ | {"OMP_NUM_THREADS": "2"}
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


def test_recipe_from_text_to_translation(folder: Path) -> None:
    config = _config(folder)
    prepared = _run("prepare", config)
    assert '"kept": 1, "duplicate": 1, "markup or code": 1' in prepared
    assert "new run at step 0" in _run("train", config)
    assert "resumed at step 4" in _run("train", _config(folder, max_steps="6"))
    assert (folder / "work" / "learning-curve.png").exists() is (importlib.util.find_spec("matplotlib") is not None)
    _run("export", config)
    assert check_lock(folder / "models") == []
    first = {path.name: path.read_bytes() for path in (folder / "models").glob("*.argosmodel")}
    _run("export", config)
    assert {path.name: path.read_bytes() for path in (folder / "models").glob("*.argosmodel")} == first
    probe = (
        "import sys; from pathlib import Path; from training.config import read_config;"
        "from training.evaluate import Engine;"
        "engine = Engine(Path(sys.argv[1]), Path(sys.argv[2]), read_config(Path(sys.argv[3])));"
        "print(len(engine.translate(['The spine ⟦1⟧ is long.', 'Home'])))"
    )
    package = sorted((folder / "models").glob("*.argosmodel"))[0]
    command = [sys.executable, "-c", probe, str(package), str(folder / "unpacked"), str(config)]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip() == "2"


def test_fused_loss_has_the_gradients_of_the_plain_one() -> None:
    import torch

    from training.loss import smoothed_cross_entropy

    torch.manual_seed(1)
    labels = torch.randint(0, 40, (50,))
    tensors = [torch.randn(size, requires_grad=True) for size in ((50, 16), (40, 16), (40,))]
    states, weight, bias = tensors
    plain = torch.nn.functional.linear(states, weight, bias)
    torch.nn.functional.cross_entropy(plain, labels, label_smoothing=0.1).backward()
    expected = [tensor.grad.clone() for tensor in tensors if tensor.grad is not None]
    for tensor in tensors:
        tensor.grad = None
    loss = smoothed_cross_entropy(states, weight, bias, labels, smoothing=0.1, half=False)
    loss.backward()
    torch.testing.assert_close([tensor.grad for tensor in tensors], expected, atol=1e-6, rtol=1e-4)
    torch.testing.assert_close(loss.detach(), torch.nn.functional.cross_entropy(plain, labels).detach())

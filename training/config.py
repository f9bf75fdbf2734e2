"""Settings: ``training/config.toml`` read into typed tables."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEFAULT_CONFIG = Path("training/config.toml")


@dataclass(frozen=True, slots=True)
class Config:
    """The parsed file and its fingerprint."""

    tables: dict[str, Any]
    sha256: str

    def path(self, name: str) -> Path:
        """Return a path of the ``[paths]`` table."""
        return Path(self.tables["paths"][name])

    @property
    def seed(self) -> int:
        """Seed of every random choice."""
        return int(self.tables["seed"])

    @property
    def version(self) -> str:
        """Version of the packages that come out."""
        return str(self.tables["version"])


def read_config(path: Path, corpus: Path | None = None) -> Config:
    """Read the configuration; ``corpus`` overrides where the public text lies."""
    text = path.read_bytes()
    tables = tomllib.loads(text.decode("utf-8"))
    if corpus is not None:
        tables["paths"]["corpus"] = str(corpus)
    return Config(tables, hashlib.sha256(text).hexdigest())

"""Localization of clinic web pages: parse, segment, catalog, translate, check, build."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("clinic-l10n")
except PackageNotFoundError:  # run from a checkout that is not installed
    __version__ = "0+unknown"

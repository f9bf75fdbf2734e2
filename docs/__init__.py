"""The documentation; only :mod:`docs.generate` is code."""

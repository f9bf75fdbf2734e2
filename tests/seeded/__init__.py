"""Sentence pairs with one planted error each, to measure how often the checks are right (``tests/data/seeded.tsv``).

The clean pairs are a third of the project's own sentences (:func:`tests.seeded.pairs.is_held_out`), which nobody looks
at while writing checks, and pairs written for this purpose (``tests/data/seeded_pairs.tsv``). Errors that a machine
can plant are planted by the modules here; those that need a fluent wrong sentence (a lost "not", left for right) were
written by hand as replacements in the translation (``tests/data/seeded_edits.tsv``).

``python -m tests.seeded`` writes the set anew, ``--check`` only says whether it is up to date.
"""

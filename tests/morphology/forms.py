"""The notation of forms in tests/data/turkish_forms.tsv: ``pl.2p.acc``, ``loc.ki``, ``dir``."""

from dataclasses import replace

from pipeline.morphology.nouns import CASES, COPULAS, DERIVATIONS, POSSESSORS, Form


def form(notation: str) -> Form:
    """The form that a notation names: its parts stand in the order of the suffixes."""
    made = Form()
    for part in notation.split("."):
        if part == "pl":
            made = replace(made, plural=True)
        elif part == "ki":
            made = replace(made, relative=True)
        elif part == "kiler":
            made = replace(made, relative_plural=True)
        elif part.endswith("(cop)"):
            made = replace(made, copula=part.removesuffix("(cop)"))
        elif part in POSSESSORS:
            made = replace(made, possessor=part)
        elif part in CASES:
            made = replace(made, case=part)
        elif part in DERIVATIONS:
            made = replace(made, derivation=part)
        elif part in COPULAS:
            made = replace(made, copula=part)
        else:
            raise ValueError(part)
    return made

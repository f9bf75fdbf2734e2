"""The model workshop: from public parallel text to offline translation packages.

Four commands, run in this order from the repository root::

    python -m training.prepare    # clean, hold out, annotate, tokenise, align
    python -m training.train      # train, resumable, CPU or GPU
    python -m training.export     # int8 CTranslate2 weights in two .argosmodel packages
    python -m training.evaluate   # every number of the model card

All settings stand in ``training/config.toml``. PyTorch is needed for training only; users of the packages
never need it.
"""

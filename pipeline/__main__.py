"""``python -m pipeline`` is ``clinic-l10n``."""

from pipeline.cli import main

if __name__ == "__main__":
    main()

"""``python -m pipeline`` is ``clinic-l10n``."""

import sys


def main() -> None:
    """Run the command; Ctrl-C is answered calmly from the first moment, while the modules are still being loaded."""
    try:
        from pipeline.cli import main as run
    except KeyboardInterrupt:
        sys.exit(2)
    run()


if __name__ == "__main__":
    main()

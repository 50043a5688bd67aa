"""`python -m ereput` and the `ereput` script."""

from __future__ import annotations


def main() -> None:
    from ereput.cli.main import cli

    cli()


if __name__ == "__main__":
    main()

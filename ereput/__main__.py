"""`python -m ereput` and the `ereput` script."""

from __future__ import annotations


def main() -> None:
    """Run the command line; leaves by SystemExit, with its exit code."""
    from ereput.cli.main import cli

    cli()


if __name__ == "__main__":
    main()

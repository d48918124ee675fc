"""The command line, `ofsted-frameworks`, with a module for each group of commands."""

import sys

try:
    import click as _  # noqa: F401
except ImportError:
    from ofsted_frameworks.findings import MissingExtra

    sys.exit(str(MissingExtra("cli", "click")))

from ofsted_frameworks.cli.app import main

__all__ = ["main"]

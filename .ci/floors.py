"""Print the lowest version of each package that pyproject.toml allows, as pip constraints.

usage: python .ci/floors.py > floors.txt
"""

import re
import tomllib
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))[
    "project"
]
OF_DEVELOPERS = {"all", "bench", "dev"}


def floors() -> list[str]:
    """Return "package==version" for each requirement with a lowest version."""
    extras = PROJECT["optional-dependencies"].items()
    wanted = [*PROJECT["dependencies"]]
    wanted += [each for extra, needed in extras if extra not in OF_DEVELOPERS for each in needed]
    found = (re.match(r"([\w.-]+)(?:\[[\w,-]+\])?>=([\w.]+)", each) for each in wanted)
    return [f"{match[1]}=={match[2]}" for match in found if match]


if __name__ == "__main__":
    print(*floors(), sep="\n")

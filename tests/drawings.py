"""What a chart draws: its marks, and the texts of its SVG."""

from typing import Any
from xml.etree import ElementTree


def marks(chart: Any, kind: str) -> list[dict[str, Any]]:
    """Return the marks of one kind, such as the boxes ("rect"), in the order of the layers."""
    return [
        mark
        for layer in chart.to_dict()["layer"]
        if layer["mark"]["type"] == kind
        for mark in layer["data"]["values"]
    ]


def texts(svg: str) -> list[str]:
    """Return every text of an SVG element, in order."""
    root = ElementTree.fromstring(svg)
    return ["".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")]

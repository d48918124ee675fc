"""Paths to files that are missing or cannot be used are refused."""

import errno
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ofsted_frameworks as of
from ofsted_frameworks.paths import unopened

READERS: list[Callable[[Any], object]] = [of.validate_file, of.read_workbook, of.gather]
MISSING = ["nowhere.csv", "nowhere.json", "nowhere.txt", "none/nowhere.csv", ""]


@pytest.mark.parametrize("read", READERS)
class TestEveryReader:
    """Every reader of files names the path it was given, and what it expected."""

    @pytest.mark.parametrize("path", MISSING)
    def test_a_missing_file_is_refused(self, read: Callable[[Any], object], path: str) -> None:
        with pytest.raises(of.findings.UnreadableFile, match="there is no file at") as caught:
            read(path)
        assert repr(path) in str(caught.value)
        assert "No such file" not in str(caught.value)

    @pytest.mark.parametrize("name", ["a\0b.csv", "x" * 5000 + ".csv"])
    def test_an_impossible_file_name_is_refused(
        self, read: Callable[[Any], object], name: str
    ) -> None:
        with pytest.raises(of.findings.UnreadableFile, match="it cannot be opened") as caught:
            read(name)
        assert name in str(caught.value)

    @pytest.mark.parametrize("given", [None, 3, [], b"a.csv", object()])
    def test_a_value_that_is_not_a_path_is_refused(
        self, read: Callable[[Any], object], given: object
    ) -> None:
        with pytest.raises(TypeError, match="the path of a file must be a str or a Path, not "):
            read(given)


@pytest.mark.parametrize("read", [of.validate_file, of.read_workbook])
def test_a_folder_instead_of_a_file_is_refused(
    read: Callable[[Any], object], tmp_path: Path
) -> None:
    with pytest.raises(of.findings.UnreadableFile, match="this is a folder; expected .*") as caught:
        read(tmp_path)
    assert caught.value.place == of.findings.Place(file=str(tmp_path))


@pytest.mark.parametrize("name", ["empty.json", "empty.csv"])
@pytest.mark.parametrize("read", [of.validate_file, of.read_workbook])
def test_an_empty_file_is_reported_as_empty(
    read: Callable[[Any], object], name: str, tmp_path: Path
) -> None:
    (tmp_path / name).touch()
    with pytest.raises(of.findings.UnreadableFile, match="is empty") as caught:
        read(tmp_path / name)
    assert str(tmp_path / name) in str(caught.value)


def test_an_empty_file_of_json_lines_has_no_records(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").touch()
    assert of.validate_file(tmp_path / "empty.jsonl").records == 0


class ByteSpelled:
    """A path from another library that is spelled in bytes."""

    def __fspath__(self) -> bytes:
        return b"nowhere.jsonl"


def test_any_path_like_object_is_accepted() -> None:
    path: Any = ByteSpelled()
    with pytest.raises(of.findings.UnreadableFile, match="there is no file at 'nowhere.jsonl'"):
        of.validate_file(path)


def test_a_file_without_read_permission_is_reported_as_such() -> None:
    denied = PermissionError(errno.EACCES, "Permission denied")
    error = unopened(Path("secret.ods"), denied, "a workbook")
    assert str(error) == ("secret.ods: you do not have permission to read it")


def test_the_file_is_named_once_and_the_place_is_kept() -> None:
    error = of.findings.UnreadableFile("it is empty", of.findings.Place(file="a.json", line=1))
    assert str(error) == "a.json, line 1: it is empty"
    assert (error.why, error.place) == ("it is empty", of.findings.Place(file="a.json", line=1))
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.why, again.place) == (str(error), error.why, error.place)

"""Words of the field, as enumerations that read well."""

import enum


class Word(enum.Enum):
    """A word out of a fixed list: `str` is the word, `repr` what is typed, `key` its name in data.

    >>> from ofsted_frameworks import Kind
    >>> print(Kind.SHORT), Kind.SHORT, Kind.SHORT.key
    short inspection
    (None, Kind.SHORT, 'short')
    """

    _value_: str

    @property
    def key(self) -> str:
        """The name in data, as in `"short"`."""
        return self._name_.lower()

    def __str__(self) -> str:
        return self._value_

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self._name_}"

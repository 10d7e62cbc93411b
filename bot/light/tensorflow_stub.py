"""A stand-in for TensorFlow, so that Rasa can be imported without the real one.

Rasa imports TensorFlow for components that our configuration does not use. The stand-in answers
every import and every attribute with empty classes: enough for the definitions in those modules,
useless for computing. A configuration with a TensorFlow component must run on plain Rasa.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Iterator
from typing import Any, ClassVar

_ABSENT = frozenset(
    {"tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras"}
)

# Rasa compares it with versions it supports.
_VERSION = "2.12.0"


def install() -> None:
    """Let every later import find the stand-in, also where the real TensorFlow is installed."""
    sys.meta_path.insert(0, _Finder())


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] not in _ABSENT:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _EmptyModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing to run."""


class _EmptyModule(types.ModuleType):
    __path__: ClassVar[list[str]] = []
    __version__ = _VERSION

    def __getattr__(self, name: str) -> Any:
        return _remember(self, name)


class _EmptyMeta(type):
    def __getattr__(cls, name: str) -> Any:
        return _remember(cls, name)

    def __getitem__(cls, _: object) -> Any:
        return cls

    def __iter__(cls) -> Iterator[Any]:
        return iter(())


def _remember(owner: Any, name: str) -> Any:
    """An empty class as attribute `name`, the same one every time; no Python protocol is faked."""
    if name.startswith("__"):
        raise AttributeError(name)
    empty = _empty_class(name)
    setattr(owner, name, empty)
    return empty


def _empty_class(name: str) -> Any:
    return _EmptyMeta(
        name,
        (object,),
        {
            "__new__": lambda cls, *_, **__: object.__new__(cls),
            "__init__": lambda self, *_, **__: None,
            "__call__": _decorate,
            "__getattr__": _attribute,
            "__len__": lambda self: 0,
            "__module__": __name__,
        },
    )


def _decorate(self: Any, *args: Any, **_: Any) -> Any:
    """Used as a decorator it leaves the function alone."""
    return args[0] if len(args) == 1 and callable(args[0]) else self


def _attribute(self: Any, name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return _empty_class(name)

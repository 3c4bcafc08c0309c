"""The example in the docstring of every reference function is right."""

from __future__ import annotations

import ast
import doctest
import importlib
import importlib.util
import inspect
import pkgutil
import re
import textwrap
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

import calculators

# Packages have no functions of their own.
MODULES = [found.name for found in pkgutil.iter_modules(calculators.__path__) if not found.ispkg]
# "Source: …", "Source unless another is named: …", or a work cited in running text with its year.
# The word, or the sizes themselves: (N, C, H, W).
SHAPE = re.compile(r"\b[Ss]hapes?\b|\((?:[A-Za-z0-9·+×/ −-]+, ?)+[A-Za-z0-9·+×/ …−-]*\)")
CITED = ("Source", "et al. 20", "et al. 19")


@lru_cache(maxsize=1)
def generator() -> Any:
    """The script that writes docs/calculators.md."""
    script = Path(__file__).parents[2] / "docs" / "generate_calculators.py"
    spec = importlib.util.spec_from_file_location("generate_calculators", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", MODULES)
def test_every_example_gives_what_it_says(name: str) -> None:
    module = importlib.import_module(f"calculators.{name}")
    result = doctest.testmod(module)
    assert result.failed == 0
    assert result.attempted > 0


@pytest.mark.parametrize("name", MODULES)
def test_every_reference_function_says_what_it_is_and_shows_an_example(name: str) -> None:
    module = importlib.import_module(f"calculators.{name}")
    written = generator()
    for function in written.functions(module):
        text, example = written.text_and_example(function)
        assert text, f"{name}.{function.__name__} has no docstring"
        assert example, f"{name}.{function.__name__} has no example (>>>) in its docstring"


@pytest.mark.parametrize("name", MODULES)
def test_every_reference_function_or_its_module_names_a_source(name: str) -> None:
    module = importlib.import_module(f"calculators.{name}")
    written = generator()
    if any(named in (module.__doc__ or "") for named in CITED):
        return
    for function in written.functions(module):
        text, _ = written.text_and_example(function)
        assert any(named in text for named in CITED), f"{name}.{function.__name__} names no source"


@pytest.mark.parametrize("name", MODULES)
def test_every_reference_function_of_arrays_says_their_shapes(name: str) -> None:
    module = importlib.import_module(f"calculators.{name}")
    written = generator()
    for function in written.functions(module):
        arguments = [str(kind) for of, kind in function.__annotations__.items() if of != "return"]
        if any(re.search(r"Array|Sequence|NDArray|\blist\b|Box", kind) for kind in arguments):
            text, _ = written.text_and_example(function)
            assert re.search(SHAPE, text), f"{name}.{function.__name__} says no shape"


@pytest.mark.parametrize("name", MODULES)
def test_every_reference_function_says_what_it_raises(name: str) -> None:
    module = importlib.import_module(f"calculators.{name}")
    written = generator()
    for function in written.functions(module):
        text, _ = written.text_and_example(function)
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
        for node in ast.walk(tree):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                error = ast.unparse(node.exc.func)
                assert error in text, f"{name}.{function.__name__} raises {error} and does not say so"


def test_the_page_on_calculators_holds_signature_text_and_example_of_a_function() -> None:
    page = "\n".join(generator().module_page(importlib.import_module("calculators.convolution")))
    assert "output_size(size: int, kernel: int, stride: int = 1" in page
    assert "relationships 6 and 15" in page
    assert ">>> output_size(224, 7, stride=2, padding=3)\n112\n```" in page
    assert "_window" not in page

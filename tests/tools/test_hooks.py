"""What may not get into git."""

from pathlib import Path

import pytest

from tools import hooks


@pytest.fixture
def root(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(hooks, "ROOT", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("a.py", "x = 1", "end with one newline"),
        ("a.py", "x = 1\n\n", "end with one newline"),
        ("a.py", "x = 1 \n", "a.py:1: spaces"),
        ("a.py", "<" * 7 + " mine\n", "merge"),
        ("key", "-----BEGIN RSA " + "PRIVATE KEY-----\n", "private key"),
        ("package-lock.json", '"resolved": ' + '"https://example.org/x.tgz"\n', "registry"),
        ("a.lock", "--index-url " + "https://example.org/simple\n", "registry"),
        ("big.svg", "x" * 1_100_000 + "\n", "too large"),
    ],
)
def test_it_is_found_and_named(root: Path, name: str, text: str, complaint: str) -> None:
    (root / name).write_text(text)

    assert complaint in " ".join(hooks.findings(name))


@pytest.mark.parametrize("text", ["", "x = 1\n", '"""A heading\n=======\n"""\n'])
def test_a_good_file_has_no_findings(root: Path, text: str) -> None:
    (root / "a.py").write_text(text)

    assert list(hooks.findings("a.py")) == []


def test_a_file_that_was_removed_has_no_findings(root: Path) -> None:
    assert list(hooks.findings("gone.py")) == []

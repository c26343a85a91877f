"""Completion, asked of the real shells with the scripts that users install."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from qa.cli import COMMANDS

CASES = [
    ("mtlint ", set(COMMANDS)),
    ("mtlint ch", {"check"}),
    ("mtlint check --format sar", {"sarif"}),
    ("mtlint check --fail-on w", {"warning"}),
    ("mtlint check --fail-o", {"--fail-on"}),
    ("mtlint check --select calque,trun", {"calque,truncated"}),
    ("mtlint check --language pt-", {"pt-BR"}),
    ("mtlint check art", {"articles/"}),
    ("mtlint check articles/one.txt --fail-on never art", {"articles/"}),
    ("mtlint rules merged", {"merged-words"}),
    ("mtlint lexicon l", {"list"}),
]
"""What is typed, and what may stand there."""


@pytest.fixture
def shell(tmp_path: Path) -> dict[str, str]:
    """The environment of a shell in whose folder articles lie and whose PATH finds mtlint."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text("", encoding="utf-8")
    path = os.pathsep.join((os.path.dirname(sys.executable), os.environ["PATH"]))
    assert shutil.which("mtlint", path=path)
    return {**os.environ, "PATH": path, "HOME": str(tmp_path), "TERM": "dumb", "ZDOTDIR": str(tmp_path)}


def missing(name: str) -> bool:
    """Whether a shell is not there; CI installs them all."""
    return not shutil.which(name) and not os.environ.get("CI")


def said(words: list[str], folder: str, environment: dict[str, str]) -> str:
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


@pytest.mark.skipif(missing("bash"), reason="needs bash")
def test_bash(shell: dict[str, str]) -> None:
    script = """
        eval "$(mtlint completion bash)"
        while IFS= read -r COMP_LINE; do
            COMP_POINT=${#COMP_LINE} COMP_TYPE=9 COMPREPLY=()
            _python_argcomplete mtlint
            (IFS="|"; echo "${COMPREPLY[*]}")
        done <<< "$TYPED"
    """
    typed = "\n".join(line for line, _ in CASES)
    answers = said(["bash", "--norc", "-c", script], shell["HOME"], {**shell, "TYPED": typed}).splitlines()
    for (line, wanted), answer in zip(CASES, answers, strict=True):
        assert {one.strip() for one in answer.split("|")} == wanted, line


@pytest.mark.skipif(missing("fish"), reason="needs fish")
def test_fish(shell: dict[str, str]) -> None:
    for line, wanted in CASES:
        script = f"mtlint completion fish | source; complete -C '{line}'"
        answer = said(["fish", "--no-config", "-c", script], shell["HOME"], shell)
        assert {one.split("\t")[0] for one in answer.splitlines()} == wanted, line


@pytest.mark.skipif(missing("zsh"), reason="needs zsh")
def test_zsh(shell: dict[str, str]) -> None:
    """Where one thing may stand a Tab puts it there; where several may, it lists them."""
    zsh = pexpect.spawn("zsh", ["-f"], cwd=shell["HOME"], env=shell, encoding="utf-8", dimensions=(60, 200), timeout=30)  # type: ignore[arg-type]
    try:
        zsh.sendline("PS1=; unsetopt zle_bracketed_paste prompt_cr; autoload -Uz compinit && compinit -u")
        zsh.sendline('eval "$(mtlint completion zsh)"; echo rea"dy"')
        zsh.expect_exact("ready\r\n")
        for line, wanted in CASES:
            if len(wanted) == 1:
                zsh.send(f"{line}\t")
                zsh.expect_exact(line.rpartition(" ")[0] + " " + wanted.copy().pop())
                zsh.send("\x15")
        zsh.send("mtlint \t")
        zsh.expect_exact(f"-- {COMMANDS['check']}")
        zsh.send("\x15")
    finally:
        zsh.close(force=True)


def test_the_help_says_how_each_shell_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    from qa import cli

    assert cli.main(["completion", "--help"]) == 0
    shown = capsys.readouterr().out
    for words in ("~/.bashrc", "~/.zshrc", "~/.config/fish/completions/mtlint.fish"):
        assert words in shown
    assert cli.main(["completion", "ksh"]) == 2

"""Where users meet mtlint without installing it: pre-commit's hook and GitHub's action, run as they are run there.

In CI both install the project as users do, with its dependencies from the package index. Elsewhere they install the project alone
and see this environment's packages, so that no network is needed.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

from qa.readers import READERS

ROOT = Path(__file__).parents[1]
CLEAN = "The council met on Monday. It will meet again in May.\n"
FAULTY = "The council met on Monday. The the bridge will open in in May,, it said.\n"
SETTINGS = "language = 'en'\n"

needs_git = pytest.mark.skipif(not shutil.which("git"), reason="needs git")
needs_bash = pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")


def environment(**more: str) -> dict[str, str]:
    """This environment without what would speak of another CI run, and with what an installation needs where it has no network."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "GIT_", "PRE_COMMIT"))}
    if not os.environ.get("CI"):
        site = sysconfig.get_path("purelib")
        kept |= {"PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_NO_INDEX": "1", "PYTHONPATH": site}
    return kept | more


def run(*command: str | Path, cwd: Path, env: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", timeout=550
    )


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main")
    done = run("git", *who, *words, cwd=folder, env=environment())
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that holds what this one does now, as a user's pre-commit would clone it."""
    folder = tmp_path_factory.mktemp("clone") / "mtlint"
    left = shutil.ignore_patterns(
        ".git", ".venv", ".cache", "__pycache__", ".*_cache", ".hypothesis", "dist", "build", "corpus"
    )
    shutil.copytree(ROOT, folder, ignore=left)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "all")
    return folder


@needs_git
def test_pre_commit_runs_the_hook_on_what_is_staged(repository: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "articles").mkdir(parents=True)
    git(project, "init", "--quiet")
    hook = {"repo": str(repository), "rev": git(repository, "rev-parse", "HEAD"), "hooks": [{"id": "mtlint"}]}
    (project / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [hook]}), encoding="utf-8")
    (project / "mtlint.toml").write_text(SETTINGS, encoding="utf-8")
    env = environment(PRE_COMMIT_HOME=str(tmp_path / "home"), PRE_COMMIT_COLOR="never")
    pre_commit = (sys.executable, "-m", "pre_commit")

    (project / "articles" / "good.txt").write_text(CLEAN, encoding="utf-8")
    (project / "code.py").write_text(f'"""{FAULTY}"""\n', encoding="utf-8")
    git(project, "add", "--all")
    done = run(*pre_commit, "run", cwd=project, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout

    (project / "articles" / "bad one.md").write_text(FAULTY, encoding="utf-8")
    git(project, "add", "--all")
    done = run(*pre_commit, "run", cwd=project, env=env)
    assert done.returncode == 1
    assert "articles/bad one.md" in done.stdout and "stands twice" in done.stdout
    assert "code.py" not in done.stdout

    (project / ".pre-commit-config.yaml").write_text(
        yaml.safe_dump({"repos": [{**hook, "hooks": [{"id": "mtlint-fix"}]}]}), encoding="utf-8"
    )
    git(project, "add", "--all")
    done = run(*pre_commit, "run", cwd=project, env=env)
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    assert "The the" not in (project / "articles" / "bad one.md").read_text(encoding="utf-8")

    installed = run(*pre_commit, "validate-manifest", repository / ".pre-commit-hooks.yaml", cwd=project, env=env)
    assert installed.returncode == 0, installed.stdout


def test_the_hook_is_given_every_kind_of_file_that_is_read() -> None:
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")):
        for ending in READERS:
            assert re.search(hook["files"], f"news/a b{ending}"), ending
        assert not re.search(hook["files"], "code.py") and not re.search(hook["files"], "txt")


class Runner:
    """Runs a composite action's shell steps as GitHub's runner does: inputs, environment files, the shell's options."""

    def __init__(self, folder: Path) -> None:
        self.workspace = folder / "workspace"
        self.workspace.mkdir()
        self.temp = folder / "temp"
        self.temp.mkdir()
        self.summary = folder / "summary"
        self.outputs: dict[str, str] = {}
        self._path = folder / "path"
        self._output = folder / "output"
        bin = folder / "bin"
        bin.mkdir()
        (bin / "python3").symlink_to(Path(sys.base_prefix, "bin", "python3"))
        self._env = environment(
            PATH=f"{bin}{os.pathsep}{os.environ['PATH']}",
            RUNNER_TEMP=str(self.temp),
            GITHUB_WORKSPACE=str(self.workspace),
            GITHUB_STEP_SUMMARY=str(self.summary),
            GITHUB_PATH=str(self._path),
            GITHUB_OUTPUT=str(self._output),
        )
        self._env.pop("VIRTUAL_ENV", None)

    def __call__(self, action: dict[str, Any], **given: str) -> "subprocess.CompletedProcess[str]":
        """The last step that ran; a step that fails ends the action."""
        inputs = {name: str(one.get("default", "")) for name, one in action["inputs"].items()} | given
        assert inputs.keys() == action["inputs"].keys()

        def filled(text: str) -> str:
            text = text.replace("${{ github.action_path }}", str(ROOT))
            text = re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: inputs[match[1]], text)
            assert "${{" not in text, text
            return text

        assert action["runs"]["using"] == "composite"
        for file in (self._path, self._output):
            file.write_text("", encoding="utf-8")
        for step in action["runs"]["steps"]:
            assert step["shell"] == "bash" and "${{" not in step["run"]  # what users give is never part of a script
            env = {**self._env, **{name: filled(value) for name, value in step.get("env", {}).items()}}
            added = reversed(self._path.read_text(encoding="utf-8").split())
            env["PATH"] = os.pathsep.join((*added, env["PATH"]))
            script = self.temp / "step.sh"
            script.write_text(step["run"], encoding="utf-8")
            cwd = self.workspace / filled(step.get("working-directory", "."))
            done = run("bash", "--noprofile", "--norc", "-eo", "pipefail", script, cwd=cwd, env=env)
            if done.returncode:
                break
        lines = self._output.read_text(encoding="utf-8").splitlines()
        self.outputs = dict(line.split("=", 1) for line in lines)
        return done


@needs_bash
def test_the_action_installs_checks_and_reports(tmp_path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    runner = Runner(tmp_path)
    (runner.workspace / "mtlint.toml").write_text(SETTINGS, encoding="utf-8")
    (runner.workspace / "news").mkdir()
    (runner.workspace / "news" / "good.txt").write_text(CLEAN, encoding="utf-8")
    done = runner(action)
    assert (done.returncode, runner.outputs) == (0, {"exit-status": "0"}), done.stdout + done.stderr
    assert "nothing found" in runner.summary.read_text(encoding="utf-8")

    without_installing = {**action, "runs": {**action["runs"], "steps": action["runs"]["steps"][1:]}}
    runner._env["PATH"] = os.pathsep.join((str(runner.temp / "mtlint" / "bin"), runner._env["PATH"]))
    (runner.workspace / "news" / "bad one, 2.txt").write_text(FAULTY, encoding="utf-8")
    done = runner(without_installing, paths="news/good.txt\nbad one, 2.txt\n\n", **{"working-directory": "news"})
    assert (done.returncode, runner.outputs) == (2, {"exit-status": "2"})  # news/news/good.txt does not exist
    assert "::error file=news/bad one%2C 2.txt," in done.stdout
    assert "::error file=news/news/good.txt,title=mtlint%3A not checked::no such file" in done.stdout
    assert "stands twice" in runner.summary.read_text(encoding="utf-8")

    done = runner(without_installing, arguments="--ignore *\n --quiet", **{"fail-on": "never", "language": "en"})
    assert done.returncode == 2
    assert "no rule is named '*'" in done.stderr

    done = runner(without_installing, format="sarif", output="report.sarif", **{"fail-on": "never"})
    assert (done.returncode, done.stdout) == (0, "")
    assert '"uri": "news/bad%20one%2C%202.txt"' in (runner.workspace / "report.sarif").read_text(encoding="utf-8")

"""The checkout sets itself up: locks that can be trusted, targets that do what they say, scripts that fail in words."""

import ast
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("bot", "handlers", "web", "services", "storage", "forms", "rules", "sandbox")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


# Locks


@dataclass(frozen=True)
class Locked:
    version: str
    marker: str
    hashes: frozenset[str]


def read_lock(text: str) -> dict[str, Locked]:
    """Reads a lock that holds pinned names with hashes and nothing else.

    Raises:
        ValueError: A line is anything else (an index, a link, a URL, a comment), or a name has no hash.
    """
    entry = re.compile(r"([a-z0-9][a-z0-9.-]*)==([0-9][\w.+!]*)(?: ; ([^\\]+?))? \\")
    hashed = re.compile(r"    --hash=sha256:([0-9a-f]{64})( \\)?")
    locked: dict[str, Locked] = {}
    name, goes_on = "", False
    for line in text.splitlines():
        if goes_on and (found := hashed.fullmatch(line)):
            one = locked[name]
            locked[name] = Locked(one.version, one.marker, one.hashes | {found[1]})
            goes_on = bool(found[2])
        elif not goes_on and (found := entry.fullmatch(line)):
            name, goes_on = found[1], True
            locked[name] = Locked(found[2], found[3] or "", frozenset())
        else:
            raise ValueError(line)
    if goes_on:
        raise ValueError(f"{name} ends in the middle")
    return locked


def lock(name: str) -> dict[str, Locked]:
    return read_lock((ROOT / name).read_text("utf-8"))


def unmet(requirements: list[str], locked: dict[str, Locked]) -> list[str]:
    """Returns the requirements that a lock does not satisfy."""
    missing = []
    for line in requirements:
        requirement = Requirement(line)
        found = locked.get(canonicalize_name(requirement.name))
        if found is None or found.version not in requirement.specifier:
            missing.append(line)
    return missing


RUNTIME: list[str] = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
TESTS: list[str] = PROJECT["dependency-groups"]["test"]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_a_lock_holds_only_versions_and_their_hashes(name: str) -> None:
    assert lock(name)


@pytest.mark.parametrize(
    "text",
    [
        "attrs==26.1.0\n",
        "attrs>=26 \\\n    --hash=sha256:" + "0" * 64 + "\n",
        "attrs==26.1.0 \\\n    --hash=md5:" + "0" * 32 + "\n",
        "--find-links wheels\n",
        "--index-url https://packages.example/simple\n",
        "attrs @ https://packages.example/attrs.whl \\\n    --hash=sha256:" + "0" * 64 + "\n",
        "# from somewhere\n",
    ],
)
def test_a_lock_with_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_lock(text)


def test_the_runtime_lock_satisfies_the_project_and_its_build() -> None:
    assert unmet(RUNTIME, lock("requirements.lock")) == []


def test_the_test_lock_satisfies_the_project_and_its_tests() -> None:
    assert unmet([*RUNTIME, *TESTS], lock("requirements-test.lock")) == []


def test_a_lock_that_lags_behind_the_project_is_noticed() -> None:
    locked = {"attrs": Locked("26.1.0", "", frozenset())}
    assert unmet(["attrs>=26", "attrs>=27", "pillow"], locked) == ["attrs>=27", "pillow"]


def test_the_runtime_lock_is_part_of_the_test_lock() -> None:
    runtime, tests = lock("requirements.lock"), lock("requirements-test.lock")
    assert {name: tests.get(name) for name in runtime} == runtime


# Packages


def declared_modules() -> set[str]:
    """Returns the top-level modules that the declared runtime dependencies bring."""
    declared = {canonicalize_name(Requirement(line).name) for line in PROJECT["project"]["dependencies"]}
    brought = importlib.metadata.packages_distributions()
    # What only some will install is not here to be asked for its modules; it is imported where it is there.
    optional = [line for lines in PROJECT["project"]["optional-dependencies"].values() for line in lines]
    known = {module for module, names in brought.items() if declared & {canonicalize_name(name) for name in names}}
    return known | {Requirement(line).name.replace("-", "_") for line in optional}


def imported_modules(text: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_packages_that_the_project_declares(room: str) -> None:
    known = declared_modules() | sys.stdlib_module_names | set(ROOMS)
    undeclared = {
        f"{file.relative_to(ROOT)} imports {module}"
        for file in (ROOT / room).rglob("*.py")
        for module in imported_modules(file.read_text("utf-8")) - known
    }
    assert not undeclared, f"add to [project.dependencies], then `make lock`: {sorted(undeclared)}"


@pytest.mark.parametrize("command", PROJECT["project"]["scripts"])
def test_an_installed_command_starts_something_that_exists(command: str) -> None:
    [entry] = importlib.metadata.EntryPoints(
        importlib.metadata.EntryPoint(name, value, "console_scripts")
        for name, value in PROJECT["project"]["scripts"].items()
        if name == command
    )
    assert callable(entry.load())


def test_a_built_package_holds_every_file_of_every_room(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for file in ("pyproject.toml", "LICENSE", "README.md"):
        shutil.copy(ROOT / file, checkout)
    for room in ROOMS:
        shutil.copytree(ROOT / room, checkout / room, ignore=shutil.ignore_patterns("__pycache__"))
    build = "from setuptools import build_meta; build_meta.build_wheel('built')"
    subprocess.run([sys.executable, "-W", "ignore", "-c", build], cwd=checkout, check=True, capture_output=True)
    [wheel] = (checkout / "built").glob("*.whl")
    shutil.unpack_archive(wheel, tmp_path / "unpacked", "zip")

    def files(folder: Path) -> set[str]:
        return {
            file.relative_to(folder).as_posix()
            for room in ROOMS
            for file in (folder / room).rglob("*")
            if file.is_file()
        }

    assert files(tmp_path / "unpacked") == files(checkout)


# Targets and scripts


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with what `make` reads, and an empty `.venv`."""
    for file in ("Makefile", "requirements.lock", "requirements-test.lock"):
        shutil.copy(ROOT / file, tmp_path)
    (tmp_path / ".venv").mkdir()
    return tmp_path


def planned(target: str, checkout: Path) -> str:
    outcome = run(["make", "--dry-run", target], checkout, PATH=os.environ["PATH"])
    assert outcome.returncode == 0, outcome.stderr
    return outcome.stdout


def stamp(kind: str, checkout: Path) -> Path:
    """Returns the stamp that the set-up for a target would leave."""
    target = "demo" if kind == "runtime" else "test"
    found = re.search(rf"\.venv/\.{kind}-\S+", planned(target, checkout))
    assert found
    return checkout / found[0]


def test_make_alone_lists_every_target_with_a_line(checkout: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    [phony] = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    outcome = run(["make"], checkout, PATH=os.environ["PATH"])
    listed = dict(re.findall(r"^make (\w+) +(\S.+)$", outcome.stdout, re.MULTILINE))
    assert list(listed) == phony.split()
    assert set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE)) == set(listed)


def test_the_demo_is_set_up_from_the_runtime_lock_once(checkout: Path) -> None:
    assert "environment.sh requirements.lock" in planned("demo", checkout)
    stamp("runtime", checkout).touch()
    assert "environment.sh" not in planned("demo", checkout)
    assert "environment.sh requirements-test.lock" in planned("test", checkout)


def test_an_environment_with_the_tests_is_not_made_smaller_by_the_demo(checkout: Path) -> None:
    stamp("test", checkout).touch()
    assert "environment.sh" not in planned("demo", checkout)
    assert "environment.sh" not in planned("test", checkout)


def test_a_changed_lock_is_set_up_again(checkout: Path) -> None:
    stamp("test", checkout).touch()
    with (checkout / "requirements-test.lock").open("a") as changed:
        changed.write("more==1 \\\n")
    assert "environment.sh requirements-test.lock" in planned("test", checkout)


def program(folder: Path, name: str, *lines: str) -> None:
    """Puts a small program into a folder, to stand for a real one on PATH."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    file.chmod(0o755)


@pytest.fixture
def bin_folder(tmp_path: Path) -> Path:
    """A PATH of its own: a shell's needs and nothing else."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("env", "rm", "sh", "touch"):
        (folder / name).symlink_to(shutil.which(name) or f"no {name}")
    program(folder, "id", "echo 1000")
    return folder


def test_a_machine_without_a_recent_python_is_told_what_to_install(tmp_path: Path, bin_folder: Path) -> None:
    program(bin_folder, "python3", "exit 1")
    outcome = run([str(ROOT / "tools/environment.sh"), "some.lock", "stamp"], tmp_path, PATH=str(bin_folder))
    assert outcome.returncode == 1
    assert "needs Python 3.11 or newer" in outcome.stderr
    assert "apt install python3 python3-venv" in outcome.stderr
    assert not (tmp_path / ".venv").exists()


def test_a_newer_python_under_another_name_is_found(tmp_path: Path, bin_folder: Path) -> None:
    program(bin_folder, "python3", "exit 1")
    program(bin_folder, "python3.12", 'if [ "$2" = venv ]; then echo "made by 3.12"; exit 3; fi')
    outcome = run([str(ROOT / "tools/environment.sh"), "some.lock", "stamp"], tmp_path, PATH=str(bin_folder))
    assert outcome.stdout == "made by 3.12\n"
    assert outcome.returncode == 3


def test_a_failed_set_up_leaves_no_stamp(tmp_path: Path, bin_folder: Path) -> None:
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / ".test-old").touch()
    program(tmp_path / ".venv" / "bin", "python", 'case "$*" in *install*) exit 1 ;; esac')
    outcome = run(
        [str(ROOT / "tools/environment.sh"), "some.lock", ".venv/.runtime-new"], tmp_path, PATH=str(bin_folder)
    )
    assert outcome.returncode == 1
    assert not list((tmp_path / ".venv").glob(".*-*"))


def browser(tmp_path: Path, bin_folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return run([str(ROOT / "tools/browser.sh")], tmp_path, PATH=str(bin_folder), **environment)


def test_a_machine_without_a_browser_goes_on_and_says_so(tmp_path: Path, bin_folder: Path) -> None:
    outcome = browser(tmp_path, bin_folder)
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (0, "skipped: no browser\n", "")


def test_the_continuous_run_does_not_go_on_without_a_browser(tmp_path: Path, bin_folder: Path) -> None:
    outcome = browser(tmp_path, bin_folder, CI="true")
    assert outcome.returncode == 1
    assert "no browser" in outcome.stdout


def test_a_machine_with_everything_is_left_alone(tmp_path: Path, bin_folder: Path) -> None:
    program(bin_folder, "chromium", "exit 0")
    program(bin_folder, "pdfsig", "exit 0")
    program(bin_folder, "dpkg-query", "exit 0")
    program(bin_folder, "apt-get", "touch called")
    outcome = browser(tmp_path, bin_folder, CI="true")
    assert (outcome.returncode, outcome.stdout) == (0, "")
    assert not (tmp_path / "called").exists()


def test_what_is_missing_is_installed_where_that_is_allowed(tmp_path: Path, bin_folder: Path) -> None:
    program(bin_folder, "id", "echo 0")
    program(bin_folder, "chromium", "exit 0")
    program(bin_folder, "dpkg-query", 'test "$2" = fonts-noto-cjk || test -e installed')
    program(bin_folder, "apt-get", 'echo "$*" >> asked', "touch installed")
    program(bin_folder, "pdfsig", "exit 0")
    outcome = browser(tmp_path, bin_folder, CI="true")
    assert (outcome.returncode, outcome.stdout) == (0, "")
    assert (tmp_path / "asked").read_text().split()[-1] == "fonts-noto-color-emoji"


def test_the_continuous_run_asks_for_the_readers_own_tool_as_well(tmp_path: Path, bin_folder: Path) -> None:
    program(bin_folder, "id", "echo 0")
    program(bin_folder, "chromium", "exit 0")
    program(bin_folder, "dpkg-query", "exit 0")
    program(bin_folder, "apt-get", 'echo "$*" >> asked')
    outcome = browser(tmp_path, bin_folder, CI="true")
    assert (outcome.returncode, outcome.stdout) == (1, "skipped: no poppler-utils\n")
    assert (tmp_path / "asked").read_text().split()[-1] == "poppler-utils"


def test_without_rights_nothing_is_installed(tmp_path: Path, bin_folder: Path) -> None:
    program(bin_folder, "sudo", "exit 1")
    program(bin_folder, "apt-get", "touch called")
    outcome = browser(tmp_path, bin_folder)
    assert (outcome.returncode, outcome.stdout) == (0, "skipped: no browser\n")
    assert not (tmp_path / "called").exists()


def test_the_continuous_run_checks_first_and_ends_with_the_tests() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert re.findall(r"make --no-print-directory (\w+)", script.read_text("utf-8")) == ["check", "test"]

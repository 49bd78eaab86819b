"""What the operator reads when the program cannot begin with its settings: sentences, never a traceback."""

import os
import time
from pathlib import Path

import pytest

from sandbox.forks import Zygote
from tests.servers import free_port

NOBODY = "127.0.0.1:9"


def ended(zygote: Zygote, tmp_path: Path, target: str = "bot.__main__:run", **settings: str) -> list[str]:
    """What the program said before it ended by itself."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HECHA_")}
    environment |= {
        "HECHA_TOKEN": "7000000009:AAG-not-a-secret",
        "HECHA_DATA_FOLDER": str(tmp_path / "data"),
        "HECHA_API_URL": f"http://{NOBODY}",
        **{f"HECHA_{name.upper()}": value for name, value in settings.items()},
    }
    log = tmp_path / "refused.log"
    assert zygote.fork(target, environment, log).wait(60) == 1, log.read_text()
    return log.read_text().splitlines()


@pytest.mark.parametrize(
    ("settings", "chinese", "english"),
    [
        ({"log_level": "LOUD"}, "HECHA_LOG_LEVEL 应为 DEBUG", "HECHA_LOG_LEVEL must be DEBUG"),
        ({"token": "²:ABC"}, "HECHA_TOKEN 不是机器人令牌", "HECHA_TOKEN is no bot token"),
        ({"database_url": "nonsense"}, "HECHA_DATABASE_URL 不是", "HECHA_DATABASE_URL is no address of a database"),
        ({"files_url": "nope://x"}, "HECHA_FILES_URL 不是", "HECHA_FILES_URL is no address for files"),
        (
            {"data_folder": "/proc/nowhere"},
            "文件夹 /proc/nowhere 用不了",
            "Let hecha read and write it, or name another",
        ),
        (
            {"database_url": "sqlite:////proc/x.db"},
            "打不开数据库",
            "unable to open database file. Check whether it runs,",
        ),
        ({"files_url": "file:///proc/nowhere"}, "文件夹 /proc/nowhere 用不了", "or name another in HECHA_FILES_URL."),
        ({"public_url": "http://office.example"}, "HECHA_PUBLIC_URL 不能印在", "HECHA_PUBLIC_URL cannot stand on"),
        (
            {"seal_certificate": "/proc/nowhere.p12"},
            "印章证书 /proc/nowhere.p12 用不了：No such file or directory",
            "Check HECHA_SEAL_CERTIFICATE and HECHA_SEAL_PASSPHRASE",
        ),
        (
            {"paper_folder": "/proc/nowhere"},
            "文书模板的文件夹 /proc/nowhere 不存在。",
            "or name another in HECHA_PAPER_FOLDER; leave that out",
        ),
        (
            {"font_folder": "/proc/nowhere"},
            "找不到中文字体（/proc/nowhere）",
            "name the folder of fonts in HECHA_FONT_FOLDER.",
        ),
        ({"files_url": "az://container"}, "打不开文件存放处", "Check HECHA_FILES_URL."),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_in_both_languages(
    zygote: Zygote, tmp_path: Path, settings: dict[str, str], chinese: str, english: str
) -> None:
    said = ended(zygote, tmp_path, **settings)
    assert len(said) == 2, said
    assert chinese in said[0]
    assert english in said[1]


def test_a_template_that_is_wrong_is_told_at_the_start_with_file_and_key(zygote: Zygote, tmp_path: Path) -> None:
    template = tmp_path / "notice.toml"
    template.write_text('[labels]\nclosing = "请于{date}前配合。"\n', "utf-8")
    said = ended(zygote, tmp_path, paper_folder=str(tmp_path))
    assert len(said) == 2, said
    for line in said:
        assert str(template) in line
        assert "labels.closing" in line
        assert "{date}" in line


def test_a_file_where_the_data_folder_should_be_is_named(zygote: Zygote, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    for target in ("bot.__main__:run", "bot.__main__:migrate"):
        said = ended(zygote, tmp_path, target)
        assert said[-1] == (
            f"The folder {tmp_path / 'data'} cannot be used: File exists. "
            "Let hecha read and write it, or name another in HECHA_DATA_FOLDER."
        )


def test_a_file_that_is_no_database_is_named(zygote: Zygote, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "hecha.db").write_text("no database at all" * 100)
    said = ended(zygote, tmp_path)
    assert said == [
        "打不开数据库：file is not a database。请检查数据库是否在运行，以及 HECHA_DATA_FOLDER。",
        "The database does not open: file is not a database. Check whether it runs, and HECHA_DATA_FOLDER.",
    ]


def test_postgresql_that_is_away_is_named_without_its_password(zygote: Zygote, tmp_path: Path) -> None:
    address = f"postgresql+psycopg://hecha:very-secret@127.0.0.1:{free_port()}/hecha"
    said = ended(zygote, tmp_path, database_url=address)
    assert len(said) == 2, said
    assert "Connection refused" in said[1]
    assert said[1].endswith("Check whether it runs, and HECHA_DATABASE_URL.")
    assert "very-secret" not in "".join(said)


def speaker_never_begins() -> None:
    """Stand in for a speaker that ends at once."""
    import bot.speaker

    bot.speaker.main = lambda: None


def worker_never_begins() -> None:
    """Stand in for a worker that ends at once."""
    import bot.worker

    bot.worker.main = lambda: None


@pytest.mark.parametrize("part", ["speaker", "worker"])
def test_a_process_that_ends_again_and_again_at_its_start_ends_the_program_in_words(
    zygote: Zygote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    monkeypatch.setenv("SANDBOX_PREPARE", f"{__name__}:{part}_never_begins")
    began = time.monotonic()
    said = ended(zygote, tmp_path)
    assert said[-1].startswith(f"A process of hecha (bot.{part}) ends as soon as it begins, again and again")
    # A bot that cannot speak never says that it runs.
    assert any('"running"' in line for line in said) == (part == "worker")
    assert time.monotonic() - began < 40

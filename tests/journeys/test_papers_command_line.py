"""`hecha papers check`: an office's templates and fonts, all that is to be mended at once, in both languages."""

from pathlib import Path

from tests import commands


def check(**folders: Path) -> commands.Ran:
    # Without a token: whoever changes words need not be the one who runs the bot.
    settings = {f"HECHA_{name.upper()}": str(folder) for name, folder in folders.items()}
    return commands.hecha("papers", "check", **settings)


def office(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return folder


def test_without_folders_the_original_words_and_the_usual_fonts_are_well() -> None:
    ran = check()
    assert ran.returncode == 0, ran.stderr
    zh, en = ran.stdout.splitlines()
    assert zh.startswith("可以打印文书。模板：原样；字体：")
    assert en.startswith("Papers can be printed. Templates: the original words; font: ")


def test_good_templates_are_said_to_be_good(tmp_path: Path) -> None:
    ran = check(paper_folder=office(tmp_path, notice='[labels]\nclosing = "请予配合。"\n'))
    assert ran.returncode == 0, ran.stderr
    assert f"模板：{tmp_path}；" in ran.stdout
    assert len(ran.stdout.splitlines()) == 2


def test_every_wrong_file_is_named_with_key_and_remedy(tmp_path: Path) -> None:
    folder = office(
        tmp_path,
        notice='[labels]\nclossing = "请予配合。"\n',
        record='[labels]\nlaw = "{number}、{statute}"\n',
        paper="[foot\n",
        recrod="",
    )
    ran = check(paper_folder=folder)
    assert ran.returncode == 1
    lines = ran.stdout.splitlines()
    assert len(lines) == 8
    for file, words in (
        ("notice.toml", "“labels.clossing”没有用处，或类型不对。请对照原样改正。"),
        ("record.toml", "{statute} 不是可以填写的内容。可用：law、number。"),
        ("paper.toml", "请改正，或删去这个文件以用原样。"),
        ("recrod.toml", "请改成其中之一，或删去：paper.toml、record.toml"),
    ):
        (line,) = [line for line in lines if file in line.split("：")[0] and words in line]
        assert str(folder / file) in line
    assert sum("In the template" in line or "The template" in line for line in lines) == 3


def test_a_folder_without_chinese_fonts_is_named_beside_a_wrong_template(tmp_path: Path) -> None:
    ran = check(paper_folder=office(tmp_path, notice="labels = 1\n"), font_folder=tmp_path)
    assert ran.returncode == 1
    assert "“labels”" in ran.stdout
    assert f"No Chinese font found ({tmp_path})" in ran.stdout


def test_a_sign_of_a_template_that_no_font_has_is_remarked_and_no_fault(tmp_path: Path) -> None:
    ran = check(paper_folder=office(tmp_path, notice='[labels]\nclosing = "请予配合😀。"\n'))
    assert ran.returncode == 0, ran.stderr
    assert "The fonts lack “😀” (U+1F600)" in ran.stdout

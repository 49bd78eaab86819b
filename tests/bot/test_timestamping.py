"""Time stamps by an authority of our own, judged by OpenSSL; an authority that gives none is said to give none."""

from pathlib import Path

import pytest

from bot.stamp_certificate import read_certificate
from bot.timestamping import Authority
from rules.refusals import Refused
from tests import time_authority

DIGEST, OTHER = "ab" * 32, "cd" * 32


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("tsa")
    time_authority.made(made)
    return made


def test_a_time_stamp_holds_for_its_hash_and_for_no_other(folder: Path) -> None:
    with time_authority.served(folder) as url:
        response = Authority(url).stamp(DIGEST)
    assert time_authority.holds(folder, response, DIGEST, folder / "ca.pem")
    assert not time_authority.holds(folder, response, OTHER, folder / "ca.pem")


def test_a_time_stamp_for_something_else_is_refused(folder: Path) -> None:
    with time_authority.served(folder) as url:
        other = Authority(url).stamp(OTHER)
    with time_authority.served(folder, other) as url, pytest.raises(Refused) as refused:
        Authority(url).stamp(DIGEST)
    assert refused.value.code == "ANCHOR_006"


@pytest.mark.parametrize("answer", [b"", b"no", b"<html>", b"0" * (2 << 20)])
def test_what_is_no_time_stamp_is_refused_in_words(folder: Path, answer: bytes) -> None:
    with time_authority.served(folder, answer) as url, pytest.raises(Refused) as refused:
        Authority(url).stamp(DIGEST)
    assert "gave no token" in refused.value.text("en")


def test_an_authority_that_is_away_is_said_to_be(folder: Path) -> None:
    with time_authority.served(folder) as url:
        gone = url
    with pytest.raises(Refused, match="ANCHOR_006"):
        Authority(gone).stamp(DIGEST)


def test_a_certificate_is_pem(folder: Path) -> None:
    assert read_certificate(folder / "ca.pem").startswith(b"-----BEGIN")
    for wrong in (folder / "serial", folder / "nowhere.pem"):
        with pytest.raises(Refused, match="ANCHOR_007"):
            read_certificate(wrong)

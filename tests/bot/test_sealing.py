"""The office's electronic seal: whole, by the named certificate, found by anyone who validates; never in the way."""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from pydantic import SecretStr
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from bot.printing import Printing
from bot.settings import Settings
from bot.trying import try_seal
from forms.papers.seal_certificate import Certificate, SealUnusable
from forms.papers.sealing import OfficeSeal
from rules.refusals import Refused
from storage.database import Database
from storage.files import FileStore
from storage.jobs import Claimed
from storage.tables import LedgerLink
from storage.unit_of_work import looking
from tests.forms.papers.filled import press, record
from tests.services.conftest import District

NOW = datetime.now(UTC)
PASSPHRASE = "口令 of the office"


@pytest.fixture
def district(furnished_database: Database) -> District:
    """The demo district on SQLite."""
    return District(furnished_database)


def issue(folder: Path, *, first: datetime = NOW - timedelta(days=1), days: int = 30) -> Certificate:
    """Make a certificate of the office that signs itself; `office.pem` beside it is for whoever validates."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "演示联席会议办公室")])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(first + timedelta(days=days))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "office.pem").write_bytes(made.public_bytes(Encoding.PEM))
    encryption = BestAvailableEncryption(PASSPHRASE.encode())
    file = folder / "office.p12"
    file.write_bytes(pkcs12.serialize_key_and_certificates(b"office", key, made, None, encryption))
    return Certificate(file, PASSPHRASE)


def validated(sealed: bytes, folder: Path) -> PdfSignatureStatus:
    [signature] = PdfFileReader(BytesIO(sealed)).embedded_signatures
    root = load_cert_from_pemder(str(folder / "office.pem"))  # type: ignore[no-untyped-call]
    trusted = ValidationContext(trust_roots=[root])
    return validate_pdf_signature(signature, trusted)


def test_a_sealed_paper_is_whole_and_by_the_office(tmp_path: Path) -> None:
    pdf = press().pdf(record()).data
    sealed = OfficeSeal(issue(tmp_path)).seal(pdf, NOW)
    assert sealed.startswith(pdf)
    status = validated(sealed, tmp_path)
    assert status.bottom_line
    assert status.signing_cert.subject.native["common_name"] == "演示联席会议办公室"
    [signature] = PdfFileReader(BytesIO(sealed)).embedded_signatures
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


def second_opinion(sealed: bytes, folder: Path) -> str:
    """What OpenSSL says of the seal: its CMS over the bytes that it covers, by the office's certificate alone."""
    [signature] = PdfFileReader(BytesIO(sealed)).embedded_signatures
    first, to, then, rest = (int(each) for each in signature.sig_object["/ByteRange"])
    assert (first, then + rest) == (0, len(sealed))
    (folder / "covered").write_bytes(sealed[:to] + sealed[then:])
    (folder / "seal.der").write_bytes(signature.pkcs7_content)
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-purpose", "any"]
    files = ["-in", "seal.der", "-content", "covered", "-CAfile", "office.pem", "-out", "whole"]
    return subprocess.run([*command, *files], cwd=folder, capture_output=True, text=True, check=False).stderr


@pytest.mark.skipif(shutil.which("openssl") is None, reason="skipped: no openssl")
def test_another_program_finds_the_seal_whole_as_well(tmp_path: Path) -> None:
    sealed = OfficeSeal(issue(tmp_path)).seal(press().pdf(record()).data, NOW)
    assert "successful" in second_opinion(sealed, tmp_path)
    changed = bytearray(sealed)
    changed[sealed.index(b"stream\n") + 40] ^= 1
    assert "successful" not in second_opinion(bytes(changed), tmp_path)


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="skipped: no pdfsig")
def test_a_readers_own_tool_finds_the_seal_valid_and_a_changed_paper_not(tmp_path: Path) -> None:
    sealed = OfficeSeal(issue(tmp_path)).seal(press().pdf(record()).data, NOW)
    changed = bytearray(sealed)
    changed[2000] ^= 1
    told = []
    for name, data in (("sealed", sealed), ("changed", bytes(changed))):
        (tmp_path / f"{name}.pdf").write_bytes(data)
        command = ["pdfsig", "-nocert", f"{name}.pdf"]
        told.append(subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True).stdout)
    whole, broken = told
    assert "Total document signed" in whole
    assert "Signature Validation: Signature is Valid." in whole
    assert "ETSI.CAdES.detached" in whole
    assert "Signature Validation: Digest Mismatch." in broken


def test_a_sealed_paper_that_is_changed_is_found_out(tmp_path: Path) -> None:
    sealed = bytearray(OfficeSeal(issue(tmp_path)).seal(press().pdf(record()).data, NOW))
    place = sealed.index(b"stream\n") + 40
    sealed[place] ^= 1
    assert not validated(bytes(sealed), tmp_path).bottom_line


def test_a_seal_of_somebody_else_is_not_the_offices(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    issue(tmp_path)
    sealed = OfficeSeal(issue(elsewhere)).seal(press().pdf(record()).data, NOW)
    assert not validated(sealed, tmp_path).bottom_line


def unusable(folder: Path, kind: str) -> Certificate:
    match kind:
        case "missing":
            return Certificate(folder / "nowhere.p12", PASSPHRASE)
        case "passphrase":
            return Certificate(issue(folder).file, "wrong")
        case "no certificate":
            (folder / "office.p12").write_text("nothing")
            return Certificate(folder / "office.p12", PASSPHRASE)
        case "expired":
            return issue(folder, first=NOW - timedelta(days=60))
        case _:
            return issue(folder, first=NOW + timedelta(days=2))


@pytest.mark.parametrize("kind", ["missing", "passphrase", "no certificate", "expired", "early"])
def test_a_certificate_that_cannot_be_used_is_told_before_anything_begins(tmp_path: Path, kind: str) -> None:
    certificate = unusable(tmp_path, kind)
    with pytest.raises(Refused) as refused:
        try_seal(settings(tmp_path, certificate))
    told = refused.value.text("en") + refused.value.text("zh-CN")
    assert str(certificate.file) in told
    assert "HECHA_SEAL_PASSPHRASE" in told
    assert certificate.passphrase not in told
    with pytest.raises(SealUnusable):
        OfficeSeal(certificate).seal(press().pdf(record()).data, NOW)


def settings(folder: Path, certificate: Certificate | None) -> Settings:
    return Settings(
        token=SecretStr("7000000001:AAG-not-a-secret"),
        data_folder=folder,
        seal_certificate=certificate.file if certificate else None,
        seal_passphrase=SecretStr(certificate.passphrase if certificate else ""),
    )


def printed(district: District, folder: Path, certificate: Certificate | None) -> tuple[bytes, str]:
    """Print a notice as a worker does; return the file and the remarks that whoever asked for it is told."""
    files = FileStore(f"file://{folder / 'files'}")
    found = settings(folder, certificate)
    printing = Printing(files, lambda: looking(district.database, found.bot_id, lambda: NOW), found)
    body = {"of": district.visit(), "paper": "notice", "format": "pdf", "wanted_by": "SJ-01", "people": []}
    keep = printing.print(Claimed(1, "print", "notice", body, 1, "worker"))
    with district.act() as uow:
        keep(uow)
        sha256 = uow.session.query(LedgerLink).filter_by(type="paper_printed").one().body["sha256"]
    return files.read(sha256), str(district.heard)


def test_what_a_worker_prints_is_sealed_where_a_certificate_is_set(district: District, tmp_path: Path) -> None:
    pdf, heard = printed(district, tmp_path, issue(tmp_path))
    assert validated(pdf, tmp_path).bottom_line
    assert "PAPER_009" not in heard


def test_without_a_certificate_a_paper_is_as_before(district: District, tmp_path: Path) -> None:
    pdf, heard = printed(district, tmp_path, None)
    assert PdfFileReader(BytesIO(pdf)).embedded_signatures == []
    assert "PAPER_009" not in heard


def test_a_certificate_that_ends_meanwhile_holds_no_visit_up(district: District, tmp_path: Path) -> None:
    pdf, heard = printed(district, tmp_path, issue(tmp_path, first=NOW - timedelta(days=60)))
    assert PdfFileReader(BytesIO(pdf)).embedded_signatures == []
    assert "PAPER_009" in heard

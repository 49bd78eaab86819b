"""A submission handed to a form server, by the OpenRosa protocol; the server is a strict stand-in."""

from datetime import UTC, datetime
from urllib.parse import quote

import httpx
import pytest

from bot.form_server import FormServer, SentFile, Taken
from bot.outward import NotOutward
from bot.settings import servers_in
from bot.unreached import UNREACHED
from tests.form_server import StandIn, form_server

NOW = datetime(2026, 3, 12, 8, 30, tzinfo=UTC)
XML = '<data id="{form}"><photo>a.jpg</photo><more>b.jpg</more><meta><instanceID>uuid:1</instanceID></meta></data>'
FILES = [SentFile("a.jpg", "image/jpeg", b"a" * 900), SentFile("b.jpg", "image/jpeg", b"b" * 900)]


def submits(stand_in: StandIn, url: str = "", form: str = "shop", files: list[SentFile] | None = None) -> Taken:
    server = FormServer(url or stand_in.submission, may_be_private=True)
    return server.submit(XML.format(form=form), FILES if files is None else files, NOW)


def as_user(stand_in: StandIn, user: str) -> str:
    return stand_in.submission.replace("://", f"://{user}:{quote(stand_in.password)}@")


def test_a_submission_arrives_with_its_files() -> None:
    with form_server(StandIn({"shop"})) as stand_in:
        assert submits(stand_in) == Taken(201, "full submission")
        assert submits(stand_in).is_taken  # again: the same instance, nothing more
        [instance] = stand_in.instances.values()
        assert (instance.form, instance.is_whole) == ("shop", True)
        assert instance.files == {each.name: each.content for each in FILES}
        assert stand_in.requests == [("HEAD", 204), ("POST", 201)] * 2


def test_what_is_too_much_at_once_comes_in_parts() -> None:
    with form_server(StandIn({"shop"}, most=2000)) as stand_in:
        assert submits(stand_in).status == 201
        assert stand_in.requests == [("HEAD", 204), ("POST", 202), ("POST", 201)]
        [instance] = stand_in.instances.values()
        assert sorted(instance.files) == ["a.jpg", "b.jpg"]


@pytest.mark.parametrize("size", range(600, 1000, 20))
def test_what_stands_around_files_counts_too(size: int) -> None:
    files = [SentFile(name, "image/jpeg", b"-" * size) for name in ("a.jpg", "b.jpg")]
    # Both together fit but for their headers, or do not, or do.
    with form_server(StandIn({"shop"}, most=2000)) as stand_in:
        assert submits(stand_in, files=files).status == 201
        [instance] = stand_in.instances.values()
        assert sorted(instance.files) == ["a.jpg", "b.jpg"]


@pytest.mark.parametrize("scheme", ["digest", "basic", "token"])
def test_it_says_who_it_is_as_the_server_wants_it(scheme: str) -> None:
    with form_server(StandIn({"shop"}, scheme=scheme)) as stand_in:
        user = "token" if scheme == "token" else stand_in.user
        assert submits(stand_in, as_user(stand_in, user)).status == 201
        wrong = as_user(stand_in, user).replace(quote(stand_in.password), "guess")
        if scheme != "basic":
            refused = submits(stand_in, wrong)
            assert (refused.status, refused.is_final) == (401, False)
        assert submits(stand_in, stand_in.submission).status == 401


@pytest.mark.parametrize(
    ("form", "files", "status", "is_final"),
    [
        ("unknown", [], 404, False),
        ("shop", [SentFile("c.jpg", "image/jpeg", b"c")], 400, True),
    ],
    ids=["no such form yet", "a file that no answer names"],
)
def test_what_the_server_does_not_take(form: str, files: list[SentFile], status: int, is_final: bool) -> None:
    with form_server(StandIn({"shop"})) as stand_in:
        taken = submits(stand_in, form=form, files=files)
        assert (taken.status, taken.is_taken, taken.is_final) == (status, False, is_final)


@pytest.mark.parametrize("form", ["shop", "unknown"])
def test_it_knows_whether_the_server_may_have_something_that_it_did_not_say_it_took(form: str) -> None:
    with form_server(StandIn({"shop"}, failing=1)) as stand_in:
        server = FormServer(stand_in.submission, may_be_private=True)
        # Asked in vain, nothing is sent; what is sent for a form that it does not know it does not take.
        assert not server.submit(XML.format(form="unknown"), FILES, NOW).is_taken
        assert not server.may_have_it
        stand_in.silent = 1
        with pytest.raises(httpx.HTTPError):
            server.submit(XML.format(form=form), FILES, NOW)
        assert server.may_have_it


def test_a_part_that_was_taken_stands_there_whatever_becomes_of_the_next() -> None:
    with form_server(StandIn({"shop"}, most=2000)) as stand_in:
        server = FormServer(stand_in.submission, may_be_private=True)
        stranger = SentFile("c.jpg", "image/jpeg", b"c" * 900)
        assert server.submit(XML.format(form="shop"), [FILES[0], stranger], NOW).status == 400
        assert server.may_have_it


def test_a_changed_submission_is_refused_for_good() -> None:
    with form_server(StandIn({"shop", "other"})) as stand_in:
        assert submits(stand_in, files=[]).is_taken
        assert submits(stand_in, form="other", files=[]).is_final


@pytest.mark.parametrize("scheme", ["basic", "digest", "token"])
@pytest.mark.parametrize("elsewhere", ["http://localhost:1", "http://127.0.0.1:{port}", "https://127.0.0.1:{own}"])
def test_a_server_that_sends_elsewhere_gets_no_password_there(elsewhere: str, scheme: str) -> None:
    with form_server(StandIn({"shop"}, scheme=scheme)) as stand_in, form_server(StandIn({"shop"})) as other:
        ports = [each.address.rpartition(":")[2] for each in (other, stand_in)]
        stand_in.moved_to = elsewhere.format(port=ports[0], own=ports[1]) + "/steal"
        assert submits(stand_in, as_user(stand_in, "token" if scheme == "token" else "inspector")).status == 201
        assert other.requests == []


def test_a_server_may_send_to_another_path_of_its_own() -> None:
    with form_server(StandIn({"shop"})) as stand_in:
        stand_in.moved_to = "/elsewhere"
        assert submits(stand_in).status == 201
        assert stand_in.paths == ["/submission", "/elsewhere"]


@pytest.mark.parametrize("told", ["http://[x/steal", "https://a℀b/"])
def test_a_server_that_sends_to_no_address_at_all_is_told_as_one_that_is_none(told: str) -> None:
    with form_server(StandIn({"shop"})) as stand_in:
        stand_in.moved_to = told
        server = FormServer(stand_in.submission, may_be_private=True)
        with pytest.raises(UNREACHED):
            server.submit(XML.format(form="shop"), FILES, NOW)
        assert not server.may_have_it


def test_nothing_is_handed_inwards_unless_it_may_be() -> None:
    with pytest.raises(NotOutward):
        FormServer("http://127.0.0.1:9/submission", may_be_private=False).submit("<a/>", [], NOW)


def test_addresses_are_for_all_forms_or_for_one() -> None:
    both = servers_in("https://a.example/submission shop=https://u:p@b.example/v1/key/x=/projects/1/submission")
    assert both == {
        "": "https://a.example/submission",
        "shop": "https://u:p@b.example/v1/key/x=/projects/1/submission",
    }
    assert servers_in("") == {}
    for wrong in ("ftp://a.example", "shop=", "https://", "https://a.example https://b.example"):
        with pytest.raises(ValueError):
            servers_in(wrong)

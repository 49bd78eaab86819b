"""How the parameters of a call are read."""

import pytest

from sandbox.errors import ApiError
from sandbox.parameters import MAX_FILES, MAX_PARAMETER_BYTES, read_parameters

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def part(name: str, data: bytes, file_name: str | None = None) -> bytes:
    disposition = f'form-data; name="{name}"' + (f'; filename="{file_name}"' if file_name is not None else "")
    return f"--b\r\nContent-Disposition: {disposition}\r\n\r\n".encode() + data + b"\r\n"


def test_the_query_string_comes_before_the_body_and_the_first_wins() -> None:
    read = read_parameters("text=1&text=2", FORM, b"text=3&chat_id=4&empty=")
    assert read.values == {"text": "1", "chat_id": "4", "empty": ""}


def test_json_values_keep_their_raw_text() -> None:
    body = '{"chat_id": 5, "text": "好\\n", "reply_markup": {"a":[1, 2]}, "flag":true, "none":null, "text":"late"}'
    assert read_parameters("", "application/json; charset=utf-8", body.encode()).values == {
        "chat_id": "5",
        "text": "好\n",
        "reply_markup": '{"a":[1, 2]}',
        "flag": "true",
        "none": "null",
    }


@pytest.mark.parametrize(
    ("body", "values"),
    [
        (b'{"a":"1","b":', {"a": "1"}),
        (b'{"a":"1" "b":"2"}', {"a": "1"}),
        (b"[1]", {}),
        (b"", {}),
        (b"{", {}),
        (b'{"a" 1}', {}),
    ],
)
def test_broken_json_gives_what_was_read_so_far(body: bytes, values: dict[str, str]) -> None:
    assert read_parameters("", JSON, body).values == values


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(ApiError, match="strings must be encoded in UTF-8"):
        read_parameters("", JSON, b'{"text":"\\ud83d"}')


def test_other_content_types_are_passed_over() -> None:
    assert read_parameters("a=1", "text/plain", b"b=2").values == {"a": "1"}


def test_multipart_parts_with_a_file_name_are_files() -> None:
    body = part("chat_id", b"5") + part("photo", b"\xff\xd8", "C:\\dir\\\xe5.jpg") + part("photo", b"2", "b.jpg")
    read = read_parameters("", "multipart/form-data; boundary=b", body + b"--b--\r\n")
    assert read.values == {"chat_id": "5"}
    assert read.files["photo"].data == b"\xff\xd8"
    assert read.files["photo"].content_type == "application/octet-stream"
    assert [upload.file_name for upload in read.uploads][1] == "b.jpg"


@pytest.mark.parametrize("content_type", ["multipart/form-data", f"multipart/form-data; boundary={'x' * 71}"])
def test_a_multipart_body_needs_a_fitting_boundary(content_type: str) -> None:
    with pytest.raises(ApiError, match="boundary"):
        read_parameters("", content_type, b"--b\r\n")


def test_a_multipart_body_that_ends_early_is_refused() -> None:
    with pytest.raises(ApiError, match="multipart"):
        read_parameters("", "multipart/form-data; boundary=b", b"nonsense")


def test_too_many_parameters_or_files_are_refused() -> None:
    with pytest.raises(ApiError, match="too many parameters"):
        read_parameters("", FORM, b"a=" + b"x" * MAX_PARAMETER_BYTES)
    body = b"".join(part(f"f{number}", b"x", "a") for number in range(MAX_FILES + 1))
    with pytest.raises(ApiError, match="too many files") as refused:
        read_parameters("", "multipart/form-data; boundary=b", body + b"--b--\r\n")
    assert refused.value.code == 413


def test_numbers_and_flags_are_read_leniently() -> None:
    read = read_parameters("a=12x&b=x&c=-5&d=999&e=YES&f=on&g=1.5e1z&h=.5", "", b"")
    assert [read.integer("a"), read.integer("b", 7), read.integer("c", low=0), read.integer("d", high=100)] == [
        12,
        0,
        0,
        100,
    ]
    assert read.integer("missing", 7) == 7
    assert (read.flag("e"), read.flag("f"), read.flag("missing")) == (True, False, False)
    assert (read.number("g"), read.number("h"), read.number("b")) == (15.0, 0.5, 0.0)

"""What a person reads in a mail is found whatever its parts, its encoding and its character set."""

import pytest

from unsung.intake.mail.charsets import decoded
from unsung.intake.mail.markup import plain
from unsung.intake.tests.reading_mail import mail, message


@pytest.mark.parametrize(
    ("charset", "written"),
    [
        ("utf-8", "café £44 €5"),
        ("iso-8859-15", "café €5"),
        ("iso-2022-jp", "証券"),
        ("big5", "保單"),
        ("koi8-r", "полис"),
    ],
)
def test_text_is_decoded_by_the_set_it_names(charset: str, written: str) -> None:
    assert decoded(written.encode(charset), charset) == written


@pytest.mark.parametrize(
    ("told", "written", "data"),
    [
        ("", "über £44", "über £44".encode()),
        ("us-ascii", "über", "über".encode()),
        ("iso-8859-1", "über £44", "über £44".encode()),
        ("iso-8859-1", "“so” – it is", "“so” – it is".encode("cp1252")),
        ("utf-8", "reçu", "reçu".encode("latin-1")),
        ("utf-16", "plain", b"plain"),
        ("unicode-1-1-utf-7", "a£b", "a£b".encode("utf-7")),
        ("no-such-set", "café", "café".encode()),
        ("idna", "café", "café".encode()),
        ("", "証券", "証券".encode("iso-2022-jp")),
    ],
)
def test_text_whose_set_is_missing_or_wrong_is_read_by_what_it_shows(
    told: str, written: str, data: bytes
) -> None:
    assert decoded(data, told) == written


@pytest.mark.parametrize("told", ["iso-8859-1", "windows-1252", "", "utf-8"])
@pytest.mark.parametrize(
    "written", ["Grüße", "Für", "Öl", "Léa", "été", "ça a été réglé", "Übergrößen", "Ja, süß", "ÄÖÜ", "ß"]
)
def test_short_western_text_is_not_taken_for_another_script(told: str, written: str) -> None:
    assert decoded(written.encode("latin-1"), told) == written


@pytest.mark.parametrize(
    ("codec", "written"),
    [
        ("cp1251", "Здравствуйте! Прошу вернуть деньги за заказ, который не пришёл вовремя. Спасибо. " * 2),
        ("gb18030", "您好我上个月订购的打印机还没有收到。请问什么时候可以发货。谢谢。" * 2),
    ],
)
def test_long_text_in_another_script_is_read_though_it_calls_itself_western(codec: str, written: str) -> None:
    assert decoded(written.encode(codec), "iso-8859-1") == written


def test_what_no_database_takes_is_left_out() -> None:
    assert decoded(b"a\0b", "utf-8") == "ab"
    assert decoded(b"a+2AA-b", "utf-7") == "a\ufffdb"


def in_parts(kind: str, *parts: str) -> bytes:
    body = "".join(f"--cut\n{part}\n" for part in parts)
    return mail(f"{body}--cut--\n", Content_Type=f'multipart/{kind}; boundary="cut"')


PLAIN = "Content-Type: text/plain; charset=utf-8\n\nas typed"
HTML = "Content-Type: text/html; charset=utf-8\n\n<p>as <b>shown</b></p>"


def test_of_two_versions_the_one_typed_is_taken() -> None:
    assert message(in_parts("alternative", HTML, PLAIN)).words == "as typed"


def test_an_empty_plain_version_gives_way_to_the_one_shown() -> None:
    assert message(in_parts("alternative", "Content-Type: text/plain\n\n \n", HTML)).words == "as shown"


def test_attachments_and_mails_attached_are_left_out() -> None:
    attached = "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nattached"
    passed_on = "Content-Type: message/rfc822\n\nSubject: another\n\nnot written here"

    assert message(in_parts("mixed", PLAIN, attached, passed_on)).words == "as typed"


def test_text_around_a_picture_is_kept_on_both_sides() -> None:
    picture = "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo="

    assert (
        message(in_parts("mixed", PLAIN, picture, PLAIN.replace("typed", "below"))).words
        == "as typed\nas below"
    )


def test_encoded_text_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    assert (
        message(mail("R29vZCBtb3JuaW5nLCBKdW5lLg", Content_Transfer_Encoding="base64")).words
        == "Good morning, June."
    )
    assert message(mail("caf=C3=A9 =", Content_Transfer_Encoding="quoted-printable")).words == "café"


def test_a_mail_of_parts_whose_cuts_are_missing_is_read_as_text() -> None:
    assert message(mail("no cut here\n", Content_Type="multipart/mixed")).words == "no cut here"


def test_parts_within_parts_without_end_are_no_trouble() -> None:
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(400))

    assert message(mail(nested, Content_Type="multipart/mixed; boundary=b")).subject == "Cover"


def test_html_becomes_lines_without_scripts_styles_and_comments() -> None:
    markup = (
        "<head><title>T</title><style>p {}</style></head><!-- <p>no</p> --><script>if (a<b) no()</script>"
        "<p>One&nbsp;&amp;\n two</p>three<br>four<table><tr><td>five</td><td>six</td></tr></table>"
    )

    assert plain(markup) == "One & two\n\nthree\nfour\n\nfive six"


def test_what_a_blockquote_holds_is_marked_as_quoted_unless_it_only_indents() -> None:
    assert plain("a<blockquote>b<blockquote>c</blockquote></blockquote>d") == "a\n\n> b\n>\n>> c\n>\n\nd"
    assert plain("a<blockquote style='border: none'>b</blockquote>") == "a\n\nb"


def test_lines_set_in_full_stay_as_they_are() -> None:
    assert plain("<pre>a  b\n  c</pre>") == "a  b\n  c"


@pytest.mark.parametrize(
    "markup",
    ["<!--" * 50_000, "<a " * 66_000, "<" * 200_000, '<a x="' * 30_000, "&" * 200_000, "<script>" * 25_000],
)
def test_html_made_to_hurt_is_read_in_the_end(markup: str) -> None:
    assert isinstance(plain(markup), str)


def test_a_number_too_long_for_a_character_is_left_as_it_stands() -> None:
    assert plain("&#" + "9" * 5000 + ";").startswith("&#99")

"""Spam, returned mail, answers by machine and list mail are known by their marks, and people are not."""

import pytest

from unsung.intake.tests.reading_mail import heads, mail

NOBODY = "<>"


@pytest.mark.parametrize(
    "fields",
    [
        {"X_Spam_Flag": "YES"},
        {"X_Spam_Status": "Yes, score=9.1 required=5.0"},
        {"X_Bogosity": "Spam, tests=bogofilter"},
        {"X_MS_Exchange_Organization_SCL": "6"},
        {"X_Gmail_Labels": "Spam,Unread"},
        {"Subject": "*****SPAM***** Cheap cover"},
    ],
)
def test_mail_a_filter_flagged_is_spam(fields: dict[str, str]) -> None:
    assert heads(mail(**fields)).standing == "spam"


@pytest.mark.parametrize(
    "fields",
    [
        {"X_Spam_Status": "No, score=-2.0 required=5.0"},
        {"X_Spam_Flag": "NO"},
        {"X_MS_Exchange_Organization_SCL": "1"},
        {"X_Gmail_Labels": "Inbox,Important"},
        {"Subject": "Spam in my mailbox"},
    ],
)
def test_mail_a_filter_let_pass_is_a_contact(fields: dict[str, str]) -> None:
    assert heads(mail(**fields)).standing == "contact"


REPORT = 'multipart/report; report-type={}; boundary="cut"'


@pytest.mark.parametrize(
    "fields",
    [
        {"Content_Type": REPORT.format("delivery-status")},
        {"Content_Type": REPORT.format('"feedback-report"')},
        {"X_Failed_Recipients": "gone@mail.example"},
        {
            "Return_Path": NOBODY,
            "From": "Mail Delivery System <MAILER-DAEMON@mx.example>",
            "Subject": "failure notice",
        },
        {"From": "MAILER-DAEMON", "Subject": "Returned mail: User unknown"},
        {"From": "postmaster@mx.example", "Subject": "Undeliverable: Cover"},
        {"From": "staff@host.example", "Subject": "complaint about message from 192.0.2.7"},
    ],
)
def test_returned_mail_is_a_bounce(fields: dict[str, str]) -> None:
    assert heads(mail("The address gone@mail.example: 550 user unknown\n", **fields)).standing == "bounce"


@pytest.mark.parametrize(
    "fields",
    [
        {"From": "postmaster@mail.example", "Subject": "Re: Undeliverable: Cover"},
        {"From": "postmaster@mail.example", "Subject": "A question on cover"},
        {"From": "admin@mail.example", "Subject": "My mail to you was rejected"},
        {"Subject": "Undeliverable: Cover"},
        {"Subject": "Fwd: failure notice"},
    ],
)
def test_a_person_who_writes_of_returned_mail_is_a_contact(fields: dict[str, str]) -> None:
    assert heads(mail("It came back to me, why?\n", **fields)).standing == "contact"


@pytest.mark.parametrize(
    "fields",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; owner-email=x"},
        {"Auto_Submitted": "auto-replied (no)"},
        {"X_Autoreply": "yes"},
        {"X_Autorespond": ""} | {"X_Autoresponder": "vacation"},
        {"Precedence": "auto_reply"},
        {"Content_Type": REPORT.format("disposition-notification")},
        {"Subject": "Automatic reply: Cover", "Return_Path": NOBODY},
        {"Subject": "Out of office: Cover", "X_Auto_Response_Suppress": "All"},
        {"Subject": "Abwesenheitsnotiz", "Precedence": "bulk"},
    ],
)
def test_an_answer_a_machine_gave_is_auto(fields: dict[str, str]) -> None:
    assert heads(mail(**fields)).standing == "auto"


@pytest.mark.parametrize(
    "fields",
    [
        {"Auto_Submitted": "no"},
        {"Auto_Submitted": "no (human)"},
        {"Auto_Submitted": "(said so) No; owner-email=x"},
        {"X_Auto_Response_Suppress": "All"},
        {"Subject": "Out of office hours: who answers?"},
        {"X_Autoreply": "no"},
    ],
)
def test_one_sign_that_people_show_too_makes_no_machine(fields: dict[str, str]) -> None:
    assert heads(mail(**fields)).standing == "contact"


@pytest.mark.parametrize(
    "fields",
    [
        {"List_Id": "Cover <cover.lists.example>"},
        {"List_Post": "<mailto:cover@lists.example>"},
        {"Mailing_List": "contact cover-help@lists.example"},
        {"Precedence": "bulk"},
        {"Precedence": "list", "List_Unsubscribe": "<https://lists.example>"},
        {"List_Unsubscribe": "<https://a.example>", "List_Unsubscribe_Post": "List-Unsubscribe=One-Click"},
    ],
)
def test_mail_to_many_is_list_mail(fields: dict[str, str]) -> None:
    assert heads(mail(**fields)).standing == "list"


def test_spam_goes_before_bounce_and_bounce_before_auto_and_auto_before_list() -> None:
    fields = {"List_Id": "<cover.lists.example>"}
    found = [heads(mail(**fields)).standing]
    for more in (
        {"Auto_Submitted": "auto-replied"},
        {"X_Failed_Recipients": "gone@mail.example"},
        {"X_Spam_Flag": "YES"},
    ):
        fields |= more
        found.append(heads(mail(**fields)).standing)

    assert found == ["list", "auto", "bounce", "spam"]

"""What was written is told apart from what is quoted and what it is signed with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsung.intake.mail.words import LARGEST, Parted, part
from unsung.intake.tests.reading_mail import mail, message


def test_a_mail_without_marks_is_all_words() -> None:
    assert part("One.\n\nTwo: three.\n") == Parted("One.\n\nTwo: three.")


def test_answers_between_quotations_are_words() -> None:
    text = "On 1 Oct 2025, Ada wrote:\n> Is it the car?\nNo.\n\n> Or the house?\n\nThe house.\n"

    assert part(text) == Parted(
        "No.\n\nThe house.", "On 1 Oct 2025, Ada wrote:\n> Is it the car?\n> Or the house?"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "On Wed, 1 Oct 2025 at 09:12, Ada <ada@desk.example> wrote:",
        "On Wed, 1 Oct 2025 at 09:12, Ada Lovelace of Larkfield Mutual\n<ada@desk.example> wrote:",
        "Am 1. Oktober 2025 um 09:12 schrieb Ada <ada@desk.example>:",
        "Le 1 oct. 2025 à 09:12, Ada <ada@desk.example> a écrit :",
        "El mié, 1 oct 2025 a las 9:12, Ada (<ada@desk.example>) escribió:",
        "Il giorno 1 ott 2025, Ada ha scritto:",
        "Op 1 okt. 2025 om 09:12 schreef Ada <ada@desk.example>:",
        "Den 1 okt 2025 skrev Ada:",
        "Em 1 de out. de 2025, Ada escreveu:",
        "W dniu 1.10.2025 Ada napisała:",
    ],
)
def test_a_sentence_that_names_a_writer_begins_a_quotation_without_marks(sentence: str) -> None:
    assert part(f"Yes.\n\n{sentence}\n\nIs it the car?\n") == Parted("Yes.", f"{sentence}\n\nIs it the car?")


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Lovelace <ada@desk.example>:",
        "01.10.2025, 09:12, Ada:",
        "Ada wrote:",
        "* Ada <ada@desk.example>\nwrote:",
    ],
)
def test_straight_above_marked_lines_less_is_needed(sentence: str) -> None:
    assert part(f"Yes.\n\n{sentence}\n> Is it the car?\n") == Parted("Yes.", f"{sentence}\n> Is it the car?")


@pytest.mark.parametrize("line", ["I need three things:", "My neighbour said:", "Look at this:"])
def test_a_sentence_that_ends_in_a_colon_begins_no_quotation(line: str) -> None:
    assert part(f"{line}\n\na form\n").words == f"{line}\n\na form"


@pytest.mark.parametrize(
    "head",
    [
        "-----Original Message-----\nFrom: Ada\nSent: 1 October 2025\nTo: June\nSubject: Cover\n",
        "From: Ada\nSent: Wednesday, 1 October 2025 09:12\nTo: June\nSubject: Cover\n",
        "Von: Ada\nGesendet: Mittwoch, 1. Oktober 2025\nAn: June\nBetreff: Police\n",
        "De : Ada\nEnvoyé : mercredi\nÀ : June\nObjet : Police\n",
        "*From:* Ada <ada@desk.example>\n*Date:* 1 October\n*To:* June\n",
        "---------- Forwarded message ---------\nFrom: Ada <ada@desk.example>\nTo: June\n",
        "Begin forwarded message:\n\nFrom: Ada\n",
        "-------- Original-Nachricht --------\n",
        "Date: Wed, 1 Oct 2025\nSubject: Cover\nFrom: ada@desk.example\n",
    ],
)
def test_from_the_head_of_a_mail_pasted_below_all_the_rest_is_quoted(head: str) -> None:
    found = part(f"See below.\n\n{head}\nIs it the car?\n\nAda\n")

    assert found.words == "See below."
    assert found.quoted == f"{head}\nIs it the car?\n\nAda".replace("\n\n\n", "\n\n")


def test_a_form_filled_in_is_no_pasted_head() -> None:
    text = "From: London\nTo: Paris\nDate: 3 May\nTravellers: two"

    assert part(text) == Parted(text)


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nJune\nHalloran & Sons",
        "--\nJune",
        "Sent from my iPhone",
        "Von meinem iPhone gesendet",
        "Envoyé de mon téléphone",
        "Get Outlook for iOS",
        "_______________________________________________\nCover mailing list\nhttps://lists.example/cover",
        "Kind regards,\nJ. H.\nHalloran & Sons",
        "Mit freundlichen Grüßen\nJ. H.",
        "All the best, June Halloran",
        "June Halloran",
        "June",
        "J. Halloran\nHalloran & Sons\nTel: 020 7946 0018\nj@halloran.example",
    ],
)
def test_what_a_mail_is_signed_with_is_no_words(signature: str) -> None:
    found = part(f"The roof leaks.\n\nCan you come?\n\n{signature}\n", "June Halloran")

    assert found == Parted("The roof leaks.\n\nCan you come?", "", signature.replace("-- \n", "--\n"))


def test_thanks_at_the_end_are_words() -> None:
    assert (
        part("It works again.\n\nThank you so much,\nJune", "June").words
        == "It works again.\n\nThank you so much,"
    )


@pytest.mark.parametrize(
    "text",
    [
        "June",
        "Cheers",
        "The roof leaks.\n\nbest of all would be a visit",
        "My numbers are below.\n\nHouse 20-4471\nCar 20-4472",
        "Two points:\n-- the roof\n-- the cellar",
        "One\n" + "--\n" + "and so on\n" * 60,
    ],
)
def test_what_only_looks_like_a_signature_is_words(text: str) -> None:
    assert part(text, "June Halloran") == Parted(text.strip())


def test_a_seal_around_a_mail_is_no_words() -> None:
    text = (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nThe roof leaks.\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQEzBAEBCAAd\n-----END PGP SIGNATURE-----\n"
    )

    assert part(text).words == "The roof leaks."


def test_a_signature_above_a_quotation_is_found() -> None:
    found = part("Yes.\n\nJune\n\nOn 1 Oct 2025, Ada wrote:\n> Is it the car?\n", "Halloran, June")

    assert (found.words, found.signature) == ("Yes.", "June")


def test_a_text_beyond_all_measure_keeps_its_end() -> None:
    found = part("word\n" * (LARGEST // 5 + 10) + "the end")

    assert found.words.endswith("the end")
    assert len(found.words) == 5 * (LARGEST // 5 + 10) + len("the end")


LINES = st.lists(
    st.sampled_from(
        [
            "Good morning.",
            "> quoted",
            ">> twice",
            "",
            "-- ",
            "--",
            "On 1 Oct 2025, Ada wrote:",
            "wrote:",
            "From: Ada <a@x.example>",
            "Sent: today",
            "To: June",
            "Subject: Cover",
            "-----Original Message-----",
            "________________________",
            "Sent from my phone",
            "Kind regards",
            "June",
            "020 7946 0018",
        ]
    )
    | st.text(max_size=20),
    max_size=14,
)


@given(LINES)
def test_every_line_ends_up_in_exactly_one_of_the_three(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = part(text, "June Halloran")

    parts = f"{found.words}\n{found.quoted}\n{found.signature}"
    said = sorted(line.strip() for line in parts.split("\n") if line.strip())
    assert said == sorted(line.strip() for line in text.split("\n") if line.strip())


def test_a_message_carries_the_three_apart() -> None:
    record = message(mail("Yes.\n\nJune\n\nOn 1 Oct 2025, Ada wrote:\n> Is it the car?\n"))

    assert (record.words, record.signature) == ("Yes.", "June")
    assert record.quoted == "On 1 Oct 2025, Ada wrote:\n> Is it the car?"

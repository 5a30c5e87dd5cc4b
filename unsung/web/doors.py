"""Every address of the house, who may open it, and what stands behind it, in words that readers see."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from unsung.ground.visitor import ROLES, Role, Visitor

Key = Role | Literal["anybody", "colleague"]
"""A role; or anybody, signed in or not; or a colleague: whoever is signed in, with whatever role or none."""

Looked = Literal["no", "open", "alone"]


@dataclass(frozen=True)
class Door:
    """One address by the name it is reached by, who may open it, and what one sees or does there.

    `theirs` is True where the page shows each reader only what is that reader's own. `looked` says whether
    the page is shown to somebody who looks in a lead's place: no; open, where the looker could open it too;
    or alone, where it then shows of people nobody but the looker.
    """

    name: str
    to: frozenset[Key]
    behind: str
    theirs: bool = False
    looked: Looked = "no"

    def opens_for(self, visitor: Visitor) -> bool:
        """Whether this visitor may come in."""
        if "anybody" in self.to:
            return True
        return visitor.signed_in and ("colleague" in self.to or bool(visitor.roles & self.to))


ANYBODY: frozenset[Key] = frozenset({"anybody"})
COLLEAGUES: frozenset[Key] = frozenset({"colleague"})
DESK: frozenset[Key] = frozenset({"member", "lead"})
LEADS: frozenset[Key] = frozenset({"lead", "administrator"})
EDITS: frozenset[Key] = frozenset({"lead", "editor"})
RUNS: frozenset[Key] = frozenset({"administrator"})
BRING: frozenset[Key] = DESK | RUNS


def doors(
    to: frozenset[Key], behind: str, *names: str, theirs: bool = False, looked: Looked = "no"
) -> Iterable[Door]:
    """Several addresses that open to the same people and show the same."""
    return [Door(name, to, behind, theirs, looked) for name in names]


_ALL = [
    *doors(ANYBODY, "Whether Unsung is up", "healthz"),
    *doors(
        ANYBODY,
        "Unsung as an app of a phone, and the bar to keep a line while nobody answers; nothing of anybody",
        "manifest",
        "service_worker",
        "offline",
    ),
    *doors(
        ANYBODY,
        "Signing in and out, and setting a new password",
        "account_login",
        "account_logout",
        "account_inactive",
        "account_signup",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_request_login_code",
        "account_confirm_login_code",
        "mfa_authenticate",
        "mfa_login_webauthn",
    ),
    *doors(
        ANYBODY,
        "Setting Unsung up with the code of its start, while nobody is in the register",
        "setup:start",
        "setup:desk",
        "setup:hours",
        "setup:holidays",
        "setup:people",
    ),
    *doors(
        COLLEAGUES,
        "Your own sign-in: password, second step, passkeys, devices",
        "account_change_password",
        "account_set_password",
        "account_reauthenticate",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_remove_webauthn",
        "mfa_edit_webauthn",
        "mfa_reauthenticate_webauthn",
        "usersessions_list",
        theirs=True,
    ),
    *doors(
        COLLEAGUES,
        "The printed reviews: each month, its figures and their definitions",
        "review:list",
        "review:issue",
        "review:figure",
        looked="open",
    ),
    *doors(COLLEAGUES, "The same as files, to take along", "review:file"),
    *doors(
        DESK, "The workbook of a review, with the rows of conversations behind its figures", "review:workbook"
    ),
    *doors(EDITS, "Having a month’s review printed, or printed again", "review:again", "review:print"),
    *doors(
        DESK,
        "The conversations with customers: looked up, and one with every word",
        "cases:list",
        "cases:case",
        looked="open",
    ),
    *doors(
        DESK,
        "Your journal: each writer’s own lines, and nobody else’s; from there one shares them, one at a time",
        "journal:list",
        "journal:understood",
        "journal:keep",
        "journal:waiting",
        "journal:line",
        "journal:erase",
        "journal:share",
        "journal:take_back",
        "journal:link",
        "journal:take_along",
        "journal:old",
        "journal:unlock",
        "journal:recovery_code",
        "journal:counting",
        theirs=True,
    ),
    *doors(DESK, "What another app of yours shared, to look at before it is kept", "share", theirs=True),
    *doors(
        DESK,
        "Your week, and the summary you send or do not send; a draft is its writer’s alone",
        "week:week",
        "week:summary",
        "week:book",
        theirs=True,
    ),
    *doors(
        DESK,
        "Closing the day, checking in, and one’s hard days: each writer’s own reflections, and nobody else’s",
        "evening:day",
        "evening:check_in",
        "evening:asking",
        "evening:hard_days",
        "evening:collecting",
        "evening:erase_heat",
        theirs=True,
    ),
    *doors(
        DESK,
        "The summaries one wrote or received; what the desk asked for, without the name of who asked",
        "letters:list",
        "letters:letter",
        "letters:asked",
        "letters:withdraw",
        theirs=True,
    ),
    *doors(ANYBODY, "Answering what one was asked, by the link of a letter", "letters:ask"),
    *doors(
        COLLEAGUES,
        "Lines that a colleague shared: each reader those for the desk one leads, for the team one is in, "
        "or that name the reader",
        "told:list",
        looked="alone",
    ),
    *doors(
        COLLEAGUES,
        "Saying that one read a shared line, which its writer sees, or that one would not be named",
        "told:read",
        "told:named",
        theirs=True,
    ),
    *doors(
        DESK,
        "Your evidence: claims with lines of your own behind them, and nobody else’s",
        *(
            f"journal:evidence:{name}"
            for name in (
                "list",
                "pack",
                "front",
                "drop",
                "new_claim",
                "claim",
                "move",
                "remove",
                "thanks",
                "ask",
                "take_back",
                "look",
                "file",
                "publish",
                "unpublish",
            )
        ),
        theirs=True,
    ),
    *doors(ANYBODY, "A pack of evidence somebody published, with the secret of its link", "evidence:shown"),
    *doors(
        COLLEAGUES,
        "What colleagues ask you: whether their words are how it was",
        "asked:list",
        "asked:answer",
        theirs=True,
    ),
    *doors(
        DESK,
        "The morning and closing rounds of one’s desks: what is done, by whom and when, and what is open",
        "rounds:list",
        looked="open",
    ),
    *doors(DESK, "Checking an item of a round off, skipping it, taking one’s own check back", "rounds:check"),
    *doors(frozenset({"lead"}), "The items of the rounds of a desk one leads", "rounds:edit"),
    *doors(COLLEAGUES, "The first page, and every way that is open", "home", "more", looked="open"),
    *doors(COLLEAGUES, "The programs that ask in your name", "programs", "end_program", theirs=True),
    *doors(COLLEAGUES, "Signing one device of one’s own out", "end_device", theirs=True),
    *doors(
        ANYBODY,
        "What programs may ask for; each shows the token of somebody whose roles reach it",
        "api:deliveries",
        "api:delivery",
        "api:rejects",
        "api:reviews",
        "api:figures",
        "api:uploads",
        "api:upload",
        "api:cases",
        "api:case",
        "api:journal-line",
    ),
    *doors(ANYBODY, "How programs ask", "api:openapi-json", "api:openapi-view", "api:api-root"),
    *doors(COLLEAGUES, "The parts this application is made of", "parts"),
    *doors(COLLEAGUES, "Your own settings: light or dark, keys", "settings:yours", theirs=True),
    *doors(
        LEADS,
        "The people of the desk one leads; every one for who runs Unsung",
        "settings:people",
        looked="alone",
    ),
    *doors(
        RUNS,
        "Changing people and roles, letting them in, ending accounts",
        "settings:add_person",
        "settings:person",
        "settings:invite",
        "settings:end_account",
        "settings:reopen_account",
        "settings:begun",
    ),
    *doors(COLLEAGUES, "Desks, their hours and holidays", "settings:desks", "settings:hours", looked="open"),
    *doors(RUNS, "Making another desk", "settings:add_desk"),
    *doors(
        LEADS,
        "Changing a desk one leads and its hours; any for who runs Unsung",
        "settings:desk",
        "settings:week",
        "settings:drop_week",
        "settings:keep_day",
        "settings:drop_day",
        "settings:place",
    ),
    *doors(
        LEADS,
        "Departments and kinds of customers",
        "settings:words",
        "settings:add_department",
        "settings:department",
        "settings:add_kind",
        "settings:kind",
        looked="open",
    ),
    *doors(COLLEAGUES, "Where figures come from, and how fresh that is", "settings:sources", looked="open"),
    *doors(LEADS, "Every change of the settings", "settings:changes", looked="open"),
    *doors(COLLEAGUES, "Who can read what", "access", looked="open"),
    *doors(COLLEAGUES, "What your lead sees of you", "as_lead", "as_lead_of", "as_lead_page", theirs=True),
    *doors(
        BRING,
        "Bringing records in: the files, how they are read, how far it is, what came of every delivery",
        "bring:list",
        "bring:upload",
        "bring:start",
        "bring:leave",
        "bring:progress",
        "bring:file",
        "bring:look",
        "bring:leave_out",
        "bring:delivery",
    ),
    *doors(
        DESK,
        "Rows and mails that could not be read, as customers wrote them",
        "bring:asides",
        "bring:asides_csv",
        "bring:aside",
    ),
    *doors(LEADS, "Taking a delivery back", "bring:take_back"),
]
DOORS: dict[str, Door] = {door.name: door for door in _ALL}
"""By the name of the address; an address without a row here opens to nobody."""

VISITORS: dict[str, Visitor] = {
    "anybody": Visitor(),
    "colleague": Visitor(person=1),
    **{role: Visitor(person=1, roles=frozenset({role})) for role in ROLES},
}
"""One of each, as the table of who can read what asks for them."""

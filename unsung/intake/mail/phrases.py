"""The set phrases of mail programs and mail servers, in the languages they write: parts of patterns."""
# ruff: noqa: RUF001 (Cyrillic and Turkish letters look like Latin ones and are meant)

SAID = (
    r"wrote|writes|said|says|schrieb|schreibt|a écrit|écrit|escribió|escribio|escreveu|ha scritto|schreef|"
    r"geschreven|skrev|kirjoitti|napsala?|napisała?|написала?|написал\(а\)|пишет|írta|yazdı|a scris|έγραψε"
)
"""What stands at the end of "On Monday Ada wrote:"."""

ON = r"On|Am|Le|El|Il|Em|Op|Den|På|W dniu|Dnia|Dne|La|Pe"
"""What it begins with."""

PASSED_ON = r"message|nachricht|mensaje|messaggio|mensagem|bericht|meddelande|сообщение|e-mail"
"""What a line like "-----Original Message-----" speaks of."""

HEAD_FIELDS = {
    "sender": "from von de da van от от_кого från fra od lähettäjä gönderen feladó",
    "sent": "sent gesendet envoyé enviado enviado_el enviada_em inviato verzonden отправлено skickat sendt",
    "about": "subject betreff objet asunto assunto oggetto onderwerp тема ämne emne temat předmět aihe konu",
    "other": "to an à para per aan кому till til do komu cc kopie date datum fecha data дата dato reply-to",
}
"""The names of fields in the head of a mail pasted into another, by what they tell."""

DEVICE = (
    r"sent (?:from|with|via|by|using) (?:my |the |a )?\S|get outlook for |von meine[mr] .{0,40}gesendet|"
    r"gesendet (?:mit|von) |envoyé de(?:puis)? mon |enviado desde (?:mi|el) |enviado do meu |inviato da[l ]|"
    r"verzonden (?:met|vanaf) |skickat från |отправлено (?:с|из) "
)
"""How a line of advertisement for a phone begins."""

CLOSING = (
    r"(?:(?:best|kind|kindest|warm|many|with (?:best|kind)) )?(?:regards|wishes)|cheers|sincerely|"
    r"yours(?: sincerely| faithfully| truly| ever)?|(?:all the )?best|(?:freundliche|viele) grüße|mfg|"
    r"mit (?:freundlichen|besten|herzlichen) grüßen|cordialement|bien à vous|saludos|un saludo|"
    r"atentamente|cordiali saluti|met vriendelijke groet(?:en)?|med vänlig hälsning|с уважением"
)
"""The last line of a letter above the name; thanks are none, they are meant."""

AWAY = (
    r"(?:re: ?)?(?:auto(?:matic|mated)?[- :]?(?:reply|response|respond\w*)|autorepl\w+|auto:|"
    r"out of (?:the )?office|away from|i am away|on vacation|vacation|abwesenheit\w*|automatische antwort|"
    r"réponse automatique|absence|respuesta automática|fuera de la oficina|risposta automatica|"
    r"automatisch antwoord|afwezig\w*|resposta automática|autosvar|odpowiedź automatyczna)"
)
"""How the subject of an answer begins that a mailbox gives by itself."""

SERVER = (
    r"mailer[-_. ]?daemon|mail[-_. ]?daemon|mail[-_ ]?delivery|delivery[-_. ]?(?:status|subsystem|agent)|"
    r"returned[-_ ]?mail|interscan|^mdaemon|^undeliverable|^system administrator|^daemon@|^imss|^scanmail"
)
"""Names and addresses only a mail server signs with."""

OFFICE = r"post_?master|^(?:mail)?admin(?:istrator)?\b|^root@|^mail server|^abuse"
"""Names and addresses that servers sign with, and people too."""

RETURNED_SUBJECT = (
    r"undeliver|non-?deliver|not delivered|failure notice|failed delivery|unable to deliver|user unknown|"
    r"return(?:ed|ing) (?:mail|message|to sender)|delivery (?:has )?failed|delayed|rejected|quota|"
    r"delivery (?:failure|error|problem|report|status|notification)|(?:mail|message) was undeliverable|"
    r"(?:mail|message) (?:delivery|could not|not|was not|error|returned)|message system error|mailbox full|"
    r"warning: (?:could not send|message)|dead letter|permanent error|unzustellbar|nicht zugestellt|"
    r"non remis|no entregado|non recapitabile"
)
RETURNED_TEXT = (
    r"could ?n[o']t be delivered|could not (?:be )?deliver|undeliverable|not (?:be )?delivered|user unknown|"
    r"permanent (?:fatal )?error|unknown (?:user|local|address|recipient)|over(?: its)? quota|"
    r"no such (?:user|recipient|mailbox|address)|mailbox (?:is )?(?:full|unavailable)|host unknown|"
    r"original message (?:follows|headers)|delivery (?:attempt|failed|failure|error)|qmail-send program|"
    r"returned (?:to|mail|below|message)|recipient address rejected|(?:^|\D)[45]\d\d[ -][45]\.\d\.\d|550 "
)
"""What mail servers say of a mail they bring back."""

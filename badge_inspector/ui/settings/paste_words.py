"""What was made of a paste, and why one cannot be used, in words. Secrets are never in them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from badge_inspector.domain.pasted import Pasted, PasteNote, PasteProblem


def understood_words(pasted: Pasted) -> str:
    """What was understood: whose webhook or which portal, and what was changed to get there."""
    address = pasted.address
    if address is None:
        return ""
    if pasted.secret is not None:
        what = QCoreApplication.translate("Pasted", "Webhook of user {user} on {host}.").format(
            user=pasted.user, host=address.display
        )
        hidden = QCoreApplication.translate("Pasted", "The secret is hidden.")
    else:
        what = QCoreApplication.translate("Pasted", "Portal {host}.").format(host=address.display)
        hidden = QCoreApplication.translate("Pasted", "There is no secret in it: enter one below.")
    return " ".join([what, *map(_note_words, pasted.notes), hidden])


def problem_words(problem: PasteProblem) -> str:
    """Why it cannot be used, and what would be right."""
    match problem:
        case PasteProblem.EMPTY:
            return QCoreApplication.translate("Pasted", "Paste a webhook address, or the portal's address.")
        case PasteProblem.NOT_AN_ADDRESS:
            return QCoreApplication.translate(
                "Pasted", "This is no address. A portal's looks like https://acme.bitrix24.com."
            )
        case PasteProblem.HTTP:
            return QCoreApplication.translate(
                "Pasted", "http:// would send the secret unencrypted; portals answer on https://."
            )
        case PasteProblem.PASSWORD:
            return QCoreApplication.translate(
                "Pasted", "The address holds a user name and password before an @. Leave them out."
            )
        case PasteProblem.TRAVERSAL:
            return QCoreApplication.translate("Pasted", "The path in this address leads astray (.. or an encoded /).")
        case PasteProblem.PLACEHOLDER:
            return QCoreApplication.translate(
                "Pasted", "This is an example, not a real address: parts of it stand for yours."
            )
        case PasteProblem.NO_USER:
            return QCoreApplication.translate("Pasted", "The user number is missing: …/rest/1/secret/.")
        case PasteProblem.NO_SECRET:
            return QCoreApplication.translate("Pasted", "The secret is missing: …/rest/1/secret/.")
        case PasteProblem.SWAPPED:
            return QCoreApplication.translate("Pasted", "User number and secret are swapped: the number comes first.")
        case PasteProblem.NOT_A_WEBHOOK:
            return QCoreApplication.translate(
                "Pasted", "This is not the address of an incoming webhook, which ends in /rest/1/secret/."
            )
        case PasteProblem.LOGIN_SERVICE:
            return QCoreApplication.translate("Pasted", "bitrix24.net is where people sign in; it is no portal.")


def _note_words(note: PasteNote) -> str:
    match note:
        case PasteNote.CURL:
            return QCoreApplication.translate("Pasted", "Taken from a cURL command.")
        case PasteNote.WRAPPING:
            return QCoreApplication.translate("Pasted", "Quotes and spaces around it were dropped.")
        case PasteNote.HTTPS_ASSUMED:
            return QCoreApplication.translate("Pasted", "https:// was added.")
        case PasteNote.HTTP_UPGRADED:
            return QCoreApplication.translate("Pasted", "http:// became https://.")
        case PasteNote.METHOD_DROPPED:
            return QCoreApplication.translate("Pasted", "The method name was dropped.")
        case PasteNote.QUERY_DROPPED:
            return QCoreApplication.translate("Pasted", "What follows the address was dropped.")
        case PasteNote.SLASHES:
            return QCoreApplication.translate("Pasted", "Doubled slashes were mended.")
        case PasteNote.REST_API:
            return QCoreApplication.translate("Pasted", "/rest/api/ became /rest/.")
        case PasteNote.PAGE:
            return QCoreApplication.translate(
                "Pasted", "This is a page of the portal; webhooks are made under Developer resources."
            )
        case PasteNote.INTERNATIONAL:
            return QCoreApplication.translate("Pasted", "The name was put into its international form.")
        case PasteNote.SELF_HOSTED:
            return QCoreApplication.translate("Pasted", "A self-hosted portal.")
        case PasteNote.UNUSUAL_SECRET:
            return QCoreApplication.translate("Pasted", "The secret has an unusual form; check it.")

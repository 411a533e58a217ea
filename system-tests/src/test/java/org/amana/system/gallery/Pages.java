package org.amana.system.gallery;

import java.util.List;

/** The pages of the product, by the routes that show them. {@code PageRoutesTest} compares with the controllers. */
final class Pages {

    /** Each is opened, and looked at in every state, by {@code GalleryIT}. */
    static final List<String> SHOWN = List.of(
            "issuer GET /",
            "issuer GET /{authority}/desk",
            "issuer GET /{authority}/desk/audit",
            "issuer GET /{authority}/desk/imports",
            "issuer GET /{authority}/desk/imports/{id}",
            "issuer GET /{authority}/desk/people/{id}",
            "issuer POST /{authority}/desk/people/{id}/offers",
            "ledger GET /audit",
            "ledger GET /audit/desk",
            "ledger GET /audit/desk/breach",
            "ledger GET /audit/desk/clocks",
            "ledger GET /audit/desk/records",
            "support GET /error",
            "support GET /login",
            "verifier GET /{language}/{organisation}/ask-end/{end:done|wrong-browser}",
            "verifier GET /{language}/{organisation}/ask/{link}",
            "verifier GET /{organisation}/desk",
            "verifier GET /{organisation}/desk/checks/{id}",
            "verifier GET /{organisation}/desk/kept",
            "verifier GET /{organisation}/desk/kept/{id}",
            "verifier GET /{organisation}/desk/links/{link}",
            "verifier GET /{organisation}/desk/past",
            "verifier POST /{language}/{organisation}/ask/{link}",
            "verifier POST /{organisation}/desk/checks",
            "wallet GET /",
            "wallet GET /{language}",
            "wallet GET /{language}/cards/{id}",
            "wallet GET /{language}/cards/{id}/delete",
            "wallet GET /{language}/consents",
            "wallet GET /{language}/consents/withdrawn",
            "wallet GET /{language}/help",
            "wallet GET /{language}/history",
            "wallet GET /{language}/home",
            "wallet GET /{language}/locked",
            "wallet GET /{language}/offers/declined",
            "wallet GET /{language}/offers/{id}",
            "wallet GET /{language}/offers/{id}/done",
            "wallet GET /{language}/receipts/{id}",
            "wallet GET /{language}/requests/{id}",
            "wallet GET /{language}/requests/{id}/done",
            "wallet GET /{language}/requests/{id}/refused",
            "wallet GET /{language}/scan",
            "wallet GET /{language}/settings",
            "wallet GET /{language}/settings/delete",
            "wallet GET /{language}/start",
            "wallet GET /{language}/unlock",
            "wallet GET /{language}/words",
            "wallet POST /{language}/offers/{id}",
            "wallet POST /{language}/requests/{id}",
            "wallet POST /{language}/scan/photo",
            "wallet POST /{language}/scan/text",
            "wallet POST /{language}/settings/delete",
            "wallet POST /{language}/start",
            "wallet POST /{language}/unlock");

    /** Routes of page controllers that only lead on to another page. */
    static final List<String> LEAD_ON = List.of(
            "issuer POST /{authority}/desk/imports",
            "issuer POST /{authority}/desk/people/{id}/credentials/{credential}",
            "issuer POST /{authority}/desk/people/{id}/offers/{offer}/withdraw",
            "verifier GET /{organisation}/return/{request}",
            "verifier POST /{organisation}/desk/checks/{id}/match",
            "verifier POST /{organisation}/desk/diplomas",
            "verifier POST /{organisation}/desk/links/{link}/close",
            "wallet GET /{language}/offer",
            "wallet GET /{language}/onward",
            "wallet GET /{language}/request",
            "wallet GET /{language}/scan/photo",
            "wallet GET /{language}/scan/text",
            "wallet POST /{language}/cards/{id}/delete",
            "wallet POST /{language}/consents/{record}/withdraw",
            "wallet POST /{language}/lock");

    private Pages() {}
}

/**
 * Showing a card (OpenID4VP 1.0, HAIP 1.0): the request is checked before it is shown, the person sees who asks what and
 * why, and nothing is signed or sent before the ledger holds the entry. Entry classes:
 * {@link org.amana.wallet.presentation.ReadRequest}, {@link org.amana.wallet.presentation.ApproveRequest},
 * {@link org.amana.wallet.presentation.RefuseRequest}, {@link org.amana.wallet.presentation.DeferRequest},
 * {@link org.amana.wallet.presentation.SayNotAble}.
 *
 * <pre>
 * POST /api/v1/requests {"request":"openid4vp://…"} -> 201 request screen; GET /api/v1/requests/{id} -> the same
 *   {"request_id",
 *    "who":{"name","country"?,"identifier","registered":bool,"registrar"?,"first_time":bool,"last_time"?},
 *    "why":{"purpose","legal_basis":[…],"law_reference"?,"retention"?,"withdrawable","consent":bool,
 *           "refusal_consequence"?,"recipients":[…]}                                  absent for an unregistered verifier
 *    "options":[{"credential_id","type","name","what":[{path,label,kind,value}],"not_shown":[labels],
 *                "cards":[{"credential_id","type","name","state","copies_left","reused":bool,
 *                          "disclosed":[{"name","value":canonical JSON text}]}]}],        smallest disclosure first
 *    "over_asking":[labels],"warnings":[{"code","text"}],"explicit":[codes],"can_answer":bool,
 *    "audience":client_id,"nonce","notice",
 *    "exchange":{"credential_id","source":{"identifier","name","country"?},"until","every"?,
 *                "sends":[{"vct","name","claims":[{"path","label"}]}],          only where another office is to send data
 *                "guardian":"required"?,                       a person under age is asked, their guardian after them
 *                "ward":{"request_hash","views"}?},            a guardian is asked; each option has "own":{"issuer","what"}
 *    "event":{"controller","purpose","purpose_text","legal_basis":[…],"withdrawable":bool,"request_hash","language"}}
 * POST /api/v1/requests/{id}/approve {"option":0,"accept":[codes of "explicit" the person ticked],"event_key":jwk?,
 *                                  "send":[{"vct","claims":[[…]]}]?}       send: the part of an exchange agreed to
 *   server keyring  -> {"shared":true,"receipt":"id","redirect_uri"?}
 *   browser keyring -> {"event_signing_input","presentations":[{"kid"}]}
 *     on a retry after the event was signed: as the answer of /event
 * POST /api/v1/requests/{id}/event {"signature"}    the entry is committed, and its proof verified, before this answers
 *   -> {"receipt":"id","presentations":[{"kid","signing_input","issuer_jwt","disclosures":["…"]}]}
 * POST /api/v1/requests/{id}/presentations {"signatures":["…"]} -> {"shared":true,"receipt":"id","redirect_uri"?}
 * POST /api/v1/requests/{id}/refuse -> {"shared":false,"redirect_uri"?}
 * POST /api/v1/requests/{id}/not-able -> {"shared":false,"redirect_uri"?}       only with "guardian":"required"
 * POST /api/v1/requests/{id}/defer -> 204; GET /api/v1/requests -> [{"request_id","party","purpose","until"}] put off
 * </pre>
 *
 * {@code event_key} is a one-time key of the browser, forgotten after it signed the event; relation keys of consents are in
 * the vault and sign there. Codes of warnings: {@code unregistered}, {@code identifier_mismatch}, {@code registration_ended},
 * {@code registration_unchecked}, {@code over_asking}, {@code last_copy}, {@code card_suspended}, {@code card_revoked}. Those under {@code explicit} must come back in
 * {@code accept}, one by one, or approving is refused. A request with a consent as its basis additionally puts GIVEN (or
 * REFUSED, or DEFERRED) into the ledger. Where another office is to send data to whoever asks, nothing of the card is
 * disclosed: its key signs over the terms, and the consent names source, categories and end
 * ({@link org.amana.wallet.presentation.ExchangeRule}). With {@code "guardian"} the event of an approval has
 * {@code "guardian":{"views":"yes"}}, with {@code "ward"} it has {@code "ward":{"request_hash"}} of the same hash.
 */
@NullMarked
package org.amana.wallet.presentation;

import org.jspecify.annotations.NullMarked;

/**
 * "This is wrong" (GDPR Art. 16): a person tells the authority that issued a card what on it is wrong, with the key of the
 * card, and the wallet keeps the date and the answer. Entry class: {@link org.amana.wallet.rectification.Rectifications}.
 *
 * <pre>
 * POST /api/v1/credentials/{id}/rectification {"claims":[["family_name"]],"words":"…"} -> {"asked":{…}} with a server keyring,
 *                                   {"sign":{"id","kid","signing_input"}} where the key is in the browser
 * POST /api/v1/rectifications/{id}/signature {"signature":"base64url of r || s"} -> {"asked":{…}}
 * GET  /api/v1/rectifications -> [{"id","card","authority","claims":["Family name"],"words","asked_at","last_day"?,"days_left"?,
 *                                  "state":"undelivered|not_taken|running|soon|overdue|answered|answered_late",
 *                                  "outcome"?:"corrected|partly|refused","decisions":[{"claim","outcome":"corrected|refused_accurate|…","reason"?}],
 *                                  "answered_at"?,"can_complain"}]  newest first
 * GET  /api/v1/rectifications/{id}/complaint -> {"type":"https://amana.example/rights/rectification-complaint/v1",…}
 * </pre>
 */
@NullMarked
package org.amana.wallet.rectification;

import org.jspecify.annotations.NullMarked;

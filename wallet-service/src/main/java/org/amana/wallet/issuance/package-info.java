/**
 * Receiving a card (OpenID4VCI 1.0, pre-authorized code flow): the offer is read and shown, accepted with the code from
 * the office, and what comes back is verified before anything is kept. Entry classes:
 * {@link org.amana.wallet.issuance.ReadOffer}, {@link org.amana.wallet.issuance.AcceptOffer}.
 *
 * <pre>
 * POST /api/v1/offers {"offer":"openid-credential-offer://…"}
 *   -> 201 {"issuance_id","issuer":{"id","name","country"?,"trusted"},"credentials":[{"configuration_id","type","name"}],
 *           "tx_code"?:{"length"?,"input_mode","description"?},"can_accept":bool}
 * GET  /api/v1/issuances/{id} -> the same
 * POST /api/v1/issuances/{id}/accept {"tx_code"?}
 *   server keyring  -> {"credentials":[{"id","type","name"}]}
 *   browser keyring -> {"count":10,"aud":"issuer identifier","nonce":"…"}      (may be called again for a fresh nonce)
 * POST /api/v1/issuances/{id}/keys {"keys":[public jwk]}            -> {"signing_inputs":["header.claims"]}
 * POST /api/v1/issuances/{id}/proofs {"signatures":["b64u 64 bytes"]}
 *   -> {"credentials":[{"id","type","name"}],"more"?:{"count","aud","nonce"}}  more: the offer holds another type
 * DELETE /api/v1/issuances/{id} -> 204, not now
 * </pre>
 *
 * An issuer that is not on the trust list for a type ({@code can_accept} false) is not sent the code: its cards could not
 * be verified. Logos and other pictures that metadata name are never loaded.
 */
@NullMarked
package org.amana.wallet.issuance;

import org.jspecify.annotations.NullMarked;

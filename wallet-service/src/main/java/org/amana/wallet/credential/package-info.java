/**
 * Cards and their single-use copies: what the person holds, in plain words and with its state from the issuer's status
 * list (draft-ietf-oauth-status-list-20). Entry class: {@link org.amana.wallet.credential.Cards}.
 *
 * <pre>
 * GET    /api/v1/credentials      -> [{"id","type":vct,"name","issuer":{"id","name","country"?},
 *                                      "state":"valid|suspended|revoked|expired|unknown",
 *                                      "claims":[{"path","label","kind","value"}],"copies_left":9,"received","expires"?,
 *                                      "kids":["thumbprint of each key that is left"]}]
 * GET    /api/v1/credentials/{id} -> one of them
 * DELETE /api/v1/credentials/{id} -> 204
 * </pre>
 */
@NullMarked
package org.amana.wallet.credential;

import org.jspecify.annotations.NullMarked;

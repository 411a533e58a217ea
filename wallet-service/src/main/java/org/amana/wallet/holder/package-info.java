/**
 * Who a holder is to the service: a random id, a wrapped key and a way to unwrap it, by passkey (WebAuthn Level 3 with
 * the PRF extension), by passkey plus passphrase, or by passphrase alone (Argon2id, RFC 9106). Entry classes:
 * {@link org.amana.wallet.holder.SignUp}, {@link org.amana.wallet.holder.Unlock}.
 *
 * <pre>
 * POST   /api/v1/passkeys/creation-options              -> options for navigator.credentials.create()
 * POST   /api/v1/passkeys/request-options               -> options for navigator.credentials.get()
 * POST   /api/v1/wallets   {"keyring":"server|browser","passphrase"?,"passkey"?:{…},"prf"?:"b64u"}
 *                                                       -> 201 {"wallet_id","token"?}
 * GET    /api/v1/wallet                                 -> {"wallet_id","keyring","idle_seconds"}
 * DELETE /api/v1/wallet                                 -> 204, everything of the holder is gone
 * POST   /api/v1/sessions  {"wallet_id","passphrase"} | {"passkey":{…},"prf"?} | {"passphrase"} after the passkey
 *                                                       -> {"wallet_id","token"?}
 * DELETE /api/v1/sessions                               -> 204, the key is wiped from memory
 * </pre>
 *
 * Pages: send the CSRF header with every POST and DELETE; the answer then binds the unlocked wallet to the session
 * cookie and carries no token. Programs: send no cookie and no CSRF header; the answer carries a token, to be sent as
 * {@code Authorization: Bearer}. {@code passkey} is the JSON form of the credential (PublicKeyCredential.toJSON()) with
 * {@code clientExtensionResults.prf} taken out; {@code prf} is its {@code results.first}, 32 bytes, base64url. Some
 * authenticators give no PRF result at creation: then the page calls get() for the new credential once (any challenge)
 * before it posts to {@code /wallets}. Sign-up with a passkey that has no PRF needs a passphrase as well; both are then
 * asked for at every unlock, and the answer to the passkey alone is 401 with reason {@code passphrase_needed}.
 */
@NullMarked
package org.amana.wallet.holder;

import org.jspecify.annotations.NullMarked;

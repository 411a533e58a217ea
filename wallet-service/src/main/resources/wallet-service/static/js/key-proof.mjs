// Receiving: what the browser checks before it signs a key proof.

import { same, onlyMembers } from './refusal.mjs';
import { near, parse } from './jws-input.mjs';

const TYP = 'openid4vci-proof+jwt';

/**
 * OpenID4VCI 1.0 appendix F.1. A key proof is signed only for the issuer on the screen (`aud`), for this
 * one issuance (`nonce`), for the key it is about (`jwk`), and only as a key proof (`typ`): otherwise the service could
 * pass off a presentation as a proof.
 *
 * @param signingInput header.claims as prepared by the service
 * @param shown {aud, nonce} of the page, {publicJwk} of the key, now in ms
 */
export function checkKeyProof(signingInput, { aud, nonce, publicJwk, now }) {
  const reason = 'key_proof_malformed';
  const { header, claims } = parse(signingInput, reason);
  same('key_proof_typ', header.typ, TYP);
  same('key_proof_alg', header.alg, 'ES256');
  onlyMembers(reason, header, ['typ', 'alg', 'jwk', 'key_attestation']);
  onlyMembers('key_proof_key', header.jwk, ['kty', 'crv', 'x', 'y', 'alg', 'use', 'kid']);
  for (const member of ['kty', 'crv', 'x', 'y']) {
    same('key_proof_key', header.jwk[member], publicJwk[member]);
  }
  onlyMembers(reason, claims, ['iss', 'aud', 'iat', 'nonce']);
  same('key_proof_audience', claims.aud, aud);
  if (nonce === undefined) {
    same('key_proof_nonce', String(claims.nonce), 'undefined'); // this issuer has no nonce endpoint
  } else {
    same('key_proof_nonce', claims.nonce, nonce);
  }
  near(reason, claims.iat, now);
}

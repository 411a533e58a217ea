// Showing: what the browser checks before it signs a key-binding JWT.

import { decodeJson, sha256 } from './base64url.mjs';
import { canonical } from './canonical.mjs';
import { MEMBERS, checkExchange } from './exchange-terms.mjs';
import { thumbprint } from './keyring.mjs';
import { Refusal, onlyMembers, same } from './refusal.mjs';
import { near, parse } from './jws-input.mjs';

/**
 * RFC 9901 section 4.3. The signature goes out only to the audience on the screen, for this request's nonce, over
 * exactly the disclosures listed, and those are exactly the claims shown on the screen with exactly the values shown.
 *
 * @param presentation {kid, signing_input, issuer_jwt, disclosures} as prepared by the service
 * @param shown {audience, nonce, vct, claims, exchange?} of the page, claims being [{name, value}] of one credential,
 *     value as canonical JSON text, exchange what another office is to send; now in ms
 */
export async function checkPresentation(presentation, { audience, nonce, vct, claims, exchange, now }) {
  const reason = 'presentation_malformed';
  const { header, claims: binding } = parse(presentation.signing_input, reason);
  same('presentation_typ', header.typ, 'kb+jwt');
  same('presentation_alg', header.alg, 'ES256');
  onlyMembers(reason, header, ['typ', 'alg']);
  onlyMembers(reason, binding, ['aud', 'nonce', 'iat', 'sd_hash', ...(exchange === undefined ? [] : MEMBERS)]);
  same('presentation_audience', binding.aud, audience);
  same('presentation_nonce', binding.nonce, nonce);
  near(reason, binding.iat, now);
  if (exchange !== undefined) {
    await checkExchange(binding, exchange);
  }

  const { issuer_jwt: issuerJwt, disclosures } = presentation;
  if (typeof issuerJwt !== 'string' || issuerJwt.includes('~') || !Array.isArray(disclosures)) {
    throw new Refusal(reason, 'expected issuer_jwt and disclosures');
  }
  const sdHash = await sha256([issuerJwt, ...disclosures, ''].join('~'));
  same('presentation_sd_hash', binding.sd_hash, sdHash);
  await checkCredential(issuerJwt, presentation.kid, vct);
  await checkDisclosures(issuerJwt, disclosures, claims);
}

/** The card is of the type on the screen and is bound to the key that signs. */
async function checkCredential(issuerJwt, kid, vct) {
  const payload = payloadOf(issuerJwt);
  same('presentation_type', payload.vct, vct);
  if (!payload.cnf?.jwk) {
    throw new Refusal('presentation_key', 'credential names no key');
  }
  same('presentation_key', await thumbprint(payload.cnf.jwk), kid);
}

/** Shown on the screen = disclosed: no claim more, none less, no other value. */
async function checkDisclosures(issuerJwt, disclosures, shownClaims) {
  const expected = new Map(shownClaims.map(({ name, value }) => [name, value]));
  const { _sd: digests = [] } = payloadOf(issuerJwt);
  for (const disclosure of disclosures) {
    const [name, value] = claimOf(disclosure);
    if (!expected.has(name)) {
      throw new Refusal('presentation_not_shown', `${name} is not on the screen`);
    }
    if (canonical(value) !== expected.get(name)) {
      throw new Refusal('presentation_value', `${name} differs from the screen`);
    }
    if (!digests.includes(await sha256(disclosure))) {
      throw new Refusal('presentation_foreign', `${name} is not of this card`);
    }
    expected.delete(name);
  }
  if (expected.size > 0) {
    throw new Refusal('presentation_missing', `shown but not disclosed: ${[...expected.keys()].join(', ')}`);
  }
}

function payloadOf(issuerJwt) {
  try {
    return decodeJson(issuerJwt.split('.')[1]);
  } catch (error) {
    throw new Refusal('presentation_malformed', error.message);
  }
}

/** A disclosure of an object member is [salt, name, value]; array elements are never apart in our types. */
function claimOf(disclosure) {
  try {
    const [salt, name, value, ...more] = decodeJson(disclosure);
    if (typeof salt !== 'string' || typeof name !== 'string' || value === undefined || more.length > 0) {
      throw new Error('expected [salt, name, value]');
    }
    return [name, value];
  } catch (error) {
    throw new Refusal('presentation_malformed', error.message);
  }
}

// "This is wrong": what the browser checks before it signs with the key of a card.

import { decodeJson } from './base64url.mjs';
import { canonical } from './canonical.mjs';
import { thumbprint } from './keyring.mjs';
import { Refusal, onlyMembers, same } from './refusal.mjs';
import { near, parse } from './jws-input.mjs';

const REASON = 'rectification_malformed';

/**
 * The signature goes out only to the authority on the screen, over exactly what was ticked and typed, with a card that is
 * bound to the key that signs and comes without any disclosure.
 *
 * @param sign {kid, signing_input} as prepared by the service
 * @param shown {authority, claims, words} of the page, claims being paths; now in ms
 */
export async function checkRectification(sign, { authority, claims, words, now }) {
  const { header, claims: message } = parse(sign.signing_input, REASON);
  same('rectification_typ', header.typ, 'amana-rectification+jwt');
  same('rectification_alg', header.alg, 'ES256');
  onlyMembers(REASON, header, ['typ', 'alg']);
  onlyMembers(REASON, message, ['aud', 'iat', 'jti', 'card', 'claims', 'words']);
  same('rectification_audience', message.aud, authority);
  same('rectification_claims', canonical(message.claims), canonical(claims));
  if (message.words !== words) {
    throw new Refusal('rectification_words', 'other words than were typed');
  }
  near(REASON, message.iat, now);
  await checkCard(message.card, sign.kid);
}

async function checkCard(card, kid) {
  const [issuerJwt, ...rest] = typeof card === 'string' ? card.split('~') : [];
  if (rest.length !== 1 || rest[0] !== '') {
    throw new Refusal('rectification_disclosures', 'the card comes with more than it needs');
  }
  let payload;
  try {
    payload = decodeJson(issuerJwt.split('.')[1]);
  } catch (error) {
    throw new Refusal(REASON, error.message);
  }
  if (!payload.cnf?.jwk) {
    throw new Refusal('rectification_key', 'card names no key');
  }
  same('rectification_key', await thumbprint(payload.cnf.jwk), kid);
}

/** As the service writes them down: lines end in a line feed, nothing around. */
export function typed(words) {
  return words.replaceAll('\r\n', '\n').trim();
}

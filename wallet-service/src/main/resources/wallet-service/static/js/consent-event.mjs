// What the browser checks before it signs the event that the ledger records: the person's own statement of what they
// decided (ISO/IEC TS 27560 profile of Amana). It is signed with a key made for this one event.

import { sha256 } from './base64url.mjs';
import { Refusal, onlyMembers, same } from './refusal.mjs';
import { parse } from './jws-input.mjs';
import { canonical } from './presentation.mjs';

const TYP = 'amana-event+jws';
const PROFILE = 'https://amana.example/consent/event/v1';
const MEMBERS = ['profile', 'kind', 'record', 'relation', 'seq', 'prev', 'time', 'actor', 'purpose', 'legal_basis',
  'law_reference', 'controller', 'categories', 'valid_until', 'retention', 'withdrawal', 'refusal_consequence', 'notice',
  'request_hash'];
const DAY = 86_400_000;

/**
 * An approval must not turn into a consent, another recipient, another purpose, more claims or another request.
 *
 * @param signingInput header.event as prepared by the service
 * @param shown {kind, controller, purpose, purposeText, legalBasis, requestHash, language, categories} of the page,
 *     {key} made for this event, now in ms
 */
export async function checkEvent(signingInput, { kind, controller, purpose, purposeText, legalBasis, requestHash, language, categories, key, now }) {
  const reason = 'event_malformed';
  const { header, claims: event } = parse(signingInput, reason);
  same('event_typ', header.typ, TYP);
  same('event_alg', header.alg, 'ES256');
  onlyMembers(reason, header, ['typ', 'alg']);
  onlyMembers(reason, event, MEMBERS);
  same(reason, event.profile, PROFILE);
  same('event_kind', event.kind, kind);
  same('event_withdrawal', String(event.withdrawal !== undefined), String(kind === 'GIVEN'));
  same('event_key', canonical(event.actor), canonical({ jwk: key.publicJwk }));
  same('event_key', event.relation, key.kid);
  same('event_recipient', event.controller, controller);
  same('event_purpose', event.purpose?.id, purpose);
  same('event_purpose', event.purpose?.text_hash, await sha256(purposeText));
  same('event_legal_basis', canonical(event.legal_basis), canonical(legalBasis));
  same('event_request', event.request_hash, requestHash);
  same('event_language', event.notice?.language, language);
  same('event_claims', sorted(event.categories), sorted(categories));
  if (!(Math.abs(Date.parse(event.time) - now) <= DAY)) {
    throw new Refusal(reason, `time ${event.time} is far from now`);
  }
}

/** Types and claim names, whatever their order. */
function sorted(categories) {
  try {
    return canonical(categories.map(({ vct, claims }) => ({ vct, claims: claims.map(canonical).sort() }))
      .map(canonical).sort());
  } catch (error) {
    throw new Refusal('event_malformed', error.message);
  }
}

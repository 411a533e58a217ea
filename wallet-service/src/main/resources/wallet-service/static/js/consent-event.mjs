// What the browser checks before it signs the event that the ledger records: the person's own statement of what they
// decided (ISO/IEC TS 27560 profile of Amana). It is signed with a key made for this one event.

import { sha256 } from './base64url.mjs';
import { canonical } from './canonical.mjs';
import { Refusal, onlyMembers, same } from './refusal.mjs';
import { parse } from './jws-input.mjs';

const TYP = 'amana-event+jws';
const PROFILE = 'https://amana.example/consent/event/v1';
const MEMBERS = ['profile', 'kind', 'record', 'relation', 'seq', 'prev', 'time', 'actor', 'purpose', 'legal_basis',
  'law_reference', 'controller', 'categories', 'valid_until', 'retention', 'withdrawal', 'refusal_consequence', 'notice',
  'request_hash', 'guardian', 'ward'];
const DAY = 86_400_000;

/**
 * An approval must not turn into a consent, another recipient, another purpose, more claims or another request. A consent
 * is signed by the relation's key in the vault; what the browser signs is always the approval.
 *
 * @param signingInput header.event as prepared by the service
 * @param shown {controller, purpose, purposeText, legalBasis, withdrawable, requestHash, notice, language} of the page,
 *     {guardian?: {views}, ward?: {request_hash}} where somebody under age is represented, {categories} of the chosen cards, {key} made for this event, now in ms
 */
export async function checkEvent(signingInput, shown) {
  const reason = 'event_malformed';
  const { header, claims: event } = parse(signingInput, reason);
  same('event_typ', header.typ, TYP);
  same('event_alg', header.alg, 'ES256');
  onlyMembers(reason, header, ['typ', 'alg']);
  onlyMembers(reason, event, MEMBERS);
  same(reason, event.profile, PROFILE);
  same('event_kind', event.kind, 'APPROVED');
  same('event_key', canonical(event.actor), canonical({ jwk: shown.key.publicJwk }));
  same('event_key', event.relation, shown.key.kid);
  same('event_recipient', event.controller, shown.controller);
  same('event_purpose', event.purpose?.id, shown.purpose);
  same('event_purpose', event.purpose?.text_hash, await sha256(shown.purposeText));
  same('event_legal_basis', canonical(event.legal_basis), canonical(shown.legalBasis));
  same('event_withdrawal', String(event.withdrawal !== undefined), String(shown.withdrawable));
  same('event_request', event.request_hash, shown.requestHash);
  same('event_notice', event.notice?.hash, await sha256(shown.notice));
  same('event_notice', event.notice?.language, shown.language);
  same('event_guardian', canonical(event.guardian ?? null), canonical(shown.guardian ?? null));
  same('event_ward', canonical(event.ward ?? null), canonical(shown.ward ?? null));
  same('event_claims', sorted(event.categories), sorted(shown.categories));
  if (!(Math.abs(Date.parse(event.time) - shown.now) <= DAY)) {
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

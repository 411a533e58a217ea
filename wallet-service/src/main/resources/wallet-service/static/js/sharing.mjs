// Answers a request with yes: event first, card second. Every signature follows a check against the page.

import { checkEvent } from './consent-event.mjs';
import { MissingKey, freshKey, sign } from './keyring.mjs';
import { checkPresentation } from './presentation.mjs';
import { same } from './refusal.mjs';

/**
 * The service commits the ledger entry between the two signatures (no receipt, no release). Keys of used copies are
 * forgotten: each copy is shown once.
 *
 * @param shown what the page shows: {id, option, audience, nonce, event, cards: [{vct, claims}]}
 * @param tools {post, keyring, say, now}
 */
export async function share(shown, { post, keyring, say, now }) {
  say('stepCheck');
  const eventKey = await freshKey();
  const prepared = await post(`requests/${shown.id}/approve`, { option: shown.option, event_key: eventKey.publicJwk });
  for (const { kid } of prepared.presentations) {
    if (!await keyring.has(kid)) {
      throw new MissingKey(kid);
    }
  }
  await checkEvent(prepared.event_signing_input, { ...shown.event, key: eventKey, now: now() });
  say('stepLedger');
  const signature = await sign(eventKey.privateKey, prepared.event_signing_input);
  const { presentations } = await post(`requests/${shown.id}/event`, { signature });
  same('presentation_count', String(presentations?.length), String(shown.cards.length));
  for (const [at, presentation] of presentations.entries()) {
    same('presentation_key', presentation.kid, prepared.presentations[at]?.kid);
    await checkPresentation(presentation, { ...shown.cards[at], audience: shown.audience, nonce: shown.nonce, now: now() });
  }
  say('stepSend');
  const signatures = [];
  for (const presentation of presentations) {
    signatures.push(await keyring.sign(presentation.kid, presentation.signing_input));
  }
  await post(`requests/${shown.id}/presentations`, { signatures });
  await keyring.remove(presentations.map((presentation) => presentation.kid));
}

// Answers a request with yes: event first, card second. Every signature follows a check against the page.

import { Offline, Problem } from './api.mjs';
import { checkEvent } from './consent-event.mjs';
import { MissingKey, freshKey, sign } from './keyring.mjs';
import { checkPresentation } from './presentation.mjs';
import { same } from './refusal.mjs';

/**
 * The service commits the ledger entry between the two signatures (no receipt, no release). Keys of used copies are
 * forgotten: each copy is shown once, but for the last one, which must serve until new ones come.
 *
 * @param shown what the page shows: {id, option, audience, nonce, event, accept, exchange?, send?, mayWrite?,
 *     cards: [{vct, claims, last}]}; send is the part of the exchange that the person ticked, absent for all of it; mayWrite
 *     lets whoever asks write to this wallet next time
 * @param tools {post, keyring, say, now}
 */
export async function share(shown, { post, keyring, say, now }) {
  async function enter(signingInput) {
    await checkEvent(signingInput, { ...shown.event, categories: categories(shown.cards), key: eventKey, now: now() });
    say('stepLedger');
    const signature = await sign(eventKey.privateKey, signingInput);
    return (await post(`requests/${shown.id}/event`, { signature })).presentations;
  }
  say('stepCheck');
  const eventKey = await freshKey();
  const prepared = await post(`requests/${shown.id}/approve`, {
    option: shown.option, accept: shown.accept, send: shown.send, may_write: shown.mayWrite, event_key: eventKey.publicJwk,
  });
  for (const { kid } of prepared.presentations) {
    if (!await keyring.has(kid)) {
      throw new MissingKey(kid);
    }
  }
  const presentations = prepared.event_signing_input === undefined
    ? prepared.presentations // an earlier try got as far as the entry
    : await enter(prepared.event_signing_input);
  same('presentation_count', String(presentations?.length), String(shown.cards.length));
  for (const [at, presentation] of presentations.entries()) {
    same('presentation_key', presentation.kid, prepared.presentations[at]?.kid);
    await checkPresentation(presentation, {
      ...shown.cards[at], audience: shown.audience, nonce: shown.nonce, exchange: shown.exchange, now: now(),
    });
  }
  say('stepSend');
  const signatures = [];
  for (const presentation of presentations) {
    signatures.push(await keyring.sign(presentation.kid, presentation.signing_input));
  }
  const ending = await release(() => post(`requests/${shown.id}/presentations`, { signatures }));
  await keyring.remove(presentations.filter((_, at) => !shown.cards[at].last).map(({ kid }) => kid));
  return ending;
}

/** From here on the card is on its way: unless the service itself says otherwise, it may have been shared. */
async function release(send) {
  try {
    return await send();
  } catch (error) {
    if (error instanceof Offline || (error instanceof Problem && error.reason === '')) {
      error.shared = true;
    }
    throw error;
  }
}

/** What the event says of the cards: types and claim names; a card that discloses nothing still shows its type. */
function categories(cards) {
  return cards.map(({ vct, claims }) => ({ vct, claims: claims.length === 0 ? [['vct']] : claims.map(({ name }) => [name]) }));
}

// The proof of one receipt, checked in the browser of the person it belongs to. Steps come back in the order in which a
// person can follow them; the first broken one ends the check.

import { decode, encode, sha256 } from './base64url.mjs';
import { leafHash, parseProof, requireIncluded } from './inclusion.mjs';
import { Broken, Unable, claimedCheckpoint, openCheckpoint } from './log-note.mjs';
import { canonical } from './canonical.mjs';

const RECEIPT = 'https://amana.example/consent/receipt/v1';
const ERASURE = 'https://amana.example/consent/erasure-receipt/v1';
const CONTEXT = 'amana/consent/v1\0';
const TYP = 'amana-event+jws';
const SALT_BYTES = 64;
const PUBLIC_ENTRY = 0x02;
const OFFICES = ['ERASED', 'PERMIT', 'DENY', 'DELIVERED', 'FAILED', 'AUTHORISED_BY_LAW', 'OBJECTED',
  'OBJECTION_UPHELD', 'OBJECTION_REJECTED', 'REVIEWED'];

/**
 * Checks a receipt against the keys of the log that the wallet pinned.
 *
 * @param receipt JSON of a receipt of an entry, or of an erasure
 * @param pinned the log's verifier keys, one a line
 * @param shown {kind, at, notice} of the page; `notice` is '' where there is none
 * @returns steps [{step, outcome, ...}]: `step` is signed_by_you | commitment | forgotten | included | record_signed,
 *     `outcome` is holds | broken (with `reason`) | service (the browser cannot; with `reason`);
 *     included has {index, size}, record_signed has {origin}, forgotten has {count}
 */
export async function checkReceipt(receipt, pinned, shown) {
  const steps = [];
  const attempt = async (step, check) => {
    try {
      steps.push({ step, outcome: 'holds', ...await check() });
    } catch (error) {
      const outcome = error instanceof Unable ? 'service' : 'broken';
      steps.push({ step, outcome, reason: error.reason ?? 'malformed_receipt' });
    }
    return steps.at(-1).outcome !== 'broken';
  };

  let entry;
  let proof;
  if (receipt?.type === ERASURE) {
    if (!await attempt('forgotten', async () => {
      ({ entry, proof } = readErasure(receipt));
      return forgotten(entry, proof.index);
    })) {
      return steps;
    }
  } else {
    const holds = await attempt('signed_by_you', async () => requireEvent(receipt, shown))
      && await attempt('commitment', async () => {
        entry = await commitment(receipt);
        proof = parseProof(receipt.proof);
      });
    if (!holds) {
      return steps;
    }
  }

  const included = await attempt('included', async () => {
    const { size, root } = claimedCheckpoint(proof.checkpoint);
    await requireIncluded({ leaf: await leafHash(entry), index: proof.index, size, path: proof.path, root });
    return { index: proof.index, size };
  });
  if (included) {
    await attempt('record_signed', async () => {
      const { origin } = await openCheckpoint(proof.checkpoint, pinned);
      return { origin };
    });
  }
  return steps;
}

/** True when nothing is broken; what the browser cannot check does not make a proof bad. */
export const holds = (steps) => steps.every(({ outcome }) => outcome !== 'broken');

/** The person's own words: what the page shows is what was signed, by the key that the event names. */
async function requireEvent(receipt, shown) {
  if (receipt?.type !== RECEIPT) {
    throw new Broken('malformed_receipt', 'not a receipt');
  }
  const bytes = read(() => decode(receipt.event), 'malformed_event');
  const event = read(() => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), 'malformed_event');
  const { signature, ...signed } = event;
  if (encode(new TextEncoder().encode(canonical(event))) !== receipt.event) {
    throw new Broken('malformed_event', 'the bytes of an event are its canonical form');
  }
  if (event.kind !== shown.kind || Date.parse(event.time) !== Date.parse(shown.at)) {
    throw new Broken('not_what_is_shown', 'kind or time differ from the page');
  }
  if (OFFICES.includes(event.kind)) {
    throw new Unable('signed_by_another'); // with the key in a certificate, which a browser cannot read
  }
  if (shown.notice !== '' && event.notice?.hash !== await sha256(shown.notice)) {
    throw new Broken('not_what_is_shown', 'the text differs from the one that was signed');
  }
  const [head, middle, raw, ...more] = String(signature).split('.');
  const { alg, typ } = read(() => JSON.parse(new TextDecoder().decode(decode(head))), 'bad_actor_signature');
  if (middle !== '' || more.length > 0 || alg !== 'ES256' || typ !== TYP) {
    throw new Broken('bad_actor_signature', 'an event is signed with ES256, the payload left out');
  }
  const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' };
  const input = new TextEncoder().encode(`${head}.${encode(new TextEncoder().encode(canonical(signed)))}`);
  const value = read(() => decode(raw), 'bad_actor_signature');
  const { kty, crv, x, y } = event.actor?.jwk ?? {};
  let genuine = false;
  try {
    const key = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, ecdsa, false, ['verify']);
    genuine = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, value, input);
  } catch {
    // bytes that are no key
  }
  if (!genuine) {
    throw new Broken('bad_actor_signature', 'the event is not signed by its key');
  }
}

/** 0x01 || HMAC-SHA-256(salt, "amana/consent/v1" 0x00 event), compared with what the receipt claims. */
async function commitment(receipt) {
  const reason = 'commitment_mismatch';
  const salt = read(() => decode(receipt.salt), reason);
  if (salt.length !== SALT_BYTES) {
    throw new Broken(reason, 'a salt has 64 bytes');
  }
  const key = await crypto.subtle.importKey('raw', salt, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const message = new Uint8Array([...new TextEncoder().encode(CONTEXT), ...decode(receipt.event)]);
  const entry = new Uint8Array([0x01, ...new Uint8Array(await crypto.subtle.sign('HMAC', key, message))]);
  if (encode(entry) !== receipt.commitment) {
    throw new Broken(reason, 'event and salt do not open the commitment');
  }
  return entry;
}

function readErasure(receipt) {
  return { entry: read(() => decode(receipt.entry), 'malformed_receipt'), proof: parseProof(receipt.proof) };
}

/** The tombstone: 0x02 and its JSON; it names leaves before itself. */
function forgotten(entry, index) {
  const reason = 'malformed_event';
  const { leaves, type, ...more } = read(() => JSON.parse(new TextDecoder('utf-8', { fatal: true })
    .decode(entry.slice(1))), reason);
  const rising = Array.isArray(leaves) && leaves.length > 0
    && leaves.every((leaf, at) => Number.isSafeInteger(leaf) && leaf >= 0 && (at === 0 || leaf > leaves[at - 1]));
  if (entry[0] !== PUBLIC_ENTRY || type !== 'tombstone' || !rising || Object.keys(more).length > 0) {
    throw new Broken(reason, 'not a tombstone');
  }
  if (BigInt(leaves.at(-1)) >= index) {
    throw new Broken('wrong_order', 'a tombstone comes after the leaves it names');
  }
  return { count: leaves.length };
}

function read(act, reason) {
  try {
    return act();
  } catch (error) {
    throw error instanceof Broken ? error : new Broken(reason, error.message);
  }
}

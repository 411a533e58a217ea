// Receives a card: makes one key for each copy, checks every key proof against the page, signs, gives the proofs back.

import { checkKeyProof } from './key-proof.mjs';
import { same } from './refusal.mjs';

/**
 * OpenID4VCI 1.0 section 8. Keys of a batch that fails are forgotten at once.
 *
 * @param shown {id, issuer, pin} of the page; `issuer` is the Credential Issuer Identifier the page names
 * @param tools {post, keyring, say, now}
 */
export async function receive({ id, issuer, pin }, tools) {
  let wanted = await tools.post(`issuances/${id}/accept`, pin === undefined ? {} : { tx_code: pin });
  while (wanted) {
    wanted = await receiveBatch(id, issuer, wanted, tools);
  }
}

/** One type; the answer is what the service wants for the next type of the same offer, if there is one. */
async function receiveBatch(id, issuer, wanted, { post, keyring, say, now }) {
  same('key_proof_audience', wanted.aud, issuer);
  say('stepKeys');
  const keys = await keyring.make(wanted.count);
  try {
    const { signing_inputs: inputs } = await post(`issuances/${id}/keys`, { keys: keys.map((key) => key.publicJwk) });
    same('key_proof_count', String(inputs?.length), String(keys.length));
    say('stepSign');
    keys.forEach((key, at) => checkKeyProof(inputs[at], { aud: issuer, nonce: wanted.nonce, publicJwk: key.publicJwk, now: now() }));
    const signatures = [];
    for (const [at, key] of keys.entries()) {
      signatures.push(await keyring.sign(key.kid, inputs[at]));
    }
    say('stepFetch');
    const { more } = await post(`issuances/${id}/proofs`, { signatures });
    return more;
  } catch (error) {
    await keyring.remove(keys.map((key) => key.kid));
    throw error;
  }
}

// Letting one office send data to another: what the browser checks before the key of the card signs over it. The bytes
// are made here from what the page shows, never taken from the service (OID4VP 1.0 sections 5.1 and B.3.3).

import { encode, sha256 } from './base64url.mjs';
import { canonical } from './canonical.mjs';
import { Refusal, same } from './refusal.mjs';

const TYPE = 'https://amana.example/exchange/v1';

/** Members of a key-binding JWT that signs over terms. */
export const MEMBERS = ['transaction_data_hashes', 'transaction_data_hashes_alg'];

/**
 * Refuses unless the key-binding JWT signs over exactly the terms on the page, and over nothing else.
 *
 * @param binding claims of the JWT
 * @param exchange {credentialId, source, categories: [{vct, claims: [path]}], until, every?, guardian?, ward?: {request_hash,
 *     views}} of the page
 */
export async function checkExchange(binding, exchange) {
  const hashes = binding.transaction_data_hashes;
  if (!Array.isArray(hashes) || hashes.length !== 1) {
    throw new Refusal('presentation_terms', 'expected the hash of the one exchange on the page');
  }
  same('presentation_terms', binding.transaction_data_hashes_alg, 'sha-256');
  same('presentation_terms', hashes[0], await sha256(transactionData(exchange)));
}

/** The one form that the terms have. */
export function transactionData({ credentialId, source, categories, until, every, guardian, ward }) {
  const terms = {
    type: TYPE,
    credential_ids: [credentialId],
    source,
    categories: categories.map(({ vct, claims }) => ({ vct, claims })),
    until,
    ...(every === undefined ? {} : { every }),
    ...(guardian === undefined ? {} : { guardian }),
    ...(ward === undefined ? {} : { ward: { request_hash: ward.request_hash, views: ward.views } }),
  };
  return encode(new TextEncoder().encode(canonical(terms)));
}

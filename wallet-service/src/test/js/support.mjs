// Builders for the tests: everything unchanged must pass, then one thing is changed.

import assert from 'node:assert/strict';
import { encode, sha256 } from '../../main/resources/wallet-service/static/js/base64url.mjs';

export const NOW = 1_795_000_000_000;

export const json = (value) => encode(new TextEncoder().encode(JSON.stringify(value)));

export const input = (header, claims) => `${json(header)}.${json(claims)}`;

export const refused = (reason, act) => assert.rejects(async () => act(), { name: 'Refusal', reason });

/** The contract of indexedDbStore, in memory. */
export function memoryStore() {
  const keys = new Map();
  return {
    put: async (key) => void keys.set(key.kid, key),
    get: async (kid) => keys.get(kid),
    remove: async (kid) => void keys.delete(kid),
    kids: async () => [...keys.keys()],
    clear: async () => keys.clear(),
  };
}

/** A card of ours with two disclosable claims, and the prepared presentation of both. */
export async function preparedPresentation(key, change = {}) {
  const disclosures = [
    json(['c2FsdDE', 'work_permission', { until: '2027-05-20', may_work: true }]),
    json(['c2FsdDI', 'given_name', 'Amina']),
  ];
  const hidden = json(['c2FsdDM', 'document_number', 'X123']);
  const digests = [];
  for (const disclosure of [...disclosures, hidden]) {
    digests.push(await sha256(disclosure));
  }
  const issuerJwt = `${input({ typ: 'dc+sd-jwt' }, {
    vct: 'https://amana.example/vct/right-to-work', _sd: digests, cnf: { jwk: key.publicJwk }, ...change.payload,
  })}.c2ln`;
  const listed = change.disclosures?.(disclosures, hidden) ?? disclosures;
  const sdHash = await sha256([issuerJwt, ...(change.hashed?.(disclosures, hidden) ?? listed), ''].join('~'));
  return {
    kid: change.kid ?? key.kid,
    issuer_jwt: issuerJwt,
    disclosures: listed,
    signing_input: input({ typ: 'kb+jwt', alg: 'ES256', ...change.header },
      { aud: 'x509_hash:abc', nonce: 'n-1', iat: NOW / 1000, sd_hash: sdHash, ...change.claims }),
  };
}

export const SHOWN = {
  audience: 'x509_hash:abc',
  nonce: 'n-1',
  vct: 'https://amana.example/vct/right-to-work',
  claims: [
    { name: 'work_permission', value: '{"may_work":true,"until":"2027-05-20"}' },
    { name: 'given_name', value: '"Amina"' },
  ],
  now: NOW,
};

/** An exchange as a page shows it. */
export const EXCHANGE = {
  credentialId: 'subject',
  source: 'https://issuer.example/recognition-office',
  categories: [{ vct: 'https://amana.example/vct/qualification', claims: [['qualification'], ['given_name']] }],
  until: '2027-05-22T00:00:00Z',
  every: 'P1M',
};

const NOTICE = 'Harbour Bakery asks: may you work here?';
const PURPOSE = 'To check that you may work here';

/** An approval as the service prepares it for a key made for this event. */
export async function preparedEvent(key, change = {}, header = {}) {
  return input({ alg: 'ES256', typ: 'amana-event+jws', ...header }, {
    actor: { jwk: key.publicJwk },
    categories: [{ claims: [['work_permission'], ['given_name']], vct: SHOWN.vct }],
    controller: 'harbour-bakery',
    kind: 'APPROVED',
    legal_basis: ['eu-gdpr:A6-1-c'],
    notice: { hash: await sha256(NOTICE), language: 'ar' },
    profile: 'https://amana.example/consent/event/v1',
    purpose: { id: 'check-right-to-work', text_hash: await sha256(PURPOSE) },
    record: 'r1',
    refusal_consequence: '',
    relation: key.kid,
    request_hash: 'hash-of-request',
    retention: 'P0D',
    seq: 1,
    time: new Date(NOW).toISOString(),
    ...change,
  });
}

export const SHOWN_EVENT = {
  controller: 'harbour-bakery',
  purpose: 'check-right-to-work',
  purposeText: PURPOSE,
  legalBasis: ['eu-gdpr:A6-1-c'],
  requestHash: 'hash-of-request',
  withdrawable: false,
  notice: NOTICE,
  language: 'ar',
  categories: [{ vct: SHOWN.vct, claims: [['given_name'], ['work_permission']] }],
  now: NOW,
};

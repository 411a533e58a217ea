import assert from 'node:assert/strict';
import test from 'node:test';
import { decodeJson, sha256 } from '../../main/resources/wallet-service/static/js/base64url.mjs';
import { transactionData } from '../../main/resources/wallet-service/static/js/exchange-terms.mjs';
import { freshKey } from '../../main/resources/wallet-service/static/js/keyring.mjs';
import { checkPresentation } from '../../main/resources/wallet-service/static/js/presentation.mjs';
import { EXCHANGE, SHOWN, preparedPresentation, refused } from './support.mjs';

const key = await freshKey();
const shown = { ...SHOWN, exchange: EXCHANGE };
const once = { ...EXCHANGE };
delete once.every;

/** A presentation whose key-binding JWT signs over these terms. */
const over = async (exchange, claims = {}) => preparedPresentation(key, {
  claims: { transaction_data_hashes: [await sha256(transactionData(exchange))], transaction_data_hashes_alg: 'sha-256', ...claims },
});

// the form that org.amana.core.exchange.ExchangeTerms writes and reads
const WRITTEN = 'eyJjYXRlZ29yaWVzIjpbeyJjbGFpbXMiOltbInF1YWxpZmljYXRpb24iXSxbImdpdmVuX25hbWUiXV0sInZjdCI6Imh0dHBzOi8vYW1hbmEuZXhhbXBsZS92Y3QvcXVhbGlmaWNhdGlvbiJ9XSwiY3JlZGVudGlhbF9pZHMiOlsic3ViamVjdCJdLCJldmVyeSI6IlAxTSIsInNvdXJjZSI6Imh0dHBzOi8vaXNzdWVyLmV4YW1wbGUvcmVjb2duaXRpb24tb2ZmaWNlIiwidHlwZSI6Imh0dHBzOi8vYW1hbmEuZXhhbXBsZS9leGNoYW5nZS92MSIsInVudGlsIjoiMjAyNy0wNS0yMlQwMDowMDowMFoifQ';

test('transactionData_isTheOneFormOfTheTerms', () => {
  assert.equal(transactionData(EXCHANGE), WRITTEN);
  assert.equal('every' in decodeJson(transactionData(once)), false);
});

test('checkPresentation_overTheTermsShown_passes', async () => {
  await checkPresentation(await over(EXCHANGE), shown);
  await checkPresentation(await over(once), { ...SHOWN, exchange: once });
});

const swapped = {
  source: { ...EXCHANGE, source: 'https://issuer.example/tax-office' },
  'one category more': { ...EXCHANGE, categories: [...EXCHANGE.categories, { vct: 'https://amana.example/vct/health', claims: [['diagnosis']] }] },
  'one claim more': { ...EXCHANGE, categories: [{ ...EXCHANGE.categories[0], claims: [['qualification'], ['given_name'], ['family_name']] }] },
  'a later end': { ...EXCHANGE, until: '2028-05-22T00:00:00Z' },
  'more often': { ...EXCHANGE, every: 'P1D' },
  'for ever instead of once': { ...EXCHANGE },
  'another card': { ...EXCHANGE, credentialId: 'other' },
};
for (const [what, exchange] of Object.entries(swapped)) {
  test(`checkPresentation_whenTheTermsAreSwapped_${what}_refuses`, async () => {
    const page = what === 'for ever instead of once' ? once : EXCHANGE;
    await refused('presentation_terms', async () => checkPresentation(await over(exchange), { ...SHOWN, exchange: page }));
  });
}

// members as org.amana.core.exchange.Represented writes them
const MINOR = { ...EXCHANGE, guardian: 'required' };
const WARD = { ...EXCHANGE, ward: { request_hash: 'jX5cP9mVtq0A7bN3rL1kE8sY2wF6dG4hU0iO5zC9vBk', views: 'yes' } };

test('transactionData_ofAPersonUnderAgeOrAGuardian_saysSo', () => {
  assert.deepEqual(decodeJson(transactionData(MINOR)), { ...decodeJson(WRITTEN), guardian: 'required' });
  assert.deepEqual(decodeJson(transactionData(WARD)), { ...decodeJson(WRITTEN), ward: WARD.ward });
});

const represented = {
  'a guardian left out': [EXCHANGE, MINOR],
  'a guardian put in': [MINOR, EXCHANGE],
  'a ward left out': [EXCHANGE, WARD],
  'another ward': [{ ...WARD, ward: { ...WARD.ward, request_hash: 'another' } }, WARD],
  'other views': [{ ...WARD, ward: { ...WARD.ward, views: 'no' } }, WARD],
  'a ward for a guardian': [WARD, MINOR],
};
for (const [what, [signed, page]] of Object.entries(represented)) {
  test(`checkPresentation_whenWhoIsRepresentedIsSwapped_${what}_refuses`, async () => {
    await checkPresentation(await over(page), { ...SHOWN, exchange: page });
    await refused('presentation_terms', async () => checkPresentation(await over(signed), { ...SHOWN, exchange: page }));
  });
}

test('checkPresentation_whenHashesAreMissingOrMoreOrOtherwiseMade_refuses', async () => {
  const hash = await sha256(WRITTEN);
  const foul = [{ transaction_data_hashes: undefined }, { transaction_data_hashes: [] }, { transaction_data_hashes: hash },
    { transaction_data_hashes: [hash, hash] }, { transaction_data_hashes: [WRITTEN] }, { transaction_data_hashes_alg: undefined },
    { transaction_data_hashes_alg: 'sha-384' }];
  for (const claims of foul) {
    await refused('presentation_terms', async () => checkPresentation(await over(EXCHANGE, claims), shown));
  }
});

test('checkPresentation_whenThePageShowsNoExchange_refusesTerms', async () => {
  await refused('presentation_malformed', async () => checkPresentation(await over(EXCHANGE), SHOWN));
});

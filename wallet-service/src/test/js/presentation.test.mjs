import assert from 'node:assert/strict';
import test from 'node:test';
import { canonical } from '../../main/resources/wallet-service/static/js/canonical.mjs';
import { freshKey } from '../../main/resources/wallet-service/static/js/keyring.mjs';
import { checkPresentation } from '../../main/resources/wallet-service/static/js/presentation.mjs';
import { NOW, SHOWN, json, preparedPresentation, refused } from './support.mjs';

const key = await freshKey();

test('checkPresentation_unchanged_passes', async () => {
  await checkPresentation(await preparedPresentation(key), SHOWN);
});

const changes = {
  presentation_typ: { header: { typ: 'openid4vci-proof+jwt' } },
  presentation_alg: { header: { alg: 'HS256' } },
  presentation_audience: { claims: { aud: 'x509_hash:somebody-else' } },
  presentation_nonce: { claims: { nonce: 'n-2' } },
  presentation_sd_hash: { hashed: (listed, hidden) => [...listed, hidden] },
  presentation_type: { payload: { vct: 'https://amana.example/vct/qualification' } },
  presentation_key: { kid: 'another-key' },
  presentation_not_shown: { disclosures: (listed, hidden) => [...listed, hidden] },
  presentation_missing: { disclosures: (listed) => listed.slice(1) },
  presentation_value: { disclosures: (listed) => [listed[0], json(['c2FsdDI', 'given_name', 'Amina B'])] },
  presentation_foreign: { payload: { _sd: [] } },
};
for (const [reason, change] of Object.entries(changes)) {
  test(`checkPresentation_whenOneThingDiffers_refuses_${reason}`, async () => {
    const presentation = await preparedPresentation(key, change);
    await refused(reason, () => checkPresentation(presentation, SHOWN));
  });
}

test('checkPresentation_whenSameClaimTwice_refuses', async () => {
  const presentation = await preparedPresentation(key, { disclosures: (listed) => [...listed, listed[1]] });
  await refused('presentation_not_shown', () => checkPresentation(presentation, SHOWN));
});

test('checkPresentation_whenMalformed_refuses', async () => {
  const good = await preparedPresentation(key);
  const bad = [{ ...good, signing_input: 'x' }, { ...good, disclosures: undefined }, { ...good, issuer_jwt: `${good.issuer_jwt}~x` },
    await preparedPresentation(key, { claims: { exp: NOW } }), await preparedPresentation(key, { claims: { iat: 1 } }),
    await preparedPresentation(key, { disclosures: () => [json(['salt', 'a'])] })];
  for (const presentation of bad) {
    await refused('presentation_malformed', () => checkPresentation(presentation, SHOWN));
  }
});

test('canonical_sortsMembersAtEveryDepth', () => {
  assert.equal(canonical({ b: [1, { d: null, c: 'é' }], a: true }), '{"a":true,"b":[1,{"c":"é","d":null}]}');
});

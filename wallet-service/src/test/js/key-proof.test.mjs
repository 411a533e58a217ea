import assert from 'node:assert/strict';
import test from 'node:test';
import { checkKeyProof } from '../../main/resources/wallet-service/static/js/key-proof.mjs';
import { freshKey } from '../../main/resources/wallet-service/static/js/keyring.mjs';
import { NOW, input, refused } from './support.mjs';

const AUD = 'https://issuer.example/labour-office';
const key = await freshKey();
const header = { typ: 'openid4vci-proof+jwt', alg: 'ES256', jwk: key.publicJwk };
const claims = { aud: AUD, nonce: 'n-1', iat: NOW / 1000 };
const shown = { aud: AUD, nonce: 'n-1', publicJwk: key.publicJwk, now: NOW };

test('checkKeyProof_unchanged_passes', () => {
  checkKeyProof(input(header, claims), shown);
});

const changed = {
  key_proof_typ: [{ ...header, typ: 'kb+jwt' }, claims],
  key_proof_alg: [{ ...header, alg: 'none' }, claims],
  key_proof_key: [{ ...header, jwk: (await freshKey()).publicJwk }, claims],
  key_proof_audience: [header, { ...claims, aud: 'https://verifier.example' }],
  key_proof_nonce: [header, { ...claims, nonce: 'n-2' }],
};
for (const [reason, [changedHeader, changedClaims]] of Object.entries(changed)) {
  test(`checkKeyProof_whenOneThingDiffers_refuses_${reason}`, () =>
    refused(reason, () => checkKeyProof(input(changedHeader, changedClaims), shown)));
}

test('checkKeyProof_whenKeyHasPrivateMember_refuses', () =>
  refused('key_proof_key', () => checkKeyProof(input({ ...header, jwk: { ...key.publicJwk, d: 'x' } }, claims), shown)));

test('checkKeyProof_whenMalformed_refuses', async () => {
  const bad = ['', 'a', 'a.b', `${input(header, claims)}.c`, input(header, { ...claims, sd_hash: 'x' }), input({ ...header, crit: [] }, claims),
    input([], claims), input(header, null), input(header, { ...claims, iat: 1 }), null];
  for (const signingInput of bad) {
    await refused('key_proof_malformed', () => checkKeyProof(signingInput, shown));
  }
});

test('checkKeyProof_whenPageKnowsNoAudience_refuses', async () => {
  await refused('key_proof_audience', () => checkKeyProof(input(header, { nonce: 'n-1', iat: NOW / 1000 }), { ...shown, aud: undefined }));
  assert.ok(true);
});

test('checkKeyProof_whenIssuerHasNoNonce_wantsNone', async () => {
  const withoutNonce = { aud: AUD, iat: NOW / 1000 };
  checkKeyProof(input(header, withoutNonce), { ...shown, nonce: undefined });
  await refused('key_proof_nonce', () => checkKeyProof(input(header, claims), { ...shown, nonce: undefined }));
});

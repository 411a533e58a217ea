import assert from 'node:assert/strict';
import test from 'node:test';
import { separate } from '../../main/resources/wallet-service/static/js/passkey.mjs';

const bytes = (...values) => Uint8Array.from(values).buffer;

const credential = (results) => ({
  id: 'AQI', rawId: bytes(1, 2), type: 'public-key', response: {}, getClientExtensionResults: () => results,
});

test('separate_prfOutput_neverTravelsInTheCredential', () => {
  const { credential: posted, prf } = separate(
    credential({ credProps: { rk: true }, prf: { enabled: true, results: { first: bytes(9, 9, 9) } } }), () => ({}));
  assert.equal(prf, 'CQkJ');
  assert.deepEqual(posted.clientExtensionResults, { credProps: { rk: true }, prf: { enabled: true } });
  assert.ok(!JSON.stringify(posted).includes('CQkJ'));
});

test('separate_withoutPrf_hasNoOutput', () => {
  const { credential: posted, prf } = separate(credential({}), () => ({ signature: 'x' }));
  assert.equal(prf, undefined);
  assert.deepEqual(posted.clientExtensionResults, {});
  assert.deepEqual(posted.response, { signature: 'x' });
});

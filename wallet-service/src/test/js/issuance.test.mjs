import assert from 'node:assert/strict';
import test from 'node:test';
import { receive } from '../../main/resources/wallet-service/static/js/issuance.mjs';
import { Keyring } from '../../main/resources/wallet-service/static/js/keyring.mjs';
import { NOW, input, memoryStore, refused } from './support.mjs';

const ISSUER = 'https://issuer.example/labour-office';

function service(change = {}) {
  const keyring = new Keyring(memoryStore());
  const sent = [];
  const answers = {
    accept: () => ({ count: 2, aud: change.announced ?? ISSUER, nonce: 'n-1' }),
    keys: ({ keys }) => ({
      signing_inputs: keys.slice(change.dropped ?? 0).map((jwk) =>
        input({ typ: 'openid4vci-proof+jwt', alg: 'ES256', jwk }, { aud: ISSUER, nonce: 'n-1', iat: NOW / 1000, ...change.claims })),
    }),
    proofs: ({ signatures }) => ({ credentials: signatures, more: change.more?.shift() }),
  };
  const post = async (path, body) => {
    sent.push([path, body]);
    return answers[path.split('/').at(-1)](body);
  };
  return { keyring, sent, tools: { post, keyring, say: () => {}, now: () => NOW } };
}

test('receive_whenAllIsAsShown_givesOneProofForEachKey', async () => {
  const { keyring, sent, tools } = service();
  await receive({ id: 'i-1', issuer: ISSUER, pin: '123456' }, tools);
  assert.deepEqual(sent[0], ['issuances/i-1/accept', { tx_code: '123456' }]);
  assert.equal(sent[2][1].signatures.length, 2);
  assert.equal((await keyring.kids()).length, 2);
  assert.ok(!JSON.stringify(sent).includes('"d":'));
});

test('receive_whenOfferHoldsTwoTypes_makesKeysForBoth', async () => {
  const { keyring, sent, tools } = service({ more: [{ count: 3, aud: ISSUER, nonce: 'n-1' }] });
  await receive({ id: 'i-1', issuer: ISSUER }, tools);
  assert.deepEqual(sent.map(([path]) => path.split('/').at(-1)), ['accept', 'keys', 'proofs', 'keys', 'proofs']);
  assert.equal((await keyring.kids()).length, 5);
});

const dishonest = {
  key_proof_audience: { announced: 'https://verifier.example' },
  key_proof_count: { dropped: 1 },
  key_proof_nonce: { claims: { nonce: 'of-a-verifier' } },
};
for (const [reason, change] of Object.entries(dishonest)) {
  test(`receive_whenServiceIsDishonest_refuses_${reason}`, async () => {
    const { keyring, sent, tools } = service(change);
    await refused(reason, () => receive({ id: 'i-1', issuer: ISSUER }, tools));
    assert.ok(!sent.some(([path]) => path.endsWith('/proofs')));
    assert.equal((await keyring.kids()).length, 0);
  });
}

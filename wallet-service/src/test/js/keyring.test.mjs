import assert from 'node:assert/strict';
import test from 'node:test';
import { decode } from '../../main/resources/wallet-service/static/js/base64url.mjs';
import { Keyring, freshKey, sign, thumbprint } from '../../main/resources/wallet-service/static/js/keyring.mjs';
import { memoryStore } from './support.mjs';

test('freshKey_privateHalf_cannotBeExported', async () => {
  const key = await freshKey();
  assert.equal(key.privateKey.extractable, false);
  for (const format of ['jwk', 'pkcs8']) {
    await assert.rejects(crypto.subtle.exportKey(format, key.privateKey));
  }
  assert.deepEqual(Object.keys(key.publicJwk), ['kty', 'crv', 'x', 'y']);
});

test('sign_answer_isRawEs256OfTheInput', async () => {
  const key = await freshKey();
  const signature = decode(await sign(key.privateKey, 'header.claims'));
  assert.equal(signature.length, 64);
  const publicKey = await crypto.subtle.importKey('jwk', key.publicJwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  assert.ok(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, publicKey, signature,
    new TextEncoder().encode('header.claims')));
});

// the key of RFC 7517 appendix A.1 with the thumbprint other libraries give for it
test('thumbprint_ignoresOtherMembersAndOrder', async () => {
  const jwk = {
    kty: 'EC', crv: 'P-256', x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4', y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
  };
  assert.equal(await thumbprint(jwk), 'cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s');
  assert.equal(await thumbprint({ use: 'enc', y: jwk.y, x: jwk.x, kid: '1', crv: jwk.crv, kty: jwk.kty }), await thumbprint(jwk));
});

test('keyring_make_keepsOneKeyForEachCopyAndForgetsThem', async () => {
  const keyring = new Keyring(memoryStore());
  const keys = await keyring.make(3);
  assert.equal(new Set(keys.map((key) => key.kid)).size, 3);
  assert.ok(keys.every((key) => !('privateKey' in key)));
  assert.equal(decode(await keyring.sign(keys[0].kid, 'a.b')).length, 64);
  await keyring.remove([keys[0].kid]);
  await assert.rejects(keyring.sign(keys[0].kid, 'a.b'), { name: 'MissingKey' });
  assert.equal((await keyring.kids()).length, 2);
});

test('keyring_make_refusesSillyCounts', async () => {
  for (const count of [0, -1, 1.5, 101, '10', undefined]) {
    await assert.rejects(new Keyring(memoryStore()).make(count), RangeError);
  }
});

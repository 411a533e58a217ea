import assert from 'node:assert/strict';
import test from 'node:test';
import { freshKey } from '../../main/resources/wallet-service/static/js/keyring.mjs';
import { checkRectification, typed } from '../../main/resources/wallet-service/static/js/rectification.mjs';
import { NOW, input, refused } from './support.mjs';

const key = await freshKey();
const SHOWN = { authority: 'https://issuer.example/labour-office', claims: [['family_name'], ['work_permission', 'until']], words: 'with a k\n<b>', now: NOW };

function prepared({ header, claims, payload, card, kid } = {}) {
  const held = `${input({ typ: 'dc+sd-jwt' }, { cnf: { jwk: key.publicJwk }, ...payload })}.c2ln~`;
  return {
    kid: kid ?? key.kid,
    signing_input: input({ alg: 'ES256', typ: 'amana-rectification+jwt', ...header }, {
      aud: SHOWN.authority, iat: NOW / 1000, jti: 'one', card: card?.(held) ?? held, claims: SHOWN.claims, words: SHOWN.words, ...claims,
    }),
  };
}

test('checkRectification_unchanged_passes', async () => {
  await checkRectification(prepared(), SHOWN);
});

const changes = {
  rectification_typ: { header: { typ: 'kb+jwt' } },
  rectification_alg: { header: { alg: 'HS256' } },
  rectification_audience: { claims: { aud: 'https://issuer.example/other' } },
  rectification_claims: { claims: { claims: [['family_name']] } },
  rectification_words: { claims: { words: 'something else' } },
  rectification_key: { kid: 'another-key' },
  rectification_disclosures: { card: (held) => `${held}WyJhIl0~` },
};
for (const [reason, change] of Object.entries(changes)) {
  test(`checkRectification_whenOneThingDiffers_refuses_${reason}`, async () => {
    await refused(reason, () => checkRectification(prepared(change), SHOWN));
  });
}

test('checkRectification_whenMalformed_refuses', async () => {
  const bad = [{ kid: key.kid, signing_input: 'x' }, prepared({ claims: { nonce: 'n' } }), prepared({ header: { jwk: {} } }),
    prepared({ claims: { iat: 1 } }), prepared({ card: () => 'x~' })];
  for (const sign of bad) {
    await refused('rectification_malformed', () => checkRectification(sign, SHOWN));
  }
  await refused('rectification_key', () => checkRectification(prepared({ payload: { cnf: undefined } }), SHOWN));
});

test('typed_endsLinesAsTheServiceDoes', () => {
  assert.equal(typed(' one\r\ntwo \r\n'), 'one\ntwo');
});

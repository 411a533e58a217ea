import assert from 'node:assert/strict';
import test from 'node:test';
import { Offline, Problem } from '../../main/resources/wallet-service/static/js/api.mjs';
import { Keyring, thumbprint } from '../../main/resources/wallet-service/static/js/keyring.mjs';
import { share } from '../../main/resources/wallet-service/static/js/sharing.mjs';
import { EXCHANGE, NOW, SHOWN, SHOWN_EVENT, memoryStore, preparedEvent, preparedPresentation, refused } from './support.mjs';

/** A service that keeps the contract; `change` makes it a dishonest one. Remembers what it was sent. */
async function service(change = {}) {
  const keyring = new Keyring(memoryStore());
  const [key] = await keyring.make(1);
  const sent = [];
  const answers = {
    approve: async ({ event_key: jwk }) => {
      return change.retried ? { presentations: [await preparedPresentation(key)] } : {
        event_signing_input: await preparedEvent({ publicJwk: jwk, kid: await thumbprint(jwk) }, change.event),
        presentations: [{ kid: change.kid ?? key.kid }],
      };
    },
    event: async () => ({ presentations: change.presentations?.(key) ?? [await preparedPresentation(key, change.presentation)] }),
    presentations: change.answer ?? (async () => ({ shared: true })),
  };
  const post = async (path, body) => {
    const step = path.split('/').at(-1);
    sent.push(step);
    return answers[step](body);
  };
  return { keyring, key, sent, tools: { post, keyring, say: () => {}, now: () => NOW } };
}

const shown = {
  id: 'r-1', option: 0, audience: SHOWN.audience, nonce: SHOWN.nonce, event: SHOWN_EVENT, cards: [{ vct: SHOWN.vct, claims: SHOWN.claims }],
};

test('share_whenAllIsAsShown_signsEventFirstAndForgetsTheKey', async () => {
  const { keyring, key, sent, tools } = await service();
  await share(shown, tools);
  assert.deepEqual(sent, ['approve', 'event', 'presentations']);
  assert.equal(await keyring.has(key.kid), false);
});

test('share_whenEventIsAnother_stopsBeforeTheLedger', async () => {
  const { keyring, key, sent, tools } = await service({ event: { kind: 'GIVEN', withdrawal: 'wallet' } });
  await refused('event_kind', () => share(shown, tools));
  assert.deepEqual(sent, ['approve']);
  assert.ok(await keyring.has(key.kid));
});

test('share_whenPresentationIsAnother_sendsNothing', async () => {
  const { keyring, key, sent, tools } = await service({ presentation: { claims: { aud: 'x509_hash:other' } } });
  await refused('presentation_audience', () => share(shown, tools));
  assert.deepEqual(sent, ['approve', 'event']);
  assert.ok(await keyring.has(key.kid));
});

test('share_whenKeyIsNotHere_stopsBeforeTheLedger', async () => {
  const { sent, tools } = await service({ kid: 'made-elsewhere' });
  await assert.rejects(share(shown, tools), { name: 'MissingKey' });
  assert.deepEqual(sent, ['approve']);
});

test('share_whenMorePresentationsThanShown_sendsNothing', async () => {
  const { sent, tools } = await service({ presentations: () => [{}, {}] });
  await refused('presentation_count', () => share(shown, tools));
  assert.deepEqual(sent, ['approve', 'event']);
});

test('share_whenItIsTheLastCopy_keepsItsKey', async () => {
  const { keyring, key, tools } = await service();
  const ending = await share({ ...shown, cards: [{ ...shown.cards[0], last: true }] }, tools);
  assert.deepEqual(ending, { shared: true });
  assert.ok(await keyring.has(key.kid));
});

test('share_whenTheEntryIsAlreadyThere_goesOnFromIt', async () => {
  const { sent, tools } = await service({ retried: true });
  await share(shown, tools);
  assert.deepEqual(sent, ['approve', 'presentations']);
});

for (const lost of [new Offline(), new Problem({ code: 'HTTP-502' })]) {
  test(`share_whenTheLastStepEndsWith${lost.name}_saysThatItMayHaveBeenShared`, async () => {
    const { keyring, key, tools } = await service({ answer: async () => { throw lost; } });
    await assert.rejects(share(shown, tools), { name: lost.name, shared: true });
    assert.ok(await keyring.has(key.kid), 'the key stays for another try');
  });
}

test('share_whenTheServiceSaysThatNothingWasShared_isBelieved', async () => {
  const { tools } = await service({ answer: async () => { throw new Problem({ reason: 'verifier_unreachable' }); } });
  await assert.rejects(share(shown, tools), { reason: 'verifier_unreachable', shared: false });
});

test('share_whenTheLineBreaksBeforeTheLastStep_sharesNothing', async () => {
  const { sent, tools } = await service({ presentations: () => { throw new Offline(); } });
  await assert.rejects(share(shown, tools), { name: 'Offline', shared: false });
  assert.deepEqual(sent, ['approve', 'event']);
});

test('share_whenTheTermsAreNotThoseOnThePage_sendsNothing', async () => {
  const { keyring, key, sent, tools } = await service({
    presentation: { claims: { transaction_data_hashes: ['another'], transaction_data_hashes_alg: 'sha-256' } },
  });
  await refused('presentation_terms', () => share({ ...shown, exchange: EXCHANGE }, tools));
  assert.deepEqual(sent, ['approve', 'event']);
  assert.ok(await keyring.has(key.kid));
});

test('share_whenTheTermsAreLeftOut_sendsNothing', async () => {
  const { sent, tools } = await service();
  await refused('presentation_terms', () => share({ ...shown, exchange: EXCHANGE }, tools));
  assert.deepEqual(sent, ['approve', 'event']);
});

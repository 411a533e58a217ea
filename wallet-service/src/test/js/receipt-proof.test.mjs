// Against the receipts that credential-core wrote and published as examples of the profile, and damage done to them.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';
import { decode, decodeJson, encode } from '../../main/resources/wallet-service/static/js/base64url.mjs';
import { checkReceipt, holds } from '../../main/resources/wallet-service/static/js/receipt-proof.mjs';

const EXAMPLES = new URL('../../../../schemas/src/test/resources/consent-examples/', import.meta.url);
const KEYS = readFileSync(new URL('log.vkey', EXAMPLES), 'utf8');
const read = (name) => JSON.parse(readFileSync(new URL(name, EXAMPLES), 'utf8'));
const given = read('valid/receipt-given.json');

/** What a page would show of it. */
const shown = (receipt) => {
  const { kind, time } = decodeJson(receipt.event);
  return { kind, at: time, notice: '' };
};
const check = (receipt, page = shown(given), keys = KEYS) => checkReceipt(receipt, keys, page);
const outcome = (steps, step) => steps.find((one) => one.step === step)?.outcome;
const reason = (steps) => steps.find((one) => one.outcome === 'broken')?.reason;

for (const file of readdirSync(new URL('valid/', EXAMPLES)).filter((name) => name.startsWith('receipt-'))) {
  test(`checkReceipt_${file}_holds`, async () => {
    const receipt = read(`valid/${file}`);
    const steps = await check(receipt, shown(receipt));
    assert.ok(holds(steps), JSON.stringify(steps, (_, value) => typeof value === 'bigint' ? String(value) : value));
    assert.deepEqual(steps.map(({ step }) => step), ['signed_by_you', 'commitment', 'included', 'record_signed']);
    assert.equal(outcome(steps, 'signed_by_you'), file.includes('erased') ? 'service' : 'holds');
    assert.equal(steps.at(-1).outcome, 'holds');
    assert.equal(steps.at(-1).origin, 'ledger.example/tlog');
  });
}

test('checkReceipt_genuine_saysThePlaceInTheRecord', async () => {
  const { index, size } = (await check(given)).find(({ step }) => step === 'included');
  assert.deepEqual([index, size], [1n, 2n]);
});

for (const [name, expected] of Object.entries({
  'event-nobody-signed': 'bad_actor_signature',
  'log-that-took-the-name': 'bad_note_signature',
})) {
  test(`checkReceipt_of_${name}_isBroken`, async () => {
    const receipt = read(`invalid/receipt-of-${name.startsWith('event') ? 'an' : 'a'}-${name}.json`);
    assert.equal(reason(await check(receipt)), expected);
  });
}

for (const [name, expected] of Object.entries({
  'with-another-salt': 'commitment_mismatch',
  'with-another-index': 'bad_inclusion',
  'with-another-neighbour': 'bad_inclusion',
  'of-another-log': 'wrong_origin',
  'of-another-type': 'malformed_receipt',
  'without-proof': 'malformed_proof',
  'with-a-short-salt': 'commitment_mismatch',
  'with-an-index-from-zero-zero': 'malformed_proof',
  'with-a-proof-of-another-form': 'malformed_proof',
})) {
  test(`checkReceipt_${name}_isBroken`, async () => {
    assert.equal(reason(await check(read(`invalid/receipt-${name}.json`))), expected);
  });
}

test('checkReceipt_ofAnotherEvent_isNotWhatIsShown', async () => {
  const receipt = read('invalid/receipt-with-another-event.json');
  assert.equal(reason(await check(receipt)), 'not_what_is_shown');
  assert.equal(reason(await check(receipt, shown(receipt))), 'commitment_mismatch');
});

test('checkReceipt_whenThePageShowsAnotherTimeOrText_isBroken', async () => {
  assert.equal(reason(await check(given, { ...shown(given), at: '2020-01-01T00:00:00Z' })), 'not_what_is_shown');
  assert.equal(reason(await check(given, { ...shown(given), notice: 'Give all you have' })), 'not_what_is_shown');
});

test('checkReceipt_withOneSignatureOfTwo_isForTheServiceToRefuse', async () => {
  // ML-DSA-44 is in no browser: what was checked here is said step by step, and the service demands both
  assert.ok(holds(await check(read('invalid/receipt-with-one-signature-of-two.json'))));
});

test('checkReceipt_underAnotherOrNoKey_isBroken', async () => {
  const [ed25519] = KEYS.split('\n');
  const [name, id, key] = [ed25519.slice(0, ed25519.indexOf('+')), ed25519.split('+')[1], ed25519.split('+').slice(2).join('+')];
  assert.equal(reason(await check(given, undefined, `${name}+00000000+${key}`)), 'malformed_key');
  assert.equal(reason(await check(given, undefined, `other.example/tlog+${id}+${key}`)), 'malformed_key');
  assert.equal(reason(await check(given, undefined, '')), 'malformed_key');
  assert.equal(reason(await check(given, undefined, KEYS.split('\n')[1])), 'malformed_key');
});

/** The text with one bit of one character's value changed, as a damaged or hostile file would have it. */
function* flipped(bytes) {
  for (let at = 0; at < bytes.length; at += 1) {
    const damaged = bytes.slice();
    damaged[at] ^= 1 << (at % 8);
    yield [at, damaged];
  }
}

for (const member of ['event', 'salt', 'commitment']) {
  test(`checkReceipt_withOneBitOf_${member}_flipped_neverHolds`, async () => {
    for (const [at, damaged] of flipped(decode(given[member]))) {
      assert.ok(!holds(await check({ ...given, [member]: encode(damaged) })), `bit at ${at}`);
    }
  });
}

test('checkReceipt_withOneBitOfTheProofFlipped_neverHolds', async () => {
  const proof = given.proof;
  // the line of the ML-DSA-44 signature is the service's to check
  const mlDsa = proof.lastIndexOf('\u2014');
  for (let at = 0; at < mlDsa; at += 1) {
    const code = proof.charCodeAt(at) ^ (1 << (at % 5));
    const damaged = proof.slice(0, at) + String.fromCharCode(code) + proof.slice(at + 1);
    const steps = await check({ ...given, proof: damaged });
    assert.ok(!holds(steps) || damaged === proof, `character ${at} of the proof`);
  }
});

test('checkReceipt_withPathTooLongOrShort_isBroken', async () => {
  const lines = given.proof.split('\n');
  const longer = [...lines.slice(0, 3), lines[2], ...lines.slice(3)].join('\n');
  assert.equal(reason(await check({ ...given, proof: longer })), 'bad_inclusion');
  const shorter = [...lines.slice(0, 2), ...lines.slice(3)].join('\n');
  assert.equal(reason(await check({ ...given, proof: shorter })), 'bad_inclusion');
  const huge = [...lines.slice(0, 2), ...Array(64).fill(lines[2]), ...lines.slice(3)].join('\n');
  assert.equal(reason(await check({ ...given, proof: huge })), 'malformed_proof');
});

test('checkReceipt_withIndexAtOrBeyondTheSize_isBroken', async () => {
  for (const index of ['2', '3', '9223372036854775807']) {
    const steps = await check({ ...given, proof: given.proof.replace('index 1', `index ${index}`) });
    assert.equal(reason(steps), 'bad_inclusion', index);
  }
  const steps = await check({ ...given, proof: given.proof.replace('index 1', 'index 9223372036854775808') });
  assert.equal(reason(steps), 'malformed_proof');
});

for (const nothing of [undefined, null, 7, 'receipt', [], {}, { type: given.type }, { ...given, event: 'e30' },
  { ...given, event: null }, { ...given, proof: 7 }, { ...given, salt: {} }]) {
  test(`checkReceipt_of_${JSON.stringify(nothing)?.slice(0, 30)}_isBrokenAndNotAFault`, async () => {
    assert.ok(!holds(await check(nothing)));
  });
}

test('checkReceipt_whereTheBrowserHasNoEd25519_leavesThatToTheService', async () => {
  const { importKey } = crypto.subtle;
  crypto.subtle.importKey = (format, key, algorithm, ...more) => algorithm.name === 'Ed25519'
    ? Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'))
    : importKey.call(crypto.subtle, format, key, algorithm, ...more);
  try {
    const steps = await check(given);
    assert.equal(outcome(steps, 'included'), 'holds');
    assert.deepEqual(steps.at(-1), { step: 'record_signed', outcome: 'service', reason: 'no_ed25519' });
  } finally {
    delete crypto.subtle.importKey;
  }
});

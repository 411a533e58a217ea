import test from 'node:test';
import { checkEvent } from '../../main/resources/wallet-service/static/js/consent-event.mjs';
import { freshKey } from '../../main/resources/wallet-service/static/js/keyring.mjs';
import { NOW, SHOWN, SHOWN_EVENT, preparedEvent, refused } from './support.mjs';

const key = await freshKey();
const shown = { ...SHOWN_EVENT, key };

test('checkEvent_unchanged_passes', async () => checkEvent(await preparedEvent(key), shown));

test('checkEvent_approvalOfWhatCanBeWithdrawn_passes', async () =>
  checkEvent(await preparedEvent(key, { withdrawal: 'wallet' }), { ...shown, withdrawable: true }));

const other = await freshKey();
const changes = {
  event_kind: { kind: 'GIVEN' },
  event_withdrawal: { withdrawal: 'wallet' },
  event_key: { actor: { jwk: other.publicJwk } },
  event_recipient: { controller: 'somebody-else' },
  event_purpose: { purpose: { id: 'keep-diploma-on-file', text_hash: 'x' } },
  event_legal_basis: { legal_basis: ['eu-gdpr:A6-1-a'] },
  event_request: { request_hash: 'another' },
  event_notice: { notice: { hash: 'h', language: 'ar' } },
  event_claims: { categories: [{ claims: [['work_permission'], ['given_name'], ['portrait']], vct: SHOWN.vct }] },
  event_malformed: { time: new Date(NOW + 90_000_000).toISOString() },
};
for (const [reason, change] of Object.entries(changes)) {
  test(`checkEvent_whenOneThingDiffers_refuses_${reason}`, async () => {
    const prepared = await preparedEvent(key, change);
    await refused(reason, () => checkEvent(prepared, shown));
  });
}

const minor = { ...shown, guardian: { views: 'yes' } };
const guardian = { ...shown, ward: { request_hash: 'asked-of-the-young-person' } };

test('checkEvent_ofAPersonUnderAgeOrAGuardian_passes', async () => {
  await checkEvent(await preparedEvent(key, { guardian: { views: 'yes' } }), minor);
  await checkEvent(await preparedEvent(key, { ward: guardian.ward }), guardian);
});

for (const [what, change] of Object.entries({
  'left out': {}, no: { guardian: { views: 'no' } }, 'not able': { guardian: { views: 'not_able' } },
  'a word more': { guardian: { views: 'yes', name: 'Amina' } }, 'a text': { guardian: 'yes' },
})) {
  test(`checkEvent_whenTheViewsAreTampered_${what}_refuses`, async () => {
    const prepared = await preparedEvent(key, change);
    await refused('event_guardian', () => checkEvent(prepared, minor));
  });
}

for (const [what, change] of Object.entries({
  'left out': {}, 'another young person': { ward: { request_hash: 'another' } }, 'a word more': { ward: { ...guardian.ward, views: 'yes' } },
})) {
  test(`checkEvent_whenTheWardIsTampered_${what}_refuses`, async () => {
    const prepared = await preparedEvent(key, change);
    await refused('event_ward', () => checkEvent(prepared, guardian));
  });
}

test('checkEvent_whenNobodyIsRepresentedOnThePage_refusesBoth', async () => {
  const withGuardian = await preparedEvent(key, { guardian: { views: 'yes' } });
  const forWard = await preparedEvent(key, { ward: guardian.ward });
  await refused('event_guardian', () => checkEvent(withGuardian, shown));
  await refused('event_ward', () => checkEvent(forWard, shown));
});

test('checkEvent_whenRelationIsAnotherKey_refuses', async () => {
  const prepared = await preparedEvent(key, { relation: other.kid });
  await refused('event_key', () => checkEvent(prepared, shown));
});

test('checkEvent_whenPurposeTextIsNotTheOneShown_refuses', async () => {
  const prepared = await preparedEvent(key);
  await refused('event_purpose', () => checkEvent(prepared, { ...shown, purposeText: 'To sell your data' }));
});

test('checkEvent_whenTypIsAPresentation_refuses', async () => {
  const prepared = await preparedEvent(key, {}, { typ: 'kb+jwt' });
  await refused('event_typ', () => checkEvent(prepared, shown));
});

test('checkEvent_whenUnforeseenMember_refuses', async () => {
  const prepared = await preparedEvent(key, { also: 'this' });
  await refused('event_malformed', () => checkEvent(prepared, shown));
});

test('checkEvent_whenNoticeIsInAnotherLanguage_refuses', async () => {
  const prepared = await preparedEvent(key);
  await refused('event_notice', () => checkEvent(prepared, { ...shown, language: 'en' }));
});

// The page of a request. A wallet whose keys are here signs here; otherwise the plain form does it.

import { post } from './api.mjs';
import { indexedDbStore } from './key-store.mjs';
import { Keyring } from './keyring.mjs';
import { share } from './sharing.mjs';
import { Plain, attempt, pressed, progress } from './talk.mjs';

const form = document.getElementById('request');

pressed(form, (event) => {
  const { id, wallet, keyring, done } = form.dataset;
  if (event.submitter?.value !== 'yes' || keyring !== 'browser') {
    return;
  }
  event.preventDefault();
  attempt(form, async () => {
    const option = Number(new FormData(form).get('option'));
    const section = form.querySelectorAll('.option')[option];
    const photo = section.querySelector('[name="portrait"]');
    if (photo && !photo.checked) {
      throw new Plain(form.dataset.photoNeeded);
    }
    const shown = { ...JSON.parse(form.dataset.shown), cards: JSON.parse(section.dataset.cards) };
    const { redirect_uri: redirect } = await share({ id, option, accept: new FormData(form).getAll('accept'), send: part(shown), mayWrite: new FormData(form).has('write'), ...shown }, {
      post,
      keyring: new Keyring(await indexedDbStore(wallet)),
      say: (step) => progress(form.dataset[step]),
      now: Date.now,
    });
    sessionStorage.setItem(`redirect ${id}`, redirect ?? '');
    location.assign(done);
  });
});

/** The part of an exchange that is ticked; undefined where the page does not let the person choose. */
function part({ exchange }) {
  const ticks = [...form.querySelectorAll('[name="send"]')];
  if (ticks.length === 0) {
    return undefined;
  }
  const places = ticks.filter(({ checked }) => checked).map(({ value }) => value.split('.').map(Number));
  if (places.length === 0) {
    throw new Plain(form.dataset.lessNone);
  }
  return exchange.categories
    .map(({ vct, claims }, type) => ({ vct, claims: claims.filter((_, claim) => places.some(([a, b]) => a === type && b === claim)) }))
    .filter(({ claims }) => claims.length > 0);
}

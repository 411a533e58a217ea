// The page of a card that is offered. A wallet whose keys are here signs here; otherwise the plain form does it.

import { post } from './api.mjs';
import { receive } from './issuance.mjs';
import { askToPersist, indexedDbStore } from './key-store.mjs';
import { Keyring } from './keyring.mjs';
import { attempt, pressed, progress } from './talk.mjs';

const form = document.getElementById('offer');

pressed(form, (event) => {
  const { id, issuer, wallet, keyring, done } = form.dataset;
  if (event.submitter?.value !== 'yes' || keyring !== 'browser') {
    return;
  }
  event.preventDefault();
  attempt(form, async () => {
    const pin = document.getElementById('pin')?.value.trim();
    progress(document.getElementById('texts').dataset.working);
    await receive({ id, issuer, pin }, {
      post,
      keyring: new Keyring(await indexedDbStore(wallet)),
      say: (step) => progress(form.dataset[step]),
      now: Date.now,
    });
    await askToPersist();
    location.assign(done);
  });
});

// The page "Something here is wrong" of a wallet whose keys are in this browser.

import { post } from './api.mjs';
import { indexedDbStore } from './key-store.mjs';
import { Keyring } from './keyring.mjs';
import { checkRectification, typed } from './rectification.mjs';
import { Plain, attempt, pressed, progress } from './talk.mjs';

const form = document.getElementById('wrong');

pressed(form, (event) => {
  event.preventDefault();
  const { card, wallet, authority, done, nothingTitle, nothingNext } = form.dataset;
  attempt(form, async () => {
    const entries = new FormData(form);
    const claims = entries.getAll('claim').map((path) => path.split('.'));
    const words = typed(entries.get('words'));
    if (claims.length === 0) {
      throw new Plain(nothingTitle, nothingNext);
    }
    progress(document.getElementById('texts').dataset.working);
    const { sign } = await post(`credentials/${card}/rectification`, { claims, words });
    await checkRectification(sign, { authority, claims, words, now: Date.now() });
    const signature = await new Keyring(await indexedDbStore(wallet)).sign(sign.kid, sign.signing_input);
    await post(`rectifications/${sign.id}/signature`, { signature });
    location.assign(done);
  });
});

// Makes a wallet: by passkey where there is one, by secret words where not, by both where the passkey cannot lock data.

import { post } from './api.mjs';
import { askToPersist, keyStoreWorks } from './key-store.mjs';
import { createPasskey, passkeysWork, secretOf } from './passkey.mjs';
import { Plain, attempt, progress } from './talk.mjs';

const form = document.getElementById('start');
const words = document.getElementById('words');
const again = document.getElementById('again');
const place = document.getElementById('place');
let passkeyWithoutSecret;

async function begin() {
  if (await keyStoreWorks()) {
    place.hidden = false;
    form.elements.keyring.value = 'browser';
  }
  document.getElementById('with-passkey').hidden = !await passkeysWork();
}

document.getElementById('passkey').addEventListener('click', () => attempt(form, async () => {
  progress(document.getElementById('texts').dataset.working);
  const options = await post('passkeys/creation-options');
  let made;
  try {
    made = await createPasskey(options);
    made.prf ??= await secretOf(made.credential, options);
  } catch {
    throw new Plain(form.dataset.passkeyFailed);
  }
  if (made.prf === undefined) {
    passkeyWithoutSecret = made.credential;
    document.getElementById('with-passkey').hidden = true;
    throw new Plain(form.dataset.prf);
  }
  await make({ passkey: made.credential, prf: made.prf });
  location.assign(form.dataset.home);
}));

form.addEventListener('submit', (event) => {
  const differ = words.value !== again.value;
  if (!differ && passkeyWithoutSecret === undefined) {
    return; // the plain form does it
  }
  event.preventDefault();
  attempt(form, async () => {
    if (differ) {
      throw new Plain(form.dataset.differ);
    }
    await make({ passkey: passkeyWithoutSecret, passphrase: words.value });
    location.assign(form.dataset.home);
  });
});

async function make(wish) {
  await post('wallets', { keyring: form.elements.keyring.value, ...wish });
  await askToPersist();
}

begin();

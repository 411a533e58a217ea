// Opens a wallet by passkey; asks for the secret words too where the passkey alone cannot open it.

import { Problem, post } from './api.mjs';
import { passkeysWork, usePasskey } from './passkey.mjs';
import { Plain, attempt, progress } from './talk.mjs';

const form = document.getElementById('unlock');
const number = document.getElementById('wallet');
let passkeyShown = false;

async function begin() {
  document.getElementById('with-passkey').hidden = !await passkeysWork();
}

document.getElementById('passkey').addEventListener('click', () => attempt(form, async () => {
  progress(document.getElementById('texts').dataset.working);
  const options = await post('passkeys/request-options');
  let answer;
  try {
    answer = await usePasskey(options);
  } catch {
    throw new Plain(form.dataset.passkeyFailed);
  }
  try {
    await post('sessions', { passkey: answer.credential, prf: answer.prf });
  } catch (error) {
    if (error instanceof Problem && error.reason === 'passphrase_needed') {
      passkeyShown = true;
      number.required = false;
      number.parentElement.querySelector('[for="wallet"]').hidden = true;
      number.hidden = true;
    }
    throw error;
  }
  location.assign(form.dataset.next);
}));

form.addEventListener('submit', (event) => {
  if (!passkeyShown) {
    return; // the plain form does it
  }
  event.preventDefault();
  attempt(form, async () => {
    await post('sessions', { passphrase: document.getElementById('words').value });
    location.assign(form.dataset.next);
  });
});

begin();

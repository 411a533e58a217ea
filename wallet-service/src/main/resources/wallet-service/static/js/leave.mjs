// Before a wallet is deleted: the screen lock shows that it is the holder who asks; else the plain form asks for words.

import { post } from './api.mjs';
import { passkeysWork, usePasskey } from './passkey.mjs';
import { Plain, attempt, progress } from './talk.mjs';

const form = document.getElementById('leave');
const words = document.getElementById('words');
const passkey = document.getElementById('passkey');

document.getElementById('with-passkey').hidden = !await passkeysWork();

passkey.addEventListener('click', () => attempt(form, async () => {
  progress(document.getElementById('texts').dataset.working);
  const options = await post('passkeys/request-options');
  let answer;
  try {
    answer = await usePasskey(options);
  } catch {
    throw new Plain(form.dataset.passkeyFailed);
  }
  await post('sessions', { passkey: answer.credential, prf: answer.prf });
  progress('');
  words.required = false;
  words.hidden = true;
  document.querySelector('[for="words"]').hidden = true;
  passkey.hidden = true;
  document.getElementById('proved').hidden = false;
  form.querySelectorAll('.choices button').forEach((button) => { button.disabled = false; });
}));

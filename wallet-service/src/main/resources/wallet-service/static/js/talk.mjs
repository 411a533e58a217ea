// What a page says while it works and when it stops. Texts come from the page, in its language; never markup.

import { Offline, Problem } from './api.mjs';
import { MissingKey } from './keyring.mjs';
import { Refusal } from './refusal.mjs';

const texts = () => document.getElementById('texts').dataset;

/** Says a step aloud (live region) and shows it; an empty text ends it. */
export function progress(text) {
  const status = document.getElementById('progress');
  status.textContent = text;
  status.toggleAttribute('data-busy', text !== '');
}

/** What happened, that nothing was shared, what to do next, help code; then puts the reader there. */
export function trouble(error) {
  const { title, next, code, shared } = sentence(error);
  const box = document.querySelector('.trouble');
  const part = (name) => box.querySelector(`[data-part="${name}"]`);
  part('title').textContent = title;
  part('shared').textContent = shared ? texts().shared : texts().nothingShared;
  part('next').textContent = next;
  part('code').textContent = code;
  part('code').parentElement.hidden = code === '';
  box.hidden = false;
  progress('');
  box.focus();
}

/** Hides what was said before a new try. */
export function calm() {
  document.querySelector('.trouble').hidden = true;
}

/** Runs one try of a form: its buttons rest meanwhile, and whatever goes wrong is said. */
export async function attempt(form, act) {
  calm();
  const buttons = [...form.querySelectorAll('button')];
  buttons.forEach((button) => { button.disabled = true; });
  try {
    await act();
  } catch (error) {
    trouble(error);
    buttons.forEach((button) => { button.disabled = false; });
  }
}

/** What a form does once its button is pressed; a press that came before this code (early.js) counts. */
export function pressed(form, act) {
  form.addEventListener('submit', act);
  form.dataset.ready = '';
  if (form.held) {
    const { submitter, plainly } = form.held;
    clearTimeout(plainly);
    progress('');
    form.requestSubmit(submitter);
  }
}

/** Every failure has its sentence. */
export function sentence(error, words = texts()) {
  if (error instanceof Problem) {
    return { title: error.title || words.failedTitle, next: error.next || words.failedNext, code: error.code, shared: error.shared };
  }
  if (error instanceof Refusal) {
    return { title: words.refusalTitle, next: words.refusalNext, code: `B-${error.reason}`, shared: false };
  }
  if (error instanceof MissingKey) {
    return { title: words.missingKeyTitle, next: words.missingKeyNext, code: '', shared: false };
  }
  if (error instanceof Offline) {
    return { title: words.offlineTitle, next: words.offlineNext, code: '', shared: error.shared };
  }
  if (error instanceof Plain) {
    return { title: error.message, next: error.next, code: '', shared: false };
  }
  return { title: words.failedTitle, next: words.failedNext, code: `B-${error?.name ?? 'unknown'}`, shared: false };
}

/** A sentence the page already has. */
export class Plain extends Error {
  constructor(title, next = '') {
    super(title);
    this.next = next;
  }
}

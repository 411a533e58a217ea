// Shows a proof while this browser checks it: one line for each step, in plain words, and who checked it. Texts come from
// the page, in its language; never markup.

import { Offline, Problem, get } from './api.mjs';
import { checkReceipt, holds } from './receipt-proof.mjs';

const texts = document.getElementById('proof-texts').dataset;
const all = document.getElementById('check-all');
const sections = [...document.querySelectorAll('.proof')];

for (const section of sections) {
  section.hidden = false;
  const button = section.querySelector('button');
  button.addEventListener('click', async () => {
    await show(section);
    section.querySelector('.verdict').focus();
  });
  if (section.dataset.now) {
    show(section);
  }
}

if (all !== null) {
  all.hidden = false;
  all.addEventListener('click', async () => {
    all.disabled = true;
    let broken;
    for (const section of sections) {
      if (!await show(section)) {
        broken ??= section;
      }
    }
    all.disabled = false;
    const progress = document.getElementById('progress');
    progress.textContent = broken === undefined ? `${sections.length} × ${texts.holds}` : texts.broken;
    broken?.querySelector('.verdict').focus();
  });
}

/** Checks one receipt and says so; true when it holds. */
async function show(section) {
  const steps = section.querySelector('.steps');
  const verdict = section.querySelector('.verdict');
  const button = section.querySelector('button');
  steps.replaceChildren();
  verdict.replaceChildren();
  button.disabled = true;
  try {
    const { receipt, proof, kind, at, notice } = await get(`receipts/${encodeURIComponent(section.dataset.receipt)}`);
    const found = await checkReceipt(receipt, proof.keys, { kind: kind.toUpperCase(), at, notice });
    found.forEach((step) => steps.append(line(step)));
    const good = holds(found) && proof.holds;
    steps.append(...byService(proof, holds(found)));
    sayVerdict(verdict, good, proof.voucher === 'file', found.find(({ outcome }) => outcome === 'broken')?.reason ?? proof.findings[0]);
    return good;
  } catch (error) {
    sayFailure(verdict, error);
    return false;
  } finally {
    steps.hidden = steps.childElementCount === 0;
    verdict.hidden = false;
    button.disabled = false;
  }
}

/** One step: it holds, it is broken, or it is left to the service. */
function line({ step, outcome, reason, index, size, origin, count }) {
  if (outcome === 'service') {
    return item('office', reason === 'no_ed25519' ? texts.noEd25519 : texts.signedByAnother, texts.byService);
  }
  if (outcome === 'broken') {
    const broken = {
      signed_by_you: texts.brokenSignedByYou,
      commitment: texts.brokenCommitment,
      forgotten: texts.brokenForgotten,
      included: texts.brokenIncluded,
      record_signed: texts.brokenRecordSigned,
    };
    return item('no', broken[step], texts.byYou);
  }
  const words = {
    signed_by_you: () => [texts.signedByYou],
    commitment: () => [texts.commitment],
    forgotten: () => [texts.forgotten, count],
    included: () => [texts.included, index, size],
    record_signed: () => [texts.recordSigned, origin],
  };
  const [text, ...values] = words[step]();
  return item('yes', text, texts.byYou, values);
}

function byService(proof, holdsHere) {
  const items = [];
  if (proof.holds && !holdsHere) {
    items.push(item('warning', texts.serviceDisagrees, ''));
  } else if (proof.holds) {
    items.push(item('office', texts.serviceHolds, texts.byService));
  } else {
    items.push(item('no', proof.voucher === 'nobody' ? texts.unknownLog : texts.serviceBroken, texts.byService));
  }
  if (proof.voucher === 'file') {
    items.push(item('warning', texts.fileOnly, ''));
  }
  return items;
}

/** %1 and %2 of a text become isolated values: a name or number never turns the direction of its sentence. */
function item(icon, text, who, values = []) {
  const row = document.createElement('li');
  const words = document.createElement('span');
  for (const part of text.split(/(%[12])/)) {
    if (/^%[12]$/.test(part)) {
      const value = document.createElement('bdi');
      value.textContent = String(values[Number(part[1]) - 1]);
      words.append(value);
    } else {
      words.append(part);
    }
  }
  if (who !== '') {
    const by = document.createElement('small');
    by.textContent = who;
    words.append(by);
  }
  row.className = `sign-${icon}`;
  row.append(sign(icon), words);
  return row;
}

const sign = (icon) => document.getElementById(`proof-${icon}`).content.firstElementChild.cloneNode(true);

function sayVerdict(box, good, onlyFile, reason) {
  box.className = `verdict ${!good ? 'no' : onlyFile ? 'notice' : 'yes'}`;
  box.append(sentence('strong', !good ? texts.broken : onlyFile ? texts.holdsFile : texts.holds));
  if (!good) {
    box.append(sentence('p', texts.nothingShared), sentence('p', texts.brokenNext), code(`B-${reason}`));
  }
}

function sayFailure(box, error) {
  box.className = 'verdict no';
  const away = error instanceof Offline;
  const told = error instanceof Problem && error.title !== '';
  box.append(
    sentence('strong', away ? texts.offline : told ? error.title : texts.failed),
    sentence('p', texts.nothingShared),
    sentence('p', away ? texts.offlineNext : told ? error.next : texts.failedNext),
  );
  if (!away) {
    box.append(code(told ? error.code : `B-${error?.name ?? 'unknown'}`));
  }
}

function sentence(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function code(text) {
  const line = sentence('p', `${texts.helpCode}: `);
  line.append(sentence('bdi', text));
  return line;
}

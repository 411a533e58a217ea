// Tells the person when the keys of a card are not in this browser: the card can be read here, but not shown.

import { indexedDbStore } from './key-store.mjs';
import { Keyring } from './keyring.mjs';

const notice = document.getElementById('keys-absent');
const kids = notice.dataset.kids.split(' ').filter(Boolean);
const here = new Set(await new Keyring(await indexedDbStore(notice.dataset.wallet)).kids());
notice.hidden = kids.length === 0 || kids.some((kid) => here.has(kid));

// After a card was deleted: this browser forgets the keys of its copies.

import { indexedDbStore } from './key-store.mjs';
import { Keyring } from './keyring.mjs';

const { wallet, kids } = document.getElementById('forget').dataset;
await new Keyring(await indexedDbStore(wallet)).remove(kids.split(' ').filter(Boolean));

// After the wallet was deleted: this browser forgets every key of it.

import { indexedDbStore } from './key-store.mjs';
import { Keyring } from './keyring.mjs';

await new Keyring(await indexedDbStore(document.getElementById('forget').dataset.wallet)).clear();

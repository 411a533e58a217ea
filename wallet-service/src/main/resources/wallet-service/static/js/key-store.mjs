// Where the keyring keeps CryptoKey objects: IndexedDB stores them without ever exposing their bytes.

const STORE = 'keys';

/** One database for each wallet, so that two people who share a browser never share a key. */
export async function indexedDbStore(walletId) {
  const database = await settle(Object.assign(indexedDB.open(`amana-${walletId}`, 1), {
    onupgradeneeded(event) {
      event.target.result.createObjectStore(STORE, { keyPath: 'kid' });
    },
  }));
  const run = (mode, act) => new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode, { durability: 'strict' });
    const request = act(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
  return {
    put: (key) => run('readwrite', (store) => store.put(key)),
    get: (kid) => run('readonly', (store) => store.get(kid)),
    remove: (kid) => run('readwrite', (store) => store.delete(kid)),
    kids: () => run('readonly', (store) => store.getAllKeys()),
    clear: () => run('readwrite', (store) => store.clear()),
  };
}

/** Asks the browser not to empty this storage by itself; a "no" costs a new issuance later, nothing more. */
export async function askToPersist() {
  try {
    return await navigator.storage.persist();
  } catch {
    return false;
  }
}

/** False where a browser has no key store (very old, or a private window that forbids it). */
export async function keyStoreWorks() {
  try {
    if (!globalThis.isSecureContext || !crypto.subtle) {
      return false;
    }
    const probe = await indexedDbStore('probe');
    await probe.clear();
    return true;
  } catch {
    return false;
  }
}

function settle(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('storage is blocked by another tab'));
  });
}

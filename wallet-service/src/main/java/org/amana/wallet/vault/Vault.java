package org.amana.wallet.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * One holder's unlocked vault: items by collection and id, as records of the feature that owns the collection. Every
 * write seals a row, every read opens one; a plain value never reaches the database, and the database is never asked
 * about content. All methods throw {@link VaultLocked} once the wallet was locked.
 */
public final class Vault {

    private final HolderId holder;
    private final KeyringKind keyring;
    private final DataKey key;
    private final SealedItems items;
    private final TransactionOperations transactions;
    private final JsonMapper json;
    private final RandomGenerator random;

    Vault(HolderId holder, KeyringKind keyring, DataKey key, SealedItems items, TransactionOperations transactions,
            JsonMapper json, RandomGenerator random) {
        this.holder = holder;
        this.keyring = keyring;
        this.key = key;
        this.items = items;
        this.transactions = transactions;
        this.json = json;
        this.random = random;
    }

    public HolderId holder() {
        return holder;
    }

    public KeyringKind keyring() {
        return keyring;
    }

    /** Stores or replaces an item. */
    public void put(VaultCollection collection, String id, Object item) {
        byte[] drawer = key.collectionTag(collection);
        byte[] tag = key.itemTag(collection, id);
        byte[] plain = Padding.pad(json.writeValueAsBytes(item));
        items.put(holder, drawer, tag, key.seal(plain, holder, drawer, tag, random));
    }

    public <T> Optional<T> find(VaultCollection collection, String id, Class<T> type) {
        byte[] drawer = key.collectionTag(collection);
        byte[] tag = key.itemTag(collection, id);
        return items.find(holder, drawer, tag).map(sealed -> read(sealed, drawer, tag, type));
    }

    /** Everything in a drawer, in no particular order. */
    public <T> List<T> all(VaultCollection collection, Class<T> type) {
        byte[] drawer = key.collectionTag(collection);
        List<T> found = new ArrayList<>();
        for (SealedItems.Row row : items.all(holder, drawer)) {
            found.add(read(row.sealed(), drawer, row.item(), type));
        }
        return found;
    }

    /** Forgets an item; false when there was none. */
    public boolean remove(VaultCollection collection, String id) {
        return items.remove(holder, key.collectionTag(collection), key.itemTag(collection, id));
    }

    /**
     * Does a few reads and writes as one step, alone on this vault. No network call may stand inside: the holder's row
     * stays locked until the end.
     */
    public <T> T alone(Supplier<T> step) {
        T result = transactions.execute(status -> {
            items.lock(holder);
            return step.get();
        });
        if (result == null) {
            throw new IllegalStateException("a step returns a value");
        }
        return result;
    }

    /** As {@link #alone(Supplier)}, for steps that return nothing. */
    public void alone(Runnable step) {
        alone(() -> {
            step.run();
            return Boolean.TRUE;
        });
    }

    private <T> T read(byte[] sealed, byte[] drawer, byte[] tag, Class<T> type) {
        return json.readValue(Padding.unpad(key.open(sealed, holder, drawer, tag)), type);
    }
}

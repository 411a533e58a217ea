package org.amana.wallet.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.amana.wallet.vault.Seal.BrokenSeal;

/**
 * A holder's data key: 32 random bytes that exist unwrapped only in memory and only while the wallet is unlocked. Two
 * keys are drawn from it, one that seals rows and one that names them; {@link #wipe()} overwrites all three.
 */
public final class DataKey {

    private static final int SIZE_BYTES = 32;
    private static final int TAG_BYTES = 16;
    private static final byte[] CONTEXT = "amana/vault/v1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WRAP_CONTEXT = "amana/key-slot/v1".getBytes(StandardCharsets.US_ASCII);

    private final byte[] secret;
    private final byte[] sealing;
    private final byte[] naming;
    private volatile boolean wiped;

    private DataKey(byte[] secret) {
        this.secret = secret;
        this.sealing = Derivation.hkdf(secret, CONTEXT, "seal");
        this.naming = Derivation.hkdf(secret, CONTEXT, "name");
    }

    public static DataKey fresh(RandomGenerator random) {
        byte[] secret = new byte[SIZE_BYTES];
        random.nextBytes(secret);
        return new DataKey(secret);
    }

    /** This key under a key-encryption key (32 bytes), for one slot of one holder. */
    public byte[] wrap(byte[] wrappingKey, HolderId holder, String slot, RandomGenerator random) {
        requireWhole();
        return Seal.seal(wrappingKey, secret, slotPlace(holder, slot), random);
    }

    /**
     * The key a slot holds.
     *
     * @throws WrongKey when the wrapping key is not the one the slot was made with
     */
    public static DataKey unwrap(byte[] wrappingKey, byte[] wrapped, HolderId holder, String slot) throws WrongKey {
        try {
            return new DataKey(Seal.open(wrappingKey, wrapped, slotPlace(holder, slot)));
        } catch (BrokenSeal e) {
            throw new WrongKey();
        }
    }

    byte[] seal(byte[] plain, HolderId holder, byte[] collection, byte[] item, RandomGenerator random) {
        requireWhole();
        return Seal.seal(sealing, plain, rowPlace(holder, collection, item), random);
    }

    byte[] open(byte[] sealed, HolderId holder, byte[] collection, byte[] item) {
        requireWhole();
        try {
            return Seal.open(sealing, sealed, rowPlace(holder, collection, item));
        } catch (BrokenSeal e) {
            throw new VaultDamaged();
        }
    }

    byte[] collectionTag(VaultCollection collection) {
        requireWhole();
        return Arrays.copyOf(Derivation.hmac(naming, collection.label()), TAG_BYTES);
    }

    byte[] itemTag(VaultCollection collection, String id) {
        requireWhole();
        return Arrays.copyOf(Derivation.hmac(naming, collection.label(), id.getBytes(StandardCharsets.UTF_8)),
                TAG_BYTES);
    }

    /** Overwrites the key; every later use throws {@link VaultLocked}. */
    public void wipe() {
        wiped = true;
        Arrays.fill(secret, (byte) 0);
        Arrays.fill(sealing, (byte) 0);
        Arrays.fill(naming, (byte) 0);
    }

    public boolean isWiped() {
        return wiped;
    }

    private void requireWhole() {
        if (wiped) {
            throw new VaultLocked();
        }
    }

    private static byte[] rowPlace(HolderId holder, byte[] collection, byte[] item) {
        return ByteBuffer.allocate(CONTEXT.length + 16 + collection.length + item.length)
                .put(CONTEXT)
                .put(holder.bytes())
                .put(collection)
                .put(item)
                .array();
    }

    private static byte[] slotPlace(HolderId holder, String slot) {
        byte[] name = slot.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(WRAP_CONTEXT.length + 16 + name.length)
                .put(WRAP_CONTEXT)
                .put(holder.bytes())
                .put(name)
                .array();
    }

    /** The passphrase or passkey does not open this slot. */
    public static final class WrongKey extends Exception {
        WrongKey() {
            super("the key slot does not open", null, false, false);
        }
    }
}

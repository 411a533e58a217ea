package org.amana.wallet.holder;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.vault.DataKey;
import org.amana.wallet.vault.HolderId;
import org.amana.wallet.vault.KeyringKind;
import org.amana.wallet.vault.PasskeySecret;
import org.amana.wallet.vault.Passphrase;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a wallet. The ladder, from the top: a passkey with PRF opens it alone; a passkey without PRF opens it together
 * with a passphrase; a passphrase opens it alone. With PRF and a passphrase, either does.
 */
@Component
class SignUp {

    private static final int SALT_BYTES = 16;

    private final Holders holders;
    private final Passkeys passkeys;
    private final PassphraseKeys passphraseKeys;
    private final TransactionTemplate transactions;
    private final RandomGenerator random;

    SignUp(Holders holders, Passkeys passkeys, PassphraseKeys passphraseKeys, PlatformTransactionManager transactions,
            RandomGenerator random) {
        this.holders = holders;
        this.passkeys = passkeys;
        this.passphraseKeys = passphraseKeys;
        this.transactions = new TransactionTemplate(transactions);
        this.random = random;
    }

    /**
     * @throws ProblemException {@link HolderProblem.NoWayToUnlock}, {@link HolderProblem.PasskeyRefused}
     */
    OpenedWallet make(KeyringKind keyring, Optional<Passphrase> passphrase, Optional<Passkeys.Registration> passkey,
                      Optional<PasskeySecret> secret) {
        boolean opensByPasskey = passkey.isPresent() && secret.isPresent();
        if (!opensByPasskey && passphrase.isEmpty()) {
            throw new ProblemException(new HolderProblem.NoWayToUnlock());
        }
        HolderId holder = passkey.map(Passkeys.Registration::holder).orElseGet(() -> HolderId.random(random));
        DataKey key = DataKey.fresh(random);
        Optional<KeySlot> byPassphrase = passphrase
                .map(text -> passphraseSlot(holder, key, text, passkey.isPresent() && !opensByPasskey));
        transactions.executeWithoutResult(status -> {
            holders.add(holder, keyring);
            byPassphrase.ifPresent(holders::put);
            passkey.ifPresent(registration -> {
                String credentialId = passkeys.register(registration);
                secret.ifPresent(prf -> holders.put(passkeySlot(holder, key, prf, credentialId)));
            });
        });
        return new OpenedWallet(holder, keyring, key);
    }

    private KeySlot passphraseSlot(HolderId holder, DataKey key, Passphrase passphrase, boolean passkeyRequired) {
        byte[] salt = salt();
        byte[] wrapping = passphraseKeys.derive(passphrase, passphraseKeys.cost(), salt);
        try {
            return new KeySlot(holder, KeySlot.PASSPHRASE, passkeyRequired, salt, Optional.of(passphraseKeys.cost()),
                    key.wrap(wrapping, holder, KeySlot.PASSPHRASE, random));
        } finally {
            Arrays.fill(wrapping, (byte) 0);
        }
    }

    private KeySlot passkeySlot(HolderId holder, DataKey key, PasskeySecret secret, String credentialId) {
        String slot = KeySlot.ofPasskey(credentialId);
        byte[] salt = salt();
        byte[] wrapping = secret.derive(salt);
        try {
            return new KeySlot(holder, slot, true, salt, Optional.empty(), key.wrap(wrapping, holder, slot, random));
        } finally {
            Arrays.fill(wrapping, (byte) 0);
        }
    }

    private byte[] salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }
}

package org.amana.wallet.holder;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.vault.Passphrase;
import org.amana.wallet.vault.SealedFile;
import org.springframework.stereotype.Component;

/** Words chosen for one file: they lock what leaves the vault, and open what comes from another. */
@Component
public class FileWords {

    private final PassphraseKeys keys;
    private final RandomGenerator random;

    FileWords(PassphraseKeys keys, RandomGenerator random) {
        this.keys = keys;
        this.random = random;
    }

    /**
     * Locks bytes under new words.
     *
     * @throws ProblemException {@link HolderProblem.WeakPassphrase}, {@link HolderProblem.Busy}
     */
    public SealedFile seal(String words, byte[] plain) {
        Passphrase passphrase = Typed.newPassphrase(words);
        byte[] salt = SealedFile.freshSalt(random);
        byte[] key = keys.derive(passphrase, keys.cost(), salt);
        try {
            return SealedFile.seal(plain, key, keys.cost(), salt, random);
        } finally {
            passphrase.wipe();
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * The bytes; empty when the words are others, or the file was changed.
     *
     * @throws ProblemException {@link HolderProblem.WeakPassphrase} for words that lock no file, {@link HolderProblem.Busy}
     */
    public Optional<byte[]> open(String words, SealedFile file) {
        Passphrase passphrase = Typed.newPassphrase(words);
        byte[] key = keys.derive(passphrase, file.cost(), file.salt());
        try {
            return file.open(key);
        } finally {
            passphrase.wipe();
            Arrays.fill(key, (byte) 0);
        }
    }
}

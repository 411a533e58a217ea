package org.amana.core.key;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.amana.core.json.Base64Url;

/**
 * Signing keys in a PKCS#12 file (RFC 7292). The file is made at first use with mode 0600; its
 * password is random and lies in a 0600 file beside it ({@code <file>.password}), so that a copied
 * file alone is worth nothing. Threads share a lock, processes a lock file ({@code <file>.lock}).
 */
public final class Pkcs12KeyStore implements KeyStore {
    private final Path file;
    private final Path passwordFile;
    private final Path lockFile;
    private final ReentrantLock lock = new ReentrantLock();
    private Map<String, SigningKey> keys = Map.of();
    private byte[] seen = new byte[0];

    public Pkcs12KeyStore(Path file) {
        this.file = file.toAbsolutePath();
        this.passwordFile = Path.of(this.file + ".password");
        this.lockFile = Path.of(this.file + ".lock");
    }

    @Override
    public Optional<SigningKey> find(String alias) {
        String name = requireAlias(alias);
        lock.lock();
        try {
            SigningKey known = keys.get(name);
            if (known == null && Files.exists(file)) {
                refresh();
                known = keys.get(name);
            }
            return Optional.ofNullable(known);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public SigningKey create(String alias, CertificateProfile profile, CertificateAuthority authority) {
        return create(alias, pair -> authority.certify(EphemeralKey.of(pair).publicKey(), profile));
    }

    @Override
    public SigningKey create(String alias) {
        return create(alias, _ -> List.of());
    }

    private SigningKey create(String alias, Function<KeyPair, List<X509Certificate>> certify) {
        String name = requireAlias(alias);
        OwnerOnlyFiles.createFolder(folder());
        lock.lock();
        try {
            return OwnerOnlyFiles.underFileLock(lockFile, () -> {
                if (Files.exists(file)) {
                    refresh();
                }
                SigningKey known = keys.get(name);
                return known != null ? known : add(name, certify);
            });
        } finally {
            lock.unlock();
        }
    }

    private SigningKey add(String alias, Function<KeyPair, List<X509Certificate>> certify) {
        KeyPair pair = Algorithms.generate();
        List<X509Certificate> chain = certify.apply(pair);
        try {
            char[] password = passwordOrNew();
            java.security.KeyStore store = load(Files.exists(file) ? Files.readAllBytes(file) : new byte[0], password);
            // the format wants a certificate beside each key; an uncertified key carries one that never leaves
            List<X509Certificate> kept = chain.isEmpty() ? List.of(CarrierCertificate.of(pair)) : chain;
            store.setKeyEntry(alias, pair.getPrivate(), password, kept.toArray(Certificate[]::new));
            var bytes = new ByteArrayOutputStream();
            store.store(bytes, password);
            OwnerOnlyFiles.write(file, bytes.toByteArray());
            refresh();
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(e);
        }
        SigningKey added = keys.get(alias);
        if (added == null) {
            throw new IllegalStateException("key " + alias + " was written but cannot be read back");
        }
        return added;
    }

    private void refresh() {
        try {
            byte[] content = Files.readAllBytes(file);
            if (Arrays.equals(content, seen)) {
                return;
            }
            char[] password = Files.readString(passwordFile).strip().toCharArray();
            java.security.KeyStore store = load(content, password);
            Map<String, SigningKey> found = new HashMap<>();
            for (Enumeration<String> aliases = store.aliases(); aliases.hasMoreElements();) {
                String alias = aliases.nextElement();
                if (store.isKeyEntry(alias)) {
                    found.put(alias, read(store, alias, password));
                }
            }
            keys = found;
            seen = content;
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(e);
        }
    }

    private static SigningKey read(java.security.KeyStore store, String alias, char[] password)
            throws GeneralSecurityException {
        List<X509Certificate> kept = Arrays.stream(store.getCertificateChain(alias))
                .map(X509Certificate.class::cast)
                .toList();
        var pair = new KeyPair(kept.getFirst().getPublicKey(), (PrivateKey) store.getKey(alias, password));
        return EphemeralKey.of(pair).withChain(CarrierCertificate.isCarrier(kept.getFirst()) ? List.of() : kept);
    }

    private static java.security.KeyStore load(byte[] content, char[] password)
            throws GeneralSecurityException, IOException {
        var store = java.security.KeyStore.getInstance("PKCS12");
        store.load(content.length == 0 ? null : new ByteArrayInputStream(content), password);
        return store;
    }

    private char[] passwordOrNew() throws IOException {
        if (!Files.exists(passwordFile)) {
            if (Files.exists(file)) {
                throw new IOException("the password file is missing: " + passwordFile);
            }
            byte[] secret = new byte[32];
            new SecureRandom().nextBytes(secret);
            OwnerOnlyFiles.write(passwordFile, Base64Url.encode(secret).getBytes(StandardCharsets.US_ASCII));
        }
        return Files.readString(passwordFile).strip().toCharArray();
    }

    private Path folder() {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalStateException("key store has no folder");
        }
        return parent;
    }

    /** PKCS#12 names ignore case, so only lower case is taken. */
    private static String requireAlias(String alias) {
        if (!alias.matches("[a-z0-9][a-z0-9._-]{0,99}")) {
            throw new IllegalArgumentException("alias must match [a-z0-9][a-z0-9._-]{0,99}");
        }
        return alias;
    }

    private UncheckedIOException unusable(Exception e) {
        return new UncheckedIOException(new IOException("key store cannot be used: " + file, e));
    }
}

package org.amana.support.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose word counts for the TLS certificate of another host: the Java runtime's roots, and those the operator adds. */
public final class TlsTrust {
    private TlsTrust() {}

    /** The Java runtime's own. */
    public static SSLContext ofRuntime() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is part of every JDK", e);
        }
    }

    /**
     * The Java runtime's roots and those of a PEM file.
     *
     * @throws UncheckedIOException where the file cannot be read
     * @throws IllegalStateException where it holds no certificate
     */
    public static SSLContext withRoots(Path pem) {
        Collection<? extends Certificate> added = read(pem);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(withRuntimeRoots(added)), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the roots of " + pem + " cannot be used", e);
        }
    }

    /**
     * As above, with a key of our own for peers that ask for one.
     *
     * @param pem further roots; absent for those of the Java runtime alone
     * @param keys PKCS#12 file
     * @throws UncheckedIOException where a file cannot be read
     * @throws IllegalStateException where it holds no key that the password opens
     */
    static SSLContext withClientKeys(@Nullable Path pem, Path keys, char[] password) {
        try (InputStream in = Files.newInputStream(keys)) {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(in, password);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(own, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), managers(pem == null ? null : withRuntimeRoots(read(pem))), null);
            return context;
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the client key of " + keys + " cannot be used", e);
        }
    }

    private static KeyStore withRuntimeRoots(Collection<? extends Certificate> added)
            throws GeneralSecurityException, IOException {
        KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
        all.load(null, null);
        List<Certificate> roots = new ArrayList<>(runtimeRoots());
        roots.addAll(added);
        for (int i = 0; i < roots.size(); i++) {
            all.setCertificateEntry("root-" + i, roots.get(i));
        }
        return all;
    }

    private static List<X509Certificate> runtimeRoots() throws GeneralSecurityException {
        var roots = new ArrayList<X509Certificate>();
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager x509) {
                roots.addAll(List.of(x509.getAcceptedIssuers()));
            }
        }
        return roots;
    }

    private static TrustManager[] managers(@Nullable KeyStore roots) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        return factory.getTrustManagers();
    }

    private static Collection<? extends Certificate> read(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IllegalStateException(pem + " holds no certificate");
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CertificateException e) {
            throw new IllegalStateException(pem + " holds no certificate", e);
        }
    }
}

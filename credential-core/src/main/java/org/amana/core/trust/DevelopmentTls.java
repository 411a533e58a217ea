package org.amana.core.trust;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.OwnerOnlyFiles;
import org.amana.core.key.Sha256;

/**
 * A TLS root and a server certificate for one host, in a folder. Nothing here can speak in {@link DevelopmentCa}'s
 * affairs: the root is in no anchor file, so no credential, request or trust list is believed for its sake.
 *
 * <pre>
 * dir/authority.json   key and root certificate, mode 0600
 * dir/ca.pem           root certificate, readable by all, for trust stores
 * dir/server.pem       the server's key (PKCS#8) and certificate, mode 0600
 * </pre>
 *
 * <p>Key and certificate share a file because a file is replaced as a whole: a crash cannot leave two that do not fit.
 */
public final class DevelopmentTls {
    private static final Duration ROOT_VALIDITY = Duration.ofDays(1_095);
    /** iOS refuses more than 825 days under roots that a person added, other platforms more than 398 under any. */
    private static final Duration SERVER_VALIDITY = Duration.ofDays(365);
    private static final Duration RENEW_BEFORE_END = Duration.ofDays(90);
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");
    private final Path dir;
    private final X509Certificate root;
    private final X509Certificate server;

    private DevelopmentTls(Path dir, X509Certificate root, X509Certificate server) {
        this.dir = dir;
        this.root = root;
        this.server = server;
    }

    /**
     * Reads the folder, and makes what is missing, is for another host, or ends within 90 days. A new root has to be
     * trusted anew by people; a new server certificate under the same root does not.
     *
     * @param host DNS name in lower case, or an address without brackets; loopback is always covered as well
     * @throws UncheckedIOException where the folder cannot be read or written
     */
    public static DevelopmentTls openOrCreate(Path dir, String host, Clock clock) {
        OwnerOnlyFiles.createFolder(dir);
        List<String> hosts = Stream.concat(Stream.of(host), LOOPBACK.stream()).distinct().toList();
        Instant now = clock.instant();
        return OwnerOnlyFiles.underFileLock(dir.resolve(".lock"), () -> {
            TlsAuthority authority = authority(dir, hosts, now);
            return new DevelopmentTls(dir, authority.root(), server(dir, authority, now));
        });
    }

    private static TlsAuthority authority(Path dir, List<String> hosts, Instant now) throws IOException {
        Path file = dir.resolve("authority.json");
        Optional<TlsAuthority> kept = Files.exists(file)
                ? Optional.of(TlsAuthority.parse(Files.readAllBytes(file)))
                : Optional.empty();
        TlsAuthority authority = kept.filter(one -> one.hosts().equals(hosts) && lasts(one.root(), now))
                .orElseGet(() -> {
                    TlsAuthority made = TlsAuthority.make(hosts, now.minus(CLOCK_TOLERANCE), now.plus(ROOT_VALIDITY));
                    OwnerOnlyFiles.write(file, made.written());
                    return made;
                });
        OwnerOnlyFiles.writeReadable(dir.resolve("ca.pem"),
                pem("CERTIFICATE", encoded(authority.root())).getBytes(StandardCharsets.US_ASCII));
        return authority;
    }

    private static X509Certificate server(Path dir, TlsAuthority authority, Instant now) throws IOException {
        Path file = dir.resolve("server.pem");
        Optional<X509Certificate> kept = readServer(file);
        return kept.filter(one -> authority.vouchesFor(one) && lasts(one, now)).orElseGet(() -> {
            EphemeralKey key = EphemeralKey.generate();
            X509Certificate made = authority.certify(key.publicKey(), now.minus(CLOCK_TOLERANCE),
                    now.plus(SERVER_VALIDITY));
            OwnerOnlyFiles.write(file, serverFile(key, made));
            return made;
        });
    }

    private static boolean lasts(X509Certificate certificate, Instant now) {
        return now.plus(RENEW_BEFORE_END).isBefore(certificate.getNotAfter().toInstant());
    }

    /** PEM of the root, for trust stores. */
    public Path rootFile() {
        return dir.resolve("ca.pem");
    }

    /** PEM of the server's key and certificate. */
    public Path serverFile() {
        return dir.resolve("server.pem");
    }

    public X509Certificate root() {
        return root;
    }

    public X509Certificate server() {
        return server;
    }

    /** SHA-256 of the root as phones and browsers show it, such as {@code 0A:1B:…}; what a person compares. */
    public String fingerprint() {
        return HexFormat.ofDelimiter(":").withUpperCase().formatHex(Sha256.of(encoded(root)));
    }

    private static Optional<X509Certificate> readServer(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file);
        int begin = text.indexOf("-----BEGIN CERTIFICATE-----");
        return begin < 0
                ? Optional.empty()
                : Optional.of(TlsAuthority.certificate(text.substring(begin).getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] serverFile(EphemeralKey key, X509Certificate certificate) {
        try {
            byte[] pkcs8 = key.privateJwk().toECPrivateKey().getEncoded();
            return (pem("PRIVATE KEY", pkcs8) + pem("CERTIFICATE", encoded(certificate))).getBytes(
                    StandardCharsets.US_ASCII);
        } catch (JOSEException e) {
            throw new IllegalStateException("P-256 is part of every JDK", e);
        }
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }

    private static byte[] encoded(X509Certificate certificate) {
        return TrustAnchors.encoded(certificate);
    }
}

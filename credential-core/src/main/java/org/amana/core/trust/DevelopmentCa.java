package org.amana.core.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.amana.core.json.StrictJson;
import org.amana.core.key.CertificateAuthority;
import org.amana.core.key.CertificateProfile;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.OwnerOnlyFiles;

/**
 * A certificate authority in a folder, so that a node can be tried without one: a root of its own
 * for each function, because a root that certifies verifiers must not vouch for issuers. Several
 * processes may open the same folder at once.
 *
 * <pre>
 * dir/development-ca/issuer.jwk   private key, mode 0600
 * dir/anchors/issuer.pem          root certificate, readable by all
 * </pre>
 */
public final class DevelopmentCa implements CertificateAuthority {
    private static final Duration ROOT_VALIDITY = Duration.ofDays(3_650);
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
    private static final int MAX_KEY_BYTES = 4_096;
    private static final Set<KeyPurpose> FUNCTIONS = Set.of(KeyPurpose.ISSUER, KeyPurpose.ACCESS, KeyPurpose.REGISTRAR);
    private final Map<KeyPurpose, Root> roots;
    private final Clock clock;

    private DevelopmentCa(Map<KeyPurpose, Root> roots, Clock clock) {
        this.roots = roots;
        this.clock = clock;
    }

    /**
     * Reads the roots of the folder and makes those that are missing.
     *
     * @throws UncheckedIOException where the folder cannot be read or written
     */
    public static DevelopmentCa openOrCreate(Path dir, Clock clock) {
        Path keys = dir.resolve("development-ca");
        OwnerOnlyFiles.createFolder(keys);
        return OwnerOnlyFiles.underFileLock(keys.resolve(".lock"), () -> {
            Files.createDirectories(dir.resolve("anchors"));
            Map<KeyPurpose, Root> roots = new EnumMap<>(KeyPurpose.class);
            for (KeyPurpose function : FUNCTIONS) {
                roots.put(function, readOrMake(dir, function, clock));
            }
            return new DevelopmentCa(roots, clock);
        });
    }

    /** The root for a purpose; status lists are certified by the issuers' root. */
    public TrustAnchors anchors(KeyPurpose purpose) {
        return new TrustAnchors(Set.of(root(purpose).certificate()));
    }

    @Override
    public List<X509Certificate> certify(ECPublicKey subjectKey, CertificateProfile profile) {
        Root root = root(profile.purpose());
        Instant now = clock.instant();
        Instant end = now.plus(profile.validity());
        Instant rootEnd = root.certificate().getNotAfter().toInstant();
        return List.of(Certificates.leaf(root.key(), root.certificate(), subjectKey, profile,
                now.minus(CLOCK_TOLERANCE), end.isAfter(rootEnd) ? rootEnd : end));
    }

    private Root root(KeyPurpose purpose) {
        KeyPurpose function = purpose == KeyPurpose.STATUS ? KeyPurpose.ISSUER : purpose;
        Root root = roots.get(function);
        if (root == null) {
            throw new IllegalStateException("no root for " + purpose);
        }
        return root;
    }

    private static Root readOrMake(Path dir, KeyPurpose function, Clock clock) throws IOException {
        String name = function.name().toLowerCase(Locale.ROOT);
        Path keyFile = dir.resolve("development-ca").resolve(name + ".jwk");
        Path certificateFile = dir.resolve("anchors").resolve(name + ".pem");
        if (Files.exists(keyFile) && Files.exists(certificateFile)) {
            EphemeralKey key = EphemeralKey.fromJwk(StrictJson.parseObject(Files.readAllBytes(keyFile), MAX_KEY_BYTES));
            return new Root(key, read(certificateFile));
        }
        EphemeralKey key = EphemeralKey.generate();
        Instant from = clock.instant().minus(CLOCK_TOLERANCE);
        X509Certificate certificate = Certificates.root(key, key.publicKey(), "Amana development root (" + name + ")",
                from, from.plus(ROOT_VALIDITY));
        OwnerOnlyFiles.write(keyFile, StrictJson.write(key.toJwk()).getBytes(StandardCharsets.UTF_8));
        OwnerOnlyFiles.writeReadable(certificateFile, pem(certificate));
        return new Root(key, certificate);
    }

    private static X509Certificate read(Path file) throws IOException {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
        } catch (CertificateException e) {
            throw new IOException("not a certificate: " + file, e);
        }
    }

    private static byte[] pem(X509Certificate certificate) {
        String base64 = Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(TrustAnchors.encoded(certificate));
        return ("-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n").getBytes(
                StandardCharsets.US_ASCII);
    }

    private record Root(EphemeralKey key, X509Certificate certificate) {}
}

package org.amana.support.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.stream.Collectors;
import org.amana.core.trust.TrustAnchors;

/** Roots that the operator put into the trust folder, {@code anchors/<name>.pem}; one file may hold several. */
public final class AnchorFiles {
    private AnchorFiles() {}

    /**
     * Reads one file.
     *
     * @param trustDir {@code amana.trust.dir}
     * @param name {@code registrar}, {@code issuer} or {@code access}
     * @return none when there is no such file
     */
    public static TrustAnchors read(Path trustDir, String name) {
        try (InputStream in = Files.newInputStream(trustDir.resolve("anchors").resolve(name + ".pem"))) {
            return new TrustAnchors(CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .stream()
                    .map(X509Certificate.class::cast)
                    .collect(Collectors.toSet()));
        } catch (NoSuchFileException e) {
            return TrustAnchors.none();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CertificateException e) {
            throw new IllegalStateException("anchors/" + name + ".pem of the trust folder holds no certificates", e);
        }
    }
}

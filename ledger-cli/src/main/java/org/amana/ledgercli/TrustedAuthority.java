package org.amana.ledgercli;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Set;
import org.amana.core.trust.TrustAnchors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Under whose certificates an authority is believed; from somebody else than who handed over the file. */
final class TrustedAuthority {
    private static final int MAX_BYTES = 262_144;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli before a command runs
    private CommandSpec command;

    @Option(names = "--anchors", paramLabel = "FILE", description = "For the file of a complaint about a correction, in place of --key: the certificates (PEM) under which the trust list believes the authority.")
    private @Nullable Path anchors;

    TrustAnchors anchors() {
        Path file = anchors;
        if (file == null) {
            throw new ParameterException(command.commandLine(),
                    "This file is about a correction, which is in no log: give the authority's anchors with --anchors FILE");
        }
        try {
            Set<X509Certificate> found = new HashSet<>();
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(LocalFile.read(file, MAX_BYTES)))
                    .forEach(one -> found.add((X509Certificate) one));
            if (found.isEmpty()) {
                throw new CertificateException("none");
            }
            return new TrustAnchors(found);
        } catch (CertificateException e) {
            throw new ParameterException(command.commandLine(), file + " holds no certificates", e);
        }
    }
}

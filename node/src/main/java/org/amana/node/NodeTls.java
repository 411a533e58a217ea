package org.amana.node;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.amana.core.trust.DevelopmentTls;
import org.amana.node.welcome.WelcomePage;
import org.amana.support.outbound.TlsTrust;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** {@code --amana.tls=dev}: one server certificate for all five ports, and the root that the services believe among themselves. */
record NodeTls(DevelopmentTls files) {

    /** What each service is told. */
    Map<String, Object> settings() {
        String pem = files.serverFile().toUri().toString();
        return Map.of("server.ssl.certificate", pem, "server.ssl.certificate-private-key", pem,
                "amana.outbound.trusted-roots", files.rootFile(),
                // browsers apply it to every port of the host and would refuse plain http://localhost for a year
                "amana.headers.strict-transport-security", "false");
    }

    /** For the node's own calls. */
    SSLContext client() {
        return TlsTrust.withRoots(files.rootFile());
    }

    WelcomePage.Tls welcome() throws IOException {
        String pem = files.serverFile().toUri().toString();
        SSLContext server = SslBundle.of(
                new PemSslStoreBundle(PemSslStoreDetails.forCertificate(pem).withPrivateKey(pem), null))
                .createSslContext();
        return new WelcomePage.Tls(server, Files.readString(files.rootFile()), files.fingerprint());
    }
}

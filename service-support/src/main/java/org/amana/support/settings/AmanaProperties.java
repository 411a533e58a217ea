package org.amana.support.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings that every service shares.
 *
 * @param service which service this is; set by the launcher, not by an operator
 * @param baseUrl public address of this service, without trailing slash, such as {@code https://issuer.example}
 * @param peers addresses of the other services
 * @param data folder of this service alone; holds {@code keys/}
 * @param trust what all services read: anchors and service keys
 * @param firstLogin file that receives the first password of each staff account, mode 0600
 * @param outbound what the guarded HTTP client may reach
 * @param demo true: this installation holds invented people
 * @param demoClockAhead of a demo alone: its clock goes ahead of the machine's by so much, to see what comes with time
 */
@ConfigurationProperties("amana")
public record AmanaProperties(Service service, URI baseUrl, Peers peers, Path data, Trust trust, Path firstLogin,
                              @DefaultValue Outbound outbound, @DefaultValue("false") boolean demo,
                              @DefaultValue("0") Duration demoClockAhead) {
    private static final Duration MOST_AHEAD = Duration.ofDays(365);

    public AmanaProperties {
        if (!demoClockAhead.isZero() && !demo) {
            throw new IllegalArgumentException("amana.demo-clock-ahead is for demos (amana.demo=true)");
        }
        if (demoClockAhead.isNegative() || demoClockAhead.compareTo(MOST_AHEAD) > 0) {
            throw new IllegalArgumentException("amana.demo-clock-ahead is at most 365d");
        }
        requireOrigin("amana.base-url", baseUrl);
    }

    /**
     * Names fixed by the launcher.
     *
     * @param module such as {@code issuer-service}
     * @param schema PostgreSQL schema
     * @param port port when {@code server.port} is not set
     * @param cookie name of the session cookie
     */
    public record Service(String module, String schema, int port, String cookie) {}

    /**
     * Addresses of the other services, without trailing slash.
     *
     * @param wallet where people keep their credentials; links for them start here
     * @param ledger consent ledger and register
     * @param nodeName what other nodes call this one, such as {@code juvenile-court}: their ledgers list its services as
     *        {@code juvenile-court-wallet-service} and so on; without a name this node calls no ledger but its own
     */
    public record Peers(URI wallet, URI ledger, @Nullable String nodeName) {
        public Peers {
            if (nodeName != null && !nodeName.matches("[a-z][a-z-]{0,39}")) {
                throw new IllegalArgumentException(
                        "amana.peers.node-name is 1 to 40 small letters and hyphens, not " + nodeName);
            }
            requireOrigin("amana.peers.wallet", wallet);
            requireOrigin("amana.peers.ledger", ledger);
        }
    }

    /**
     * Shared trust material.
     *
     * @param dir folder with {@code anchors/*.pem}, {@code services/<name>.jwk} and, in development, the certificate authority
     * @param developmentCa true: this installation certifies its own keys and lists its own services; never in production
     * @param refresh age at which the trust list is fetched again
     */
    public record Trust(Path dir, @DefaultValue("false") boolean developmentCa,
                        @DefaultValue("60s") Duration refresh) {}

    /**
     * The outbound guard.
     *
     * @param loopbackHttp allows plain http to loopback addresses; only the node's default mode sets it
     * @param allowedOrigins origins that may resolve to private addresses, such as {@code https://ledger.internal:8443};
     *        with loopback-http and an empty list every loopback origin is allowed
     * @param trustedRoots PEM file of TLS roots that count beside those of the Java runtime; for the TLS of other hosts
     *        alone, never for credentials, requests or trust lists
     */
    public record Outbound(@DefaultValue("false") boolean loopbackHttp, @DefaultValue List<URI> allowedOrigins,
                           @Nullable Path trustedRoots) {
        public Outbound {
            allowedOrigins = List.copyOf(allowedOrigins);
        }
    }

    private static void requireOrigin(String name, URI uri) {
        if (!List.of("http", "https").contains(String.valueOf(uri.getScheme())) || uri.getHost() == null
                || uri.toString().endsWith("/")) {
            throw new IllegalArgumentException(name + " must be an http(s) address without trailing slash, not " + uri);
        }
    }
}

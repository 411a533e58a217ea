package org.amana.support.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.amana.core.http.PeerProblem;
import org.amana.core.problem.ProblemException;
import org.amana.support.settings.AmanaProperties.Outbound;

/**
 * Which origins and addresses may be called. A listed origin is the operator's own decision and may be private or plain
 * http; any other must be https and public. With {@code loopback-http} and an empty list, plain http to loopback is
 * allowed: the node's default mode.
 */
public final class OutboundRule {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private final boolean loopbackHttp;
    private final Set<String> listed;

    public OutboundRule(Outbound settings) {
        this.loopbackHttp = settings.loopbackHttp();
        this.listed = new HashSet<>(settings.allowedOrigins().stream().map(OutboundRule::origin).toList());
    }

    /**
     * True for an origin that the operator named, or any on loopback where {@code loopback-http} stands for a list: for
     * addresses that came from somewhere else and get what only the operator's own machines may see.
     */
    public boolean isChosen(URI uri) {
        return isListed(uri) || (anyLoopback() && "http".equals(scheme(uri)) && LOOPBACK.contains(uri.getHost()));
    }

    /** Before any name is looked up. */
    void checkOrigin(URI uri) {
        boolean https = "https".equals(scheme(uri));
        boolean http = "http".equals(scheme(uri)) && (isListed(uri) || anyLoopback());
        if (!https && !http) {
            throw new ProblemException(new PeerProblem.Refused("https expected, got " + scheme(uri)));
        }
    }

    /** After the name was looked up: the addresses that will be used. */
    void checkAddresses(URI uri, List<InetAddress> addresses) {
        boolean http = "http".equals(scheme(uri));
        for (InetAddress address : addresses) {
            boolean allowed = isListed(uri)
                    || (anyLoopback() && address.isLoopbackAddress())
                    || (!http && AddressRanges.isPublic(address));
            // one bad address among good ones is a rebinding attempt, not a choice to make
            if (!allowed) {
                throw new ProblemException(
                        new PeerProblem.Refused("public address expected, " + uri.getHost() + " is not"));
            }
        }
    }

    private boolean anyLoopback() {
        return loopbackHttp && listed.isEmpty();
    }

    private boolean isListed(URI uri) {
        return listed.contains(origin(uri));
    }

    static String scheme(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT);
    }

    static int port(URI uri) {
        return uri.getPort() != -1 ? uri.getPort() : "https".equals(scheme(uri)) ? 443 : 80;
    }

    private static String origin(URI uri) {
        return scheme(uri) + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port(uri);
    }
}

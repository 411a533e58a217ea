package org.amana.core.vp;

import java.net.URI;
import java.util.Set;

/** Which addresses a request may name. The guarded {@link org.amana.core.http.HttpPeer} looks at what they resolve to. */
final class EndpointAddress {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private EndpointAddress() {}

    /** https with a host, without user info or fragment; http on loopback only where the operator allowed it. */
    static boolean isAllowed(URI uri, boolean loopbackHttp) {
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return false;
        }
        return "https".equals(uri.getScheme())
                || (loopbackHttp && "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
    }
}

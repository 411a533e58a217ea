package org.amana.support.outbound;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.amana.core.http.HttpPeer;
import org.amana.support.settings.AmanaProperties.Outbound;

/** Guarded clients beside the service's usual one: for a peer that wants a client certificate. The same rules hold. */
public final class OutboundPeers {
    private final HttpPeer plain;
    private final Outbound settings;

    /** Under these rules, with a usual client of its own. */
    public static OutboundPeers guardedBy(Outbound settings) {
        return new OutboundPeers(OutboundAutoConfiguration.guarded(settings), settings);
    }

    OutboundPeers(HttpPeer plain, Outbound settings) {
        this.plain = plain;
        this.settings = settings;
    }

    /** The usual client, without a certificate. */
    public HttpPeer plain() {
        return plain;
    }

    /**
     * A client that shows a certificate where it is asked for one.
     *
     * @param keys PKCS#12 file with one key and its chain
     */
    public HttpPeer withClientKeys(Path keys, String password) {
        return new GuardedHttpPeer(new OutboundRule(settings), host -> List.of(InetAddress.getAllByName(host)),
                TlsTrust.withClientKeys(settings.trustedRoots(), keys, password.toCharArray()));
    }
}

package org.amana.support.outbound;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.amana.core.http.HttpPeer;
import org.amana.support.settings.AmanaProperties;
import org.amana.support.settings.AmanaProperties.Outbound;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The guarded client as the service's {@link HttpPeer}. */
@AutoConfiguration
class OutboundAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    HttpPeer httpPeer(AmanaProperties amana) {
        return guarded(amana.outbound());
    }

    static GuardedHttpPeer guarded(Outbound settings) {
        Path roots = settings.trustedRoots();
        return new GuardedHttpPeer(new OutboundRule(settings), host -> List.of(InetAddress.getAllByName(host)),
                roots == null ? TlsTrust.ofRuntime() : TlsTrust.withRoots(roots));
    }

    @Bean
    OutboundPeers outboundPeers(AmanaProperties amana, HttpPeer plain) {
        return new OutboundPeers(plain, amana.outbound());
    }
}

package org.amana.ledger.consent;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import org.amana.ledger.log.PublishedLog;
import org.amana.ledger.register.Register;
import org.amana.support.peer.ServiceCaller;

/**
 * A service sees and confirms only what concerns parties that the register says it acts for. Every change of the
 * register is an entry, so what it said at one size of the tree it says until the tree grows.
 */
public final class RecipientRule {
    private static final int MOST_PARTIES = 1_000;
    private final Register register;
    private final PublishedLog published;
    private final Cache<String, Said> services = Caffeine.newBuilder().maximumSize(MOST_PARTIES).build();

    private record Said(long treeSize, Optional<String> service) {}

    RecipientRule(Register register, PublishedLog published) {
        this.register = register;
        this.published = published;
    }

    /** True when the caller acts for that party. */
    public boolean mayActFor(ServiceCaller caller, String party) {
        return service(party).filter(caller.name()::equals).isPresent();
    }

    private Optional<String> service(String party) {
        long treeSize = published.treeSize();
        Said said = services.getIfPresent(party);
        if (said == null || said.treeSize() != treeSize) {
            said = new Said(treeSize, register.findParty(party).flatMap(registered -> registered.service()));
            services.put(party, said);
        }
        return said.service();
    }
}

package org.amana.ledger.log;

import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The address this process leaves in the head row when it leads, and the one it finds there while it follows. Whoever
 * can write the row must not choose where requests go, so what is found counts only when the operator of this process
 * has named it too. Changed by one thread, read by many.
 */
final class KnownLeader {
    private static final Logger LOG = LoggerFactory.getLogger(KnownLeader.class);
    private final Optional<LeaderAddress> own;
    private final Predicate<URI> isChosen;
    private volatile @Nullable Leader leader;
    private long refusedEpoch = -1;

    /** @param isChosen true for origins that the operator of this process lets it call */
    KnownLeader(Optional<LeaderAddress> own, Predicate<URI> isChosen) {
        this.own = own;
        this.isChosen = isChosen;
    }

    Optional<LeaderAddress> own() {
        return own;
    }

    /** Who takes commands, while this process follows. */
    Optional<Leader> current() {
        return Optional.ofNullable(leader);
    }

    /**
     * Takes note of what the head row says.
     *
     * @param text what the leader of that epoch wrote, if anything
     */
    void hear(long epoch, @Nullable String text) {
        LeaderAddress address = LeaderAddress.parse(text).filter(found -> !own.equals(Optional.of(found))).orElse(null);
        Leader known = leader;
        if (known != null && address != null && known.is(epoch, address)) {
            return;
        }
        forget();
        if (address == null) {
            return;
        }
        if (isChosen.test(address.uri())) {
            LOG.info("commands go on to the process that leads the log, at {}", address);
            leader = new Leader(epoch, address);
        } else if (refusedEpoch != epoch) {
            refusedEpoch = epoch;
            LOG.warn("commands are not passed on: amana.outbound.allowed-origins does not list the leader's {}",
                    address);
        }
    }

    /** Nobody is known to lead but perhaps this process. */
    void forget() {
        Leader before = leader;
        leader = null;
        if (before != null) {
            before.end();
        }
    }
}

package org.amana.ledger.register;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amana.core.status.StatusListBits;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The places of registration certificates in the registrar's status list. A certificate says what one version of an
 * intended use and one of its party say, so each such pair has a place of its own; only the newest pair of a use that
 * is not retired holds. The places follow from the versions in the order of the log: nobody hands them out, every
 * process and everybody who reads the log counts the same.
 */
final class CertificateSlots {
    /** Places that may be taken while somebody keeps a copy of the list. */
    private static final int ROOM = 1_024;
    private final Map<String, Integer> standing;
    private final BitSet ended;
    private final int count;

    /** A version as far as certificates care. */
    record Change(EntryKind kind, String id, String party, boolean retired) {}

    private CertificateSlots(Map<String, Integer> standing, BitSet ended, int count) {
        this.standing = standing;
        this.ended = ended;
        this.count = count;
    }

    static CertificateSlots read(JdbcClient jdbc) {
        return of(jdbc.sql("""
                select kind, id, coalesce(document::json ->> 'party', id), retired from register_version
                order by index""")
                .query((row, number) -> new Change(EntryKind.of(row.getString(1)), row.getString(2), row.getString(3),
                        row.getBoolean(4)))
                .list());
    }

    /** @param changes every version, oldest first */
    static CertificateSlots of(List<Change> changes) {
        Map<String, Integer> standing = new HashMap<>();
        Map<String, TreeMap<String, Boolean>> usesOfParty = new HashMap<>();
        BitSet ended = new BitSet();
        int count = 0;
        for (Change change : changes) {
            var uses = usesOfParty.computeIfAbsent(change.party(), party -> new TreeMap<>());
            List<String> changed = switch (change.kind()) {
                case INTENDED_USE -> {
                    uses.put(change.id(), change.retired());
                    yield List.of(change.id());
                }
                case PARTY -> new ArrayList<>(uses.keySet());
            };
            for (String use : changed) {
                Optional.ofNullable(standing.remove(use)).ifPresent(ended::set);
                if (!Boolean.TRUE.equals(uses.get(use))) {
                    standing.put(use, count++);
                }
            }
        }
        return new CertificateSlots(standing, ended, count);
    }

    /** The place of the certificates of an intended use that hold; none for one that is retired or unknown. */
    Optional<Integer> of(String use) {
        return Optional.ofNullable(standing.get(use));
    }

    /** One bit each: 0 holds, 1 ended. */
    StatusListBits bits() {
        StatusListBits bits = StatusListBits.allValid(1, count + ROOM);
        ended.stream().forEach(place -> bits.set(place, 1));
        return bits;
    }
}

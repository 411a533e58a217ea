package org.amana.issuer.status;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.amana.core.status.StatusReference;
import org.amana.core.vci.CredentialIssuerIdentifier;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.AuthorityId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Allots status indexes and sets status values. An index is drawn at random and taken by inserting its row, so that two
 * instances can never give the same one; none is ever given back. All of it runs in the caller's transaction.
 */
@Component
public class StatusLists {
    private static final int MAX_ROUNDS = 30;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final RandomGenerator random;
    private final StatusProperties properties;

    StatusLists(JdbcClient jdbc, Clock clock, RandomGenerator random, StatusProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.random = random;
        this.properties = properties;
    }

    /** What the 2 bits of an entry say (section 7.1). */
    public enum Value {
        VALID(0), INVALID(1), SUSPENDED(2);

        private final int number;

        Value(int number) {
            this.number = number;
        }
    }

    /**
     * An index for each holder key of a credential: the one it has, or a new one. So a wallet that lost the answer gets the
     * same copies again.
     *
     * @param keyDigests in the order of the request, each once
     */
    public List<StatusReference> allot(Authority authority, UUID credential, List<byte[]> keyDigests) {
        Map<String, Entry> kept = entriesOf(credential);
        long missing = keyDigests.stream().filter(digest -> !kept.containsKey(hex(digest))).count();
        List<Entry> fresh = missing == 0 ? List.of() : take(authority.id(), credential, keyDigests, kept);
        var byKey = new HashMap<>(kept);
        int next = 0;
        for (byte[] digest : keyDigests) {
            if (!byKey.containsKey(hex(digest))) {
                byKey.put(hex(digest), fresh.get(next++));
            }
        }
        return keyDigests.stream()
                .map(digest -> java.util.Objects.requireNonNull(byKey.get(hex(digest))))
                .map(entry -> new StatusReference(authority.address("status/" + entry.list()), entry.index()))
                .toList();
    }

    /** How many copies a credential has already. */
    public int copyCount(UUID credential) {
        return jdbc.sql("select count(*) from status_entry where credential_id = ?")
                .param(credential)
                .query(Integer.class)
                .single();
    }

    /** Sets every copy of a credential; the store refuses to take a revocation back. */
    public void set(UUID credential, Value value) {
        jdbc.sql("update status_entry set value = ? where credential_id = ?")
                .params(value.number, credential)
                .update();
    }

    /** Where the copies of a credential stand. */
    public List<StatusReference> copies(CredentialIssuerIdentifier issuer, UUID credential) {
        return jdbc.sql("select list_id, idx from status_entry where credential_id = ? order by list_id, idx")
                .param(credential)
                .query((row, number) -> new StatusReference(
                        java.net.URI.create(issuer.value() + "/status/" + row.getLong(1)), row.getInt(2)))
                .list();
    }

    /** The credential that has this place in one of the authority's lists. */
    public Optional<UUID> credential(Authority authority, StatusReference place) {
        String lists = authority.address("status/").toString();
        String list = place.uri().toString();
        if (!list.startsWith(lists) || !list.substring(lists.length()).matches("[1-9][0-9]{0,17}")
                || place.index() > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        return jdbc.sql("""
                select e.credential_id from status_entry e join status_list l on l.id = e.list_id
                where l.authority = ? and l.id = ? and e.idx = ?""")
                .params(authority.id().value(), Long.parseLong(list.substring(lists.length())), (int) place.index())
                .query(UUID.class)
                .optional();
    }

    /** Forgets which key got which index, once no access token can repeat its request. */
    public int forgetKeys(java.time.Instant allottedBefore) {
        return jdbc.sql("update status_entry set key_digest = null where key_digest is not null and allotted_at < ?")
                .param(OffsetDateTime.ofInstant(allottedBefore, ZoneOffset.UTC))
                .update();
    }

    private List<Entry> take(AuthorityId authority, UUID credential, List<byte[]> keyDigests, Map<String, Entry> kept) {
        var wanted = new ArrayList<>(keyDigests.stream().filter(digest -> !kept.containsKey(hex(digest))).toList());
        var taken = new ArrayList<Entry>();
        for (int round = 0; round < MAX_ROUNDS; round++) {
            OpenList list = openList(authority);
            while (!wanted.isEmpty()) {
                int index = random.nextInt(list.size());
                if (insert(list.id(), index, credential, wanted.getFirst()) == 0) {
                    break; // taken: draw again, and look whether the list is still open
                }
                taken.add(new Entry(list.id(), index));
                wanted.removeFirst();
            }
            if (wanted.isEmpty()) {
                return taken;
            }
            if (round == MAX_ROUNDS / 2) {
                close(list.id());
            }
        }
        throw new IllegalStateException("no free index was found in " + MAX_ROUNDS + " rounds");
    }

    private int insert(long list, int index, UUID credential, byte[] keyDigest) {
        return jdbc.sql("""
                insert into status_entry (list_id, idx, credential_id, key_digest, allotted_at) values (?, ?, ?, ?, ?)
                on conflict (list_id, idx) do nothing""")
                .params(list, index, credential, keyDigest, now())
                .update();
    }

    private OpenList openList(AuthorityId authority) {
        return findOpen(authority).orElseGet(() -> {
            // the partial unique index lets one of several instances win; the others read its list
            jdbc.sql("insert into status_list (authority, size, created_at) values (?, ?, ?) on conflict do nothing")
                    .params(authority.value(), properties.listSize(), now())
                    .update();
            return findOpen(authority).orElseThrow();
        });
    }

    private Optional<OpenList> findOpen(AuthorityId authority) {
        return jdbc.sql("select id, size from status_list where authority = ? and open")
                .param(authority.value())
                .query((row, number) -> new OpenList(row.getLong(1), row.getInt(2)))
                .optional();
    }

    void close(long list) {
        jdbc.sql("update status_list set open = false where id = ?").param(list).update();
    }

    private Map<String, Entry> entriesOf(UUID credential) {
        var entries = new LinkedHashMap<String, Entry>();
        jdbc.sql("select list_id, idx, key_digest from status_entry where credential_id = ? and key_digest is not null")
                .param(credential)
                .query(row -> {
                    entries.put(hex(row.getBytes(3)), new Entry(row.getLong(1), row.getInt(2)));
                });
        return entries;
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    private record OpenList(long id, int size) {}

    private record Entry(long list, int index) {}
}

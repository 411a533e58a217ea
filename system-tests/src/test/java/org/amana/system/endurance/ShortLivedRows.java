package org.amana.system.endurance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amana.system.deployment.Deployment;

/** Rows that should have been swept: what ran out so long ago that its sweep is overdue. */
final class ShortLivedRows {

    /** Rows of each kind that are overdue, and how many may be: a sweep that comes with one call in 256 leaves some. */
    private static final Map<String, Integer> OVERDUE = Map.ofEntries(
            Map.entry("issuer.used_value where expires_at < now() - interval '2 minutes'", 0),
            Map.entry("issuer.service_token_seen where forget_at < now() - interval '2 minutes'", 2_000),
            Map.entry("wallet.service_token_seen where forget_at < now() - interval '2 minutes'", 2_000),
            Map.entry("verifier.service_token_seen where forget_at < now() - interval '2 minutes'", 2_000),
            Map.entry("ledger.service_token_seen where forget_at < now() - interval '2 minutes'", 2_000),
            Map.entry("ledger.subject_request_seen where seen_at < now() - interval '10 minutes'", 0),
            Map.entry("ledger.notice_outbox where delivered_at is null", 0),
            Map.entry("verifier.erasure_confirmation where acknowledged_at is null", 0),
            Map.entry("issuer.status_entry where key_digest is not null and allotted_at < now() - interval '8 minutes'",
                    0),
            Map.entry("issuer.status_publication", 20),
            Map.entry("wallet.attempt", 10),
            Map.entry("wallet.sealed_item", 0),
            Map.entry("wallet.holder", 0),
            Map.entry(
                    "verifier.person_to_match p join verifier.presentation_check c using (check_id) where c.state <> 'MATCH' or c.expires_at < now() - interval '30 seconds'",
                    0),
            Map.entry(
                    "verifier.presentation_check where closed_at is null and expires_at < now() - interval '30 seconds'",
                    0),
            Map.entry("verifier.presentation_check where closed_at < now() - interval '60 seconds'", 0),
            Map.entry(
                    "verifier.request_object r where not exists (select 1 from verifier.presentation_check c where c.check_id = r.check_id)",
                    0));

    private ShortLivedRows() {}

    /** Kinds with more overdue rows than they may have, and how many; empty is what must be. */
    static Map<String, Long> overdue(Deployment amana) throws SQLException {
        Map<String, Long> found = new LinkedHashMap<>();
        try (Connection database = DriverManager.getConnection(amana.jdbcUrl());
                Statement statement = database.createStatement()) {
            for (Map.Entry<String, Integer> kind : OVERDUE.entrySet()) {
                try (ResultSet row = statement.executeQuery("select count(*) from " + kind.getKey())) {
                    row.next();
                    if (row.getLong(1) > kind.getValue()) {
                        found.put(kind.getKey(), row.getLong(1));
                    }
                }
            }
        }
        return found;
    }
}

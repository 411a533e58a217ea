package org.amana.support.staff;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts wrong passwords per account and address, across instances. Only that address has to wait, so nobody can lock
 * another person out by guessing; an address that tries many accounts has to wait as well.
 */
class LoginThrottle {
    static final int PER_ACCOUNT_AND_ADDRESS = 5;
    static final int PER_ADDRESS = 50;
    static final Duration WINDOW = Duration.ofMinutes(15);
    private final JdbcClient jdbc;
    private final Clock clock;

    LoginThrottle(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean mustWait(String username, String address) {
        return jdbc.sql("""
                select count(*) >= ? or count(*) filter (where account = ?) >= ? from staff_login_failure
                where address = ? and failed_at > ?""")
                .params(PER_ADDRESS, digest(username), PER_ACCOUNT_AND_ADDRESS, digest(address), now().minus(WINDOW))
                .query(Boolean.class)
                .single();
    }

    void failed(String username, String address) {
        jdbc.sql("delete from staff_login_failure where failed_at <= ?").param(now().minus(WINDOW)).update();
        jdbc.sql("insert into staff_login_failure (account, address, failed_at) values (?, ?, ?)")
                .params(digest(username), digest(address), now())
                .update();
    }

    void succeeded(String username, String address) {
        jdbc.sql("delete from staff_login_failure where account = ? and address = ?")
                .params(digest(username), digest(address))
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** What people type into the wrong field may be a password; the table keeps no clear text. */
    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

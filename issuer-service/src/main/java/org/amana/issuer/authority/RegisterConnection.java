package org.amana.issuer.authority;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where a person's row is fetched when data are released by consent. Without a connection it is the register that was
 * imported here; with one, the office's own. Columns have the names of the import ({@code register_number} and those that
 * the authority's types need).
 *
 * @param timeout for one row, from the first byte sent to the last received
 * @param maxSize largest answer or file
 * @param rest fetched over HTTP
 * @param jdbc fetched from a database
 * @param sftp fetched from a CSV file on another machine
 */
public record RegisterConnection(@DefaultValue("5s") Duration timeout, @DefaultValue("256KB") DataSize maxSize,
                                 @Nullable Rest rest, @Nullable Jdbc jdbc, @Nullable Sftp sftp) {
    /** What stands in the address and in the statement where the number of the case belongs. */
    public static final String PLACE = "register_number";
    private static final String PARAMETER = ":?" + PLACE;

    public RegisterConnection {
        if (timeout.compareTo(Duration.ofMillis(500)) < 0 || timeout.compareTo(Duration.ofSeconds(30)) > 0) {
            throw new IllegalArgumentException("amana.issuer.authorities[].register.timeout must be 500ms to 30s");
        }
        if (maxSize.toBytes() < 1_024 || maxSize.toMegabytes() > 64) {
            throw new IllegalArgumentException("amana.issuer.authorities[].register.max-size must be 1KB to 64MB");
        }
        if (Stream.of(rest, jdbc, sftp).filter(java.util.Objects::nonNull).count() > 1) {
            throw new IllegalArgumentException(
                    "amana.issuer.authorities[].register has one connection: rest, jdbc or sftp");
        }
    }

    /**
     * A JSON object of columns, asked with GET through the guarded client.
     *
     * @param url with {@code {register_number}} in its path, e.g. {@code https://register.internal/cases/{register_number}};
     *        its origin is listed in {@code amana.outbound.allowed-origins} where it is not public
     * @param bearerFile file with a bearer token, read at each fetch
     * @param clientKeys PKCS#12 file with the key for mutual TLS
     * @param clientKeysPasswordFile file with its password
     */
    public record Rest(String url, @Nullable Path bearerFile, @Nullable Path clientKeys,
                       @Nullable Path clientKeysPasswordFile) {
        public Rest {
            String path = URI.create(url.replace("{" + PLACE + "}", "0")).getRawPath();
            if (!url.contains("{" + PLACE + "}") || !url.matches("https?://.+") || path.isEmpty()
                    || url.indexOf('{') > (url + "?").indexOf('?')) {
                throw new IllegalArgumentException(
                        "register.rest.url is a web address with {register_number} in its path");
            }
            if ((clientKeys == null) != (clientKeysPasswordFile == null)) {
                throw new IllegalArgumentException("register.rest.client-keys comes with client-keys-password-file");
            }
        }
    }

    /**
     * One reading statement on a database of the office, under a role that may do no more.
     *
     * @param url JDBC address; the driver of PostgreSQL is on board
     * @param passwordFile file with the password
     * @param statement {@code select … where number = :?register_number}, with the names of the columns
     */
    public record Jdbc(String url, String username, Path passwordFile, String statement) {
        public Jdbc {
            boolean isOneSelect = statement.strip().toLowerCase(java.util.Locale.ROOT).startsWith("select ")
                    && statement.indexOf(';') < 0;
            int at = statement.indexOf(PARAMETER);
            if (!url.startsWith("jdbc:") || !isOneSelect || at < 0 || statement.indexOf(":?") != at
                    || statement.indexOf(":?", at + 1) >= 0) {
                throw new IllegalArgumentException(
                        "register.jdbc.statement is one select with one " + PARAMETER
                                + ", and its url begins with jdbc:");
            }
        }
    }

    /**
     * A CSV file in the form of the import, read anew for each release.
     *
     * @param file path from the folder of the account
     * @param privateKey OpenSSH key file of the account
     * @param knownHosts file with the other machine's host key; no other is talked to
     */
    public record Sftp(String host, @DefaultValue("22") int port, String file, String username, Path privateKey,
                       Path knownHosts) {
        public Sftp {
            if (!host.matches("[A-Za-z0-9.-]{1,253}") || port < 1 || port > 65_535
                    || !username.matches("[A-Za-z0-9._-]{1,64}")
                    || !file.matches("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*") || file.contains("..")) {
                throw new IllegalArgumentException(
                        "register.sftp names a host, port, account and a file below its folder");
            }
        }
    }
}

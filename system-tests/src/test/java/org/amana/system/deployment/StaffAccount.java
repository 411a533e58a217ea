package org.amana.system.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Predicate;

/** A line of {@code first-login.txt}: {@code <service> <tenant> <username> <password>}. */
public record StaffAccount(String tenant, String username, String password) {

    static StaffAccount read(Path firstLogin, String tenant) {
        return read(firstLogin, tenant, cells -> true);
    }

    static StaffAccount read(Path firstLogin, String tenant, String username) {
        return read(firstLogin, tenant, cells -> cells[2].equals(username));
    }

    private static StaffAccount read(Path firstLogin, String tenant, Predicate<String[]> wanted) {
        try (var lines = Files.lines(firstLogin)) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .filter(cells -> cells.length == 4 && cells[1].equals(tenant) && wanted.test(cells))
                    .map(cells -> new StaffAccount(cells[1], cells[2], cells[3]))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no account of " + tenant + " in " + firstLogin));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Value of an {@code Authorization} header. */
    public String basic() {
        return "Basic " + Base64.getEncoder()
                .encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}

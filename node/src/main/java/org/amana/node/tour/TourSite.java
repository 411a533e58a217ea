package org.amana.node.tour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * A running installation.
 *
 * @param firstLogin file with the staff's first passwords
 * @param trustDir folder with the anchors
 */
public record TourSite(URI issuer, URI wallet, URI verifier, URI ledger, Path firstLogin, Path trustDir) {
    /** The {@code Authorization} of that tenant's first account. */
    String staff(String tenant) {
        try {
            String line = Files.readAllLines(firstLogin)
                    .stream()
                    .filter(account -> account.split(" ", -1)[1].equals(tenant))
                    .findFirst()
                    .orElseThrow(() -> new TourStopped("no staff account of " + tenant));
            String[] words = line.strip().split(" ", 4);
            return "Basic "
                    + Base64.getEncoder().encodeToString((words[2] + ":" + words[3]).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

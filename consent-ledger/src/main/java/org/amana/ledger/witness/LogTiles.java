package org.amana.ledger.witness;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.http.PeerProblem;
import org.amana.core.note.LogFiles;
import org.amana.core.problem.ProblemException;

/**
 * The files another log publishes (C2SP tlog-tiles, "APIs"), over the guarded client.
 *
 * @param prefix such as {@code https://ledger.example/tlog}; without one there are no files
 * @param timeout for one file
 */
record LogTiles(HttpPeer http, Optional<URI> prefix, Duration timeout) implements LogFiles {
    @Override
    public Optional<byte[]> read(String path, int maxBytes) {
        if (prefix.isEmpty()) {
            return Optional.empty();
        }
        URI uri = URI.create(prefix.get().toString().replaceFirst("/$", "") + "/" + path);
        HttpAnswer answer = http
                .exchange(new HttpQuestion("GET", uri, Map.of(), new byte[0], maxBytes, timeout));
        return switch (answer.status()) {
            case 200 -> Optional.of(answer.body());
            case 404 -> Optional.empty();
            default -> throw new ProblemException(
                    new PeerProblem.UnexpectedAnswer(uri.getHost() + " answered " + answer.status()));
        };
    }
}

package org.amana.ledger.witness;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.http.PeerProblem;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.NoteSignature;
import org.amana.core.note.SignedCheckpoint;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.note.VerifiedNote;
import org.amana.core.note.VerifierKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.witness.AddCheckpointRequest;
import org.amana.ledger.log.PublishedLog;

/**
 * A witness that this log asks (C2SP tlog-witness, "add-checkpoint"). It is believed nothing: a cosignature counts when
 * a key of the policy has made it over exactly the checkpoint that was sent. Asked by one thread at a time.
 */
final class WitnessPeer {
    private static final int MAX_ANSWER_BYTES = 65_536;
    private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,17})\n");
    private final URI address;
    private final List<VerifierKey> keys;
    private final HttpPeer http;
    private final PublishedLog published;
    private final Duration timeout;
    private long lastSize;

    /**
     * @param submissionPrefix from the policy
     * @param keys of that witness, all at one address
     * @param lastSize of the checkpoint it cosigned last, as far as we know
     */
    WitnessPeer(URI submissionPrefix, List<VerifierKey> keys, HttpPeer http, PublishedLog published, Duration timeout,
            long lastSize) {
        this.address = URI.create(submissionPrefix.toString().replaceFirst("/$", "") + "/add-checkpoint");
        this.keys = List.copyOf(keys);
        this.http = http;
        this.published = published;
        this.timeout = timeout;
        this.lastSize = lastSize;
    }

    /** Size of the checkpoint it cosigned last, as far as we know. */
    long lastSize() {
        return lastSize;
    }

    /** Host and path, for the log. */
    URI address() {
        return address;
    }

    /**
     * Asks for cosignatures.
     *
     * @return at least one verified line, by the key that made it
     * @throws ProblemException {@link PeerProblem}, {@link org.amana.ledger.log.LogProblem}
     */
    Map<VerifierKey, String> ask(SignedCheckpoint checkpoint) {
        HttpAnswer answer = send(checkpoint);
        if (answer.status() == 409) {
            lastSize = sizeIn(answer, checkpoint.checkpoint().treeSize());
            answer = send(checkpoint);
        }
        if (answer.status() != 200) {
            throw unexpected("answered " + answer.status());
        }
        Map<VerifierKey, String> lines = verified(checkpoint, answer);
        lastSize = checkpoint.checkpoint().treeSize();
        return lines;
    }

    private HttpAnswer send(SignedCheckpoint checkpoint) {
        long treeSize = checkpoint.checkpoint().treeSize();
        long oldSize = Math.min(lastSize, treeSize);
        List<TreeHash> path = oldSize == 0 ? List.of() : published.consistency(oldSize, treeSize).path();
        byte[] body = new AddCheckpointRequest(oldSize, path, checkpoint.note()).text()
                .getBytes(StandardCharsets.UTF_8);
        return http.exchange(new HttpQuestion("POST", address, Map.of("Content-Type", "text/plain"), body,
                MAX_ANSWER_BYTES, timeout));
    }

    private long sizeIn(HttpAnswer answer, long treeSize) {
        String text = new String(answer.body(), StandardCharsets.US_ASCII);
        if (!answer.mediaType().equals("text/x.tlog.size") || !SIZE.matcher(text).matches()) {
            throw unexpected("names no size in its answer 409");
        }
        long size = Long.parseLong(text.strip());
        if (size > treeSize) {
            throw unexpected("says it cosigned " + size + " entries, and this log has " + treeSize
                    + ": an older database, or a lie");
        }
        return size;
    }

    private Map<VerifierKey, String> verified(SignedCheckpoint checkpoint, HttpAnswer answer) {
        String text = checkpoint.checkpoint().text();
        var lines = new LinkedHashMap<VerifierKey, String>();
        try {
            byte[] body = (text + "\n" + new String(answer.body(), StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            VerifiedNote note = UnverifiedNote.parse(body).verify(keys);
            for (int i = 0; i < note.lines().size(); i++) {
                NoteSignature made = note.signatures().get(i);
                // a time of zero would make no statement that this is the newest tree
                if (made.at().isPresent()) {
                    lines.putIfAbsent(made.key(), note.lines().get(i));
                }
            }
            // an empty line in the answer would make part of it text, signed with the checkpoint as something else
            if (!note.text().equals(text) || lines.isEmpty()) {
                throw unexpected("cosigned something else");
            }
            return lines;
        } catch (ProblemException e) {
            if (e.problem() instanceof PeerProblem) {
                throw e;
            }
            throw new ProblemException(new PeerProblem.UnexpectedAnswer(
                    address.getHost() + " sent no cosignature of ours: " + e.problem().code()), e);
        }
    }

    private ProblemException unexpected(String what) {
        return new ProblemException(new PeerProblem.UnexpectedAnswer(address.getHost() + " " + what));
    }
}

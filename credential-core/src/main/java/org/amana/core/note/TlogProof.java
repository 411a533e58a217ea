package org.amana.core.note;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.amana.core.merkle.InclusionProof;
import org.amana.core.merkle.TreeHash;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;

/**
 * Offline proof that an entry is in a log (C2SP tlog-proof). Extra data is not authenticated and
 * never looked at.
 *
 * <pre>
 * c2sp.org/tlog-proof@v1
 * index 7
 * gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
 *
 * example.com/log
 * 8
 * sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=
 *
 * — example.com/log hI2DJw...
 * </pre>
 *
 * @param index zero-based index of the entry
 * @param path sibling of the leaf first
 * @param checkpoint the signed note, verbatim
 */
public record TlogProof(long index, List<TreeHash> path, String checkpoint) {
    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final Pattern INDEX = Pattern.compile("index (0|[1-9][0-9]{0,18})");

    public TlogProof {
        if (index < 0 || path.size() > InclusionProof.MAX_PATH) {
            throw NoteProblem.malformedProof("the index is not negative and the path has at most 63 hashes");
        }
        path = List.copyOf(path);
    }

    /**
     * Reads the text form.
     *
     * @throws ProblemException {@link NoteProblem.MalformedProof}, {@link org.amana.core.merkle.MerkleProblem.MalformedHash}
     */
    public static TlogProof parse(String text) {
        if (text.length() > UnverifiedNote.MAX_BYTES) {
            throw NoteProblem.malformedProof("a proof has at most " + UnverifiedNote.MAX_BYTES + " characters");
        }
        int end = text.indexOf("\n\n");
        if (end < 0 || end + 2 == text.length()) {
            throw NoteProblem.malformedProof("a proof is a head, an empty line and a checkpoint");
        }
        List<String> lines = new ArrayList<>(List.of(text.substring(0, end).split("\n", -1)));
        if (!lines.removeFirst().equals(HEADER)) {
            throw NoteProblem.malformedProof("the first line of a proof is " + HEADER);
        }
        if (!lines.isEmpty() && lines.getFirst().startsWith("extra ")) {
            requireBase64(lines.removeFirst().substring("extra ".length()));
        }
        if (lines.isEmpty() || !INDEX.matcher(lines.getFirst()).matches()) {
            throw NoteProblem.malformedProof("a proof names the index in decimal without leading zeroes");
        }
        long index;
        try {
            index = Long.parseLong(lines.removeFirst().substring("index ".length()));
        } catch (NumberFormatException e) {
            throw NoteProblem.malformedProof("the index is below 2^63");
        }
        if (lines.size() > InclusionProof.MAX_PATH) {
            throw NoteProblem.malformedProof("a path has at most " + InclusionProof.MAX_PATH + " hashes");
        }
        return new TlogProof(index, lines.stream().map(TreeHash::ofBase64).toList(), text.substring(end + 2));
    }

    private static void requireBase64(String extra) {
        try {
            Base64.getDecoder().decode(extra);
        } catch (IllegalArgumentException e) {
            throw NoteProblem.malformedProof("extra data is base64");
        }
    }

    /** The text form. */
    public String text() {
        var text = new StringBuilder(HEADER).append("\nindex ").append(index).append('\n');
        path.forEach(hash -> text.append(hash.toBase64()).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }

    /**
     * Checks steps 2 and 4 of C2SP tlog-proof, "Verifying a tlog proof".
     *
     * @return nothing when the leaf is in the log; otherwise {@code wrong_origin}, {@code bad_note_signature},
     *         {@code malformed_note}, {@code malformed_checkpoint} or {@code bad_inclusion}
     */
    public Optional<Finding> verify(TreeHash leaf, LogIdentity log) {
        Checkpoint signed;
        try {
            signed = log.open(UnverifiedNote.parse(checkpoint));
        } catch (ProblemException e) {
            return Optional.of(Finding.of(e.problem()));
        }
        if (!new InclusionProof(index, signed.treeSize(), path).verify(leaf, signed.root())) {
            return Optional.of(new Finding("bad_inclusion",
                    "the path does not lead from entry " + index + " to the root of the checkpoint"));
        }
        return Optional.empty();
    }
}

package org.amana.core.witness;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.amana.core.merkle.InclusionProof;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.ProblemException;

/**
 * A log asks a witness for a cosignature (C2SP tlog-witness, "add-checkpoint").
 *
 * <pre>
 * old 20852014
 * PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
 *
 * example.com/behind-the-sofa
 * 20852163
 * CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
 *
 * — example.com/behind-the-sofa Az3grl…
 * </pre>
 *
 * @param oldSize of the checkpoint the witness cosigned last; 0 when none
 * @param path consistency proof from it
 * @param note the signed checkpoint, verbatim
 */
public record AddCheckpointRequest(long oldSize, List<TreeHash> path, String note) {
    /** Longest request, in bytes. */
    public static final int MAX_BYTES = 262_144;
    private static final Pattern OLD = Pattern.compile("old (0|[1-9][0-9]{0,18})");

    public AddCheckpointRequest {
        path = List.copyOf(path);
        if (oldSize < 0 || path.size() > InclusionProof.MAX_PATH) {
            throw WitnessProblem.malformedRequest("a size is not negative and a proof has at most "
                    + InclusionProof.MAX_PATH + " hashes");
        }
    }

    /**
     * Reads the body of a request.
     *
     * @throws ProblemException {@link WitnessProblem.MalformedRequest}
     */
    public static AddCheckpointRequest parse(byte[] body) {
        if (body.length > MAX_BYTES) {
            throw WitnessProblem.malformedRequest("a request has at most " + MAX_BYTES + " bytes");
        }
        String text = utf8(body);
        int end = text.indexOf("\n\n");
        if (end < 0) {
            throw WitnessProblem.malformedRequest("a request is a size, a proof, an empty line and a checkpoint");
        }
        List<String> head = List.of(text.substring(0, end).split("\n", -1));
        if (!OLD.matcher(head.getFirst()).matches() || head.size() - 1 > InclusionProof.MAX_PATH) {
            throw WitnessProblem.malformedRequest("the first line reads: old <size>; at most "
                    + InclusionProof.MAX_PATH + " hashes follow");
        }
        try {
            return new AddCheckpointRequest(Long.parseLong(head.getFirst().substring("old ".length())),
                    head.stream().skip(1).map(TreeHash::ofBase64).toList(), text.substring(end + 2));
        } catch (NumberFormatException e) {
            throw new ProblemException(new WitnessProblem.MalformedRequest("a size is below 2^63"), e);
        } catch (ProblemException e) {
            throw new ProblemException(new WitnessProblem.MalformedRequest(e.problem().detail()), e);
        }
    }

    private static String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProblemException(new WitnessProblem.MalformedRequest("a request is UTF-8"), e);
        }
    }

    /** The checkpoint, unchecked. */
    public UnverifiedNote unverifiedNote() {
        return UnverifiedNote.parse(note);
    }

    /** The body. */
    public String text() {
        var text = new StringBuilder("old ").append(oldSize).append('\n');
        path.forEach(hash -> text.append(hash.toBase64()).append('\n'));
        return text.append('\n').append(note).toString();
    }
}

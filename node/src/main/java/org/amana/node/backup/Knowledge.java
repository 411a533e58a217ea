package org.amana.node.backup;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogCopy;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.TlogProof;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.ProblemException;
import org.amana.node.backup.BackupFailure.Reason;

/**
 * What the administrator knows of how far the log went.
 *
 * @param newest the newest checkpoint anybody has: a signed note, a proof or a receipt, in a file or at an address
 * @param nothingNewer their word that nothing was appended after the backup, and after {@code copy} if there is one
 * @param copy a copy of the log, a folder or an address
 */
public record Knowledge(Optional<String> newest, boolean nothingNewer, Optional<String> copy) {
    private static final String PROOF = "c2sp.org/tlog-proof@";

    public Knowledge {
        if (newest.isEmpty() && !nothingNewer) {
            throw new BackupFailure(Reason.LOG_WENT_ON, "Say how far the ledger went: with --newest=FILE or URL, the "
                    + "newest checkpoint that a witness, a copy of the log or a person's receipt has, or with "
                    + "--nothing-newer when you know that nothing was appended after this backup. A ledger that forgets "
                    + "entries for which somebody holds a receipt would show two histories.");
        }
    }

    /**
     * The newest checkpoint, verified.
     *
     * @throws BackupFailure when it is none of this log
     */
    Optional<Checkpoint> checkpoint(LogIdentity log) {
        return newest.map(place -> {
            byte[] content = new LogPlace(place).content(UnverifiedNote.MAX_BYTES);
            try {
                return log.open(UnverifiedNote.parse(note(content)));
            } catch (ProblemException e) {
                throw new BackupFailure(Reason.BAD_COPY, place + " is no checkpoint of this node's ledger: "
                        + e.problem().detail() + ". Nothing was changed.", e);
            }
        });
    }

    /** A receipt holds a proof, a proof holds a checkpoint. */
    private static String note(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        if (text.startsWith("{")) {
            text = StrictJson.parseObject(content, UnverifiedNote.MAX_BYTES).path("proof").asString("");
        }
        return text.startsWith(PROOF) ? TlogProof.parse(text).checkpoint() : text;
    }

    /**
     * The copy, its checkpoint verified.
     *
     * @throws BackupFailure when it is none of this log
     */
    Optional<LogCopy> logCopy(LogIdentity log) {
        return copy.map(place -> {
            try {
                return LogCopy.open(new LogPlace(place), log);
            } catch (ProblemException e) {
                throw badCopy(e);
            }
        });
    }

    BackupFailure badCopy(ProblemException e) {
        return new BackupFailure(Reason.BAD_COPY, copy.orElse("") + " is no whole copy of this node's ledger: "
                + e.problem().detail() + ". Nothing was changed.", e);
    }
}

package org.amana.ledgercli;

import java.util.List;
import org.amana.core.problem.Finding;

/** Fixed exit codes, so that scripts can tell "forged" from "file not found". The first finding decides. */
final class ExitCode {
    /** What was asked holds. */
    static final int HOLDS = 0;
    /** It does not hold, or is not the kind of document it should be. */
    static final int DOES_NOT_HOLD = 1;
    /** The command was misunderstood. */
    static final int USAGE = 2;
    /** Something could not be read; says nothing about the log. */
    static final int CANNOT_READ = 3;
    /** A signature is forged or missing. */
    static final int SIGNATURE = 4;
    /** It belongs to another log than the one relied on. */
    static final int OTHER_LOG = 5;
    /** The log's content is not what its checkpoint signed: changed, dropped, swapped or missing. */
    static final int CONTENT = 6;
    /** The entry is not in the log, or the receipt does not open it. */
    static final int NOT_INCLUDED = 7;
    /** Two checkpoints of the log cannot both be true. */
    static final int FORKED = 8;
    /** Too few witnesses have cosigned. */
    static final int QUORUM = 9;
    /** What is claimed to stand does not follow from the entries, or what was erased is still there. */
    static final int CLAIM = 10;
    /**
     * Opened entries cannot follow each other: one was left out, put elsewhere, or never could be accepted, such as a
     * permit that no consent covers.
     */
    static final int ORDER = 11;
    /** For {@code --help}. */
    static final String[] LIST = {"0:it holds", "1:it does not hold", "2:the command was misunderstood",
            "3:something could not be read", "4:a signature is forged or missing", "5:it belongs to another log",
            "6:the log was changed after it was signed", "7:the entry is not in the log",
            "8:the log showed two histories", "9:too few witnesses have cosigned",
            "10:what is claimed to stand does not follow from the entries",
            "11:an entry was left out, cannot follow the one before, or was permitted by no consent"};

    private ExitCode() {}

    static int of(List<Finding> findings) {
        return switch (findings.getFirst().reason()) {
            case "bad_note_signature", "missing_note_signature", "bad_actor_signature" -> SIGNATURE;
            case "wrong_origin", "unknown_log" -> OTHER_LOG;
            case "entry_mismatch", "tile_mismatch", "missing_file", "root_mismatch", "malformed_tile" -> CONTENT;
            case "bad_inclusion", "commitment_mismatch", "not_in_log", "notice_mismatch",
                    "entry_differs" ->
                NOT_INCLUDED;
            case "forked", "not_consistent" -> FORKED;
            case "quorum_not_met" -> QUORUM;
            case "state_mismatch", "kept_after_erasure" -> CLAIM;
            case "out_of_place", "already_decided", "unknown_record", "wrong_state", "not_as_registered",
                    "not_the_recipient", "not_permitted", "no_such_permit" ->
                ORDER;
            default -> DOES_NOT_HOLD;
        };
    }
}

package org.amana.core.note;

import java.util.regex.Pattern;
import org.amana.core.merkle.TreeHash;
import org.amana.core.problem.ProblemException;

/**
 * What a log commits to: its name, how many leaves it has and their root (C2SP tlog-checkpoint).
 * Extension lines are refused: nobody audits them, and the second signature would not cover them.
 *
 * <pre>
 * example.com/behind-the-sofa
 * 20852163
 * CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
 * </pre>
 */
public record Checkpoint(String origin, long treeSize, TreeHash root) {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");

    public Checkpoint {
        if (origin.isEmpty() || origin.contains("\n")) {
            throw NoteProblem.malformedCheckpoint("the origin is one line and not empty");
        }
        if (treeSize < 0) {
            throw NoteProblem.malformedCheckpoint("the tree size is not negative");
        }
        if (treeSize == 0 && !root.equals(TreeHash.EMPTY)) {
            throw NoteProblem.malformedCheckpoint("the root of an empty tree is SHA-256 of nothing");
        }
    }

    /**
     * Reads the checkpoint of one log from a note its key has signed.
     *
     * @throws ProblemException {@link NoteProblem.MalformedCheckpoint}, {@link NoteProblem.WrongOrigin}
     */
    public static Checkpoint of(VerifiedNote note, String expectedOrigin) {
        Checkpoint checkpoint = parseText(note.text());
        if (!checkpoint.origin().equals(expectedOrigin)) {
            throw new ProblemException(new NoteProblem.WrongOrigin("a checkpoint of " + expectedOrigin
                    + " was expected, found one of " + checkpoint.origin()));
        }
        return checkpoint;
    }

    /**
     * Reads the text of a checkpoint that is believed for another reason than its signature, such as a file of one's own.
     *
     * @throws ProblemException {@link NoteProblem.MalformedCheckpoint}
     */
    public static Checkpoint parseText(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != 4 || !lines[3].isEmpty()) {
            throw NoteProblem.malformedCheckpoint("a checkpoint has three lines: origin, tree size, root");
        }
        if (!SIZE.matcher(lines[1]).matches()) {
            throw NoteProblem.malformedCheckpoint("the tree size is a decimal number without leading zeroes");
        }
        long size;
        try {
            size = Long.parseLong(lines[1]);
        } catch (NumberFormatException e) {
            throw NoteProblem.malformedCheckpoint("the tree size is below 2^63");
        }
        return new Checkpoint(lines[0], size, TreeHash.ofBase64(lines[2]));
    }

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + treeSize + "\n" + root.toBase64() + "\n";
    }
}

package org.amana.core.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.amana.core.problem.ProblemException;

/**
 * A signed note whose signatures nobody has checked. Its text is to be ignored until
 * {@link #verify} has been passed (C2SP signed-note).
 *
 * <pre>
 * text, lines that end in a newline
 *
 * — key name base64(key id, signature)
 * </pre>
 */
public final class UnverifiedNote {
    /** Longest note, in UTF-8 bytes. */
    public static final int MAX_BYTES = 1_000_000;
    /** Most signature lines. */
    public static final int MAX_SIGNATURES = 100;
    private static final String SIGNATURE_START = "\u2014 ";
    private final String text;
    private final List<SignatureLine> signatures;

    /**
     * @param text of the line, ended by a newline
     * @param value key id and signature, as they are read
     */
    private record SignatureLine(String text, String name, ByteBuffer value) {
        int keyId() {
            return value.getInt(0);
        }

        byte[] signature() {
            byte[] signature = new byte[value.capacity() - 4];
            value.get(4, signature);
            return signature;
        }
    }

    private UnverifiedNote(String text, List<SignatureLine> signatures) {
        this.text = text;
        this.signatures = signatures;
    }

    /** As {@link #parse(String)}, from bytes that must be UTF-8. */
    public static UnverifiedNote parse(byte[] note) {
        if (note.length > MAX_BYTES) {
            throw NoteProblem.malformedNote("a note has at most " + MAX_BYTES + " bytes");
        }
        try {
            return parse(StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(note))
                    .toString());
        } catch (CharacterCodingException e) {
            throw NoteProblem.malformedNote("a note is UTF-8");
        }
    }

    /**
     * Takes a note apart.
     *
     * @throws ProblemException {@link NoteProblem.MalformedNote}
     */
    public static UnverifiedNote parse(String note) {
        if (note.length() > MAX_BYTES) {
            throw NoteProblem.malformedNote("a note has at most " + MAX_BYTES + " bytes");
        }
        if (note.chars().anyMatch(c -> c < 0x20 && c != '\n') || !StandardCharsets.UTF_8.newEncoder().canEncode(note)) {
            throw NoteProblem.malformedNote("a note is UTF-8 without control characters but newlines");
        }
        int split = note.lastIndexOf("\n\n");
        if (split < 0 || !note.endsWith("\n")) {
            throw NoteProblem.malformedNote("a note is text, an empty line and signature lines");
        }
        String text = note.substring(0, split + 1);
        String lines = note.substring(split + 2);
        if (lines.isEmpty()) {
            throw NoteProblem.malformedNote("a note has at least one signature line");
        }
        var signatures = new ArrayList<SignatureLine>();
        for (String line : lines.substring(0, lines.length() - 1).split("\n", -1)) {
            if (signatures.size() == MAX_SIGNATURES) {
                throw NoteProblem.malformedNote("a note has at most " + MAX_SIGNATURES + " signatures");
            }
            signatures.add(signatureLine(line));
        }
        return new UnverifiedNote(text, List.copyOf(signatures));
    }

    private static SignatureLine signatureLine(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(SIGNATURE_START) || space < SIGNATURE_START.length()) {
            throw NoteProblem.malformedNote("a signature line is an em dash, a key name and base64");
        }
        String name = line.substring(SIGNATURE_START.length(), space);
        byte[] value;
        try {
            value = Base64.getDecoder().decode(line.substring(space + 1));
        } catch (IllegalArgumentException e) {
            throw NoteProblem.malformedNote("a signature is base64");
        }
        if (!KeyName.isValid(name) || value.length < 5) {
            throw NoteProblem.malformedNote("a signature line names its key and holds more than the key id");
        }
        return new SignatureLine(line + "\n", name, ByteBuffer.wrap(value));
    }

    /**
     * The text, once a key we know has signed it. Lines of unknown keys are passed over, as the
     * specification demands; a bad signature by a known key condemns the note.
     *
     * @throws ProblemException {@link NoteProblem.BadSignature}
     */
    public VerifiedNote verify(List<VerifierKey> known) {
        var checked = new ArrayList<NoteSignature>();
        var lines = new ArrayList<String>();
        for (SignatureLine line : signatures) {
            for (VerifierKey key : known) {
                if (!key.name().equals(line.name()) || key.id() != line.keyId() || lines.contains(line.text())) {
                    continue;
                }
                checked.add(key.verify(text, line.signature())
                        .orElseThrow(() -> new ProblemException(new NoteProblem.BadSignature("the signature of "
                                + key.name() + " does not verify"))));
                lines.add(line.text());
            }
        }
        if (checked.isEmpty()) {
            throw new ProblemException(new NoteProblem.BadSignature("no known key has signed the note"));
        }
        return new VerifiedNote(text, checked, lines);
    }

    /** First line of the text, for choosing which keys to check with; not trustworthy before {@link #verify}. */
    public String claimedOrigin() {
        return text.substring(0, text.indexOf('\n'));
    }
}

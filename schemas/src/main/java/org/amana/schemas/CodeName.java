package org.amana.schemas;

/**
 * A code in plain words.
 *
 * <pre>
 * CodeName[words=Baker or pastry cook, notation=7512]
 * CodeName[words=Manufacturing, notation=C11]           the list knows the section alone
 * </pre>
 *
 * @param words of the code, or of the nearest group above it that the list knows
 * @param notation the code itself as people write it, never that of the group; empty for a code that only programs write
 */
public record CodeName(String words, String notation) {
    public CodeName {
        if (words.isBlank())
            throw new IllegalArgumentException("a code has words");
    }
}

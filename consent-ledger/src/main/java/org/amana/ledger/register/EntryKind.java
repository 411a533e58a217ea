package org.amana.ledger.register;

import java.util.Locale;

/** What a register entry is about. */
enum EntryKind {
    PARTY, INTENDED_USE;

    /** Of the word in tables and public leaves. */
    static EntryKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** As tables and public leaves write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

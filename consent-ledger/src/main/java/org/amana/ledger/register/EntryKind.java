package org.amana.ledger.register;

import java.util.Locale;

/** What a register entry is about. */
enum EntryKind {
    PARTY, INTENDED_USE;

    /** As tables and public leaves write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

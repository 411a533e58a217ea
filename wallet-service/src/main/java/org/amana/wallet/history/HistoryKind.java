package org.amana.wallet.history;

import java.util.Locale;

/** What happened. */
public enum HistoryKind {
    ISSUED, PRESENTED, REFUSED, FAILED, DELETED, CONSENTED, DEFERRED, NOT_ABLE, REAFFIRMED, WITHDRAWN, ERASED, FORGOTTEN, ASKED_TO_ERASE, ASKED_TO_CORRECT, ANSWERED, UNANSWERED, PUT_AWAY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

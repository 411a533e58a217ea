package org.amana.support.web;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.random.RandomGenerator;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** What the log says of a fault: where, and of which kind; never its message, which may quote what a person sent. */
public final class Faults {
    /** Without letters and digits that are read out wrongly. */
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int MAX_FRAMES = 40;
    private static final String CHARACTER_NOT_IN_REPERTOIRE = "22021";
    private static final String UNTRANSLATABLE_CHARACTER = "22P05";

    private Faults() {}

    /** A short code that a person can read out and an administrator finds in the log, such as {@code 7K3F-Q2M9}. */
    static String helpCode(RandomGenerator random) {
        var code = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            code.append(i == 4 ? "-" : "").append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** Classes and frames of the fault and its causes. */
    static String trace(Throwable fault) {
        var text = new StringBuilder();
        int frames = 0;
        for (Throwable cause = fault; cause != null && frames < MAX_FRAMES; cause = cause.getCause()) {
            text.append(frames == 0 ? "" : "\ncaused by ").append(cause.getClass().getName());
            if (cause instanceof SQLException sql) {
                text.append(" SQLSTATE ").append(sql.getSQLState());
            }
            for (StackTraceElement frame : cause.getStackTrace()) {
                if (frames++ < MAX_FRAMES) {
                    text.append("\n    at ").append(frame);
                }
            }
        }
        return text.toString();
    }

    /** True when the database cannot be reached, does not answer, is shutting down or is starting up. */
    public static boolean isDatabaseAway(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException || cause instanceof DataAccessResourceFailureException
                    || cause instanceof CannotCreateTransactionException
                    || (cause instanceof SQLException sql && isConnectionState(String.valueOf(sql.getSQLState())))) {
                return true;
            }
        }
        return false;
    }

    /** True when a text holds U+0000 or another character that PostgreSQL cannot keep. */
    static boolean isTextNotStorable(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && (CHARACTER_NOT_IN_REPERTOIRE.equals(sql.getSQLState())
                            || UNTRANSLATABLE_CHARACTER.equals(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** Class 08 connection exception; 57P01 to 57P03 shut-down, crash, cannot connect now. */
    private static boolean isConnectionState(String state) {
        return state.startsWith("08") || state.startsWith("57P0");
    }
}

package org.amana.ledgercli;

/** Fixed exit codes, so that scripts can tell "forged" from "file not found". */
final class ExitCode {
    static final int HOLDS = 0;
    static final int DOES_NOT_HOLD = 1;
    static final int USAGE = 2;
    static final int CANNOT_READ = 3;

    private ExitCode() {}
}

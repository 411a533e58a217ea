package org.amana.ledgercli;

import org.amana.core.problem.Problem;

/** A line of a file is not what the file is for. */
record MalformedLine(String detail) implements Problem {
    @Override
    public String code() {
        return "malformed_line";
    }
}

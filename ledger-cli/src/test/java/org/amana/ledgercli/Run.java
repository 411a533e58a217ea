package org.amana.ledgercli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the command, in this process. */
record Run(int exitCode, String out, String err) {
    static Run of(Object... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        String[] texts = java.util.Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        int exitCode = AmanaLedger.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(texts);
        return new Run(exitCode, out.toString(), err.toString());
    }
}

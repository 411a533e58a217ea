package org.amana.ledgercli;

import java.io.PrintWriter;
import java.util.List;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.Finding;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says the result in plain sentences, or as one JSON object: {@code {"holds":true,...}}. */
final class Report {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli before a command runs
    private CommandSpec command;

    @Option(names = "--json", description = "Print one JSON object instead of sentences.")
    private boolean json;

    /** The good result: a sentence for people, the facts for programs. */
    int holds(String sentence, ObjectNode facts) {
        if (json) {
            ObjectNode object = StrictJson.object().put("holds", true).put("exit_code", ExitCode.HOLDS);
            object.setAll(facts);
            out().println(StrictJson.write(object));
        } else {
            out().println(sentence);
        }
        return ExitCode.HOLDS;
    }

    /** The bad result, with every reason; the first decides the exit code. */
    int doesNotHold(String sentence, List<Finding> findings) {
        if (json) {
            ObjectNode object = StrictJson.object()
                    .put("holds", false)
                    .put("exit_code", ExitCode.of(findings));
            ArrayNode list = object.putArray("findings");
            findings.forEach(finding -> list.addObject()
                    .put("reason", finding.reason())
                    .put("detail", finding.detail()));
            out().println(StrictJson.write(object));
        } else {
            out().println(sentence);
            findings.forEach(finding -> out().println("- " + finding.detail() + " (" + finding.reason() + ")"));
        }
        return ExitCode.of(findings);
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }
}

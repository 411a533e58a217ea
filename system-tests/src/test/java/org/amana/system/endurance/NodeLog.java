package org.amana.system.endurance;

import java.util.List;
import java.util.regex.Pattern;
import org.amana.system.deployment.Deployment;

/** What an administrator must never find in the log of a node that only met users, however clumsy. */
final class NodeLog {

    private static final Pattern ERROR = Pattern.compile("\\bERROR\\b");
    private static final Pattern FRAME = Pattern.compile("^\\s+at [\\w.$/@]+\\(.*\\)$");

    private NodeLog() {}

    /** Lines at ERROR and frames of stack traces, at most the first hundred. */
    static List<String> faults(Deployment amana) {
        return amana.log()
                .lines()
                .filter(line -> ERROR.matcher(line).find() || FRAME.matcher(line).find())
                .limit(100)
                .toList();
    }
}

package org.amana.verifier.transport;

import org.amana.core.http.HttpAnswer;
import org.amana.core.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Chooses the way to a source, by the operator's settings alone. */
@Component
public class Ways {
    private final HttpWay http;
    private final TopicWay topics;

    Ways(HttpWay http, TopicWay topics) {
        this.http = http;
        this.topics = topics;
    }

    /**
     * Asks once, one way.
     *
     * @throws ProblemException {@link org.amana.core.http.PeerProblem} where no answer came
     */
    public HttpAnswer ask(ReleaseQuestion question) {
        Way way = topics.leadsTo(question) ? topics : http;
        return way.ask(question);
    }
}

package org.amana.core.exchange;

import java.util.regex.Pattern;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a source puts where one requester reads: an answer, of which the id of the request is all that can be read, or the
 * key it can be asked with. Nothing of it is verified here.
 *
 * <pre>
 * {"request":"… jti","answer":"JWE of a Release or a ReleaseRefusal"}
 * {"order_key":"JWS: OrderKey"}
 * </pre>
 */
public sealed interface OrderAnswer {
    /** Longest message. */
    int MAX_BYTES = Release.MAX_BYTES + 256;
    /** Id of a request, as in {@link ReleaseRequest}. */
    Pattern ID = Pattern.compile("[A-Za-z0-9_-]{16,64}");

    /** An answer; whether it releases or refuses is not to be seen. */
    record Answered(String request, String answer) implements OrderAnswer {
        public Answered {
            requireId(request);
        }

        @Override
        public String write() {
            return StrictJson.write(StrictJson.object().put("request", request).put("answer", answer));
        }

        @Override
        public String toString() {
            return "Answered[" + request + "]";
        }
    }

    /** The key of a source. */
    record KeyStated(String orderKey) implements OrderAnswer {
        @Override
        public String write() {
            return StrictJson.write(StrictJson.object().put("order_key", orderKey));
        }
    }

    /** As it stands in the topic. */
    String write();

    /**
     * Reads a message.
     *
     * @throws ProblemException {@link ExchangeProblem.BadOrder}
     */
    static OrderAnswer parse(String message) {
        try {
            ObjectNode json = StrictJson.parseObject(message, MAX_BYTES);
            if (json.size() == 2 && json.path("request").isString() && json.path("answer").isString()) {
                return new Answered(json.path("request").stringValue(), json.path("answer").stringValue());
            }
            if (json.size() == 1 && json.path("order_key").isString()) {
                return new KeyStated(json.path("order_key").stringValue());
            }
            throw ExchangeProblem.badOrder("an answer or a key expected");
        } catch (ProblemException e) {
            throw ExchangeProblem.badOrder("the message", e);
        }
    }

    /** The id can be read by whoever reads the topic, so it is nothing but an id. */
    static void requireId(String id) {
        if (!ID.matcher(id).matches()) {
            throw ExchangeProblem.badOrder("the id of a request is 16 to 64 characters of base64url");
        }
    }
}

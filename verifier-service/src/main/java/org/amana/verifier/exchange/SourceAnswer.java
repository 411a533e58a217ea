package org.amana.verifier.exchange;

import com.nimbusds.jose.jwk.ECKey;
import org.amana.core.http.HttpAnswer;
import org.amana.verifier.exchange.order.ExchangeOrder;

/** What came of asking a source once. */
sealed interface SourceAnswer {
    ExchangeOrder order();

    /**
     * It answered; nothing of the answer is believed yet.
     *
     * @param requestId jti of the request
     * @param replyKey made for this request, with its private half
     */
    record Answered(ExchangeOrder order, String requestId, ECKey replyKey, HttpAnswer answer) implements SourceAnswer {
        /** Neither the key nor what came. */
        @Override
        public String toString() {
            return "answer to " + order.id();
        }
    }

    /**
     * It was not asked, or did not answer; another try may help.
     *
     * @param reason a code
     */
    record Away(ExchangeOrder order, String reason) implements SourceAnswer {}

    /** It cannot be asked. */
    record NotAsked(ExchangeOrder order, String reason, String detail) implements SourceAnswer {}
}

package org.amana.support.kafka;

/**
 * Who asks whom. Each pair has two topics of its own, one for orders and one for answers; which, the settings say and no
 * message.
 *
 * @param requester id of the party in the register
 * @param source identifier of the authority
 */
public record OrderPair(String requester, String source) {
    public OrderPair {
        if (requester.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException("topics of orders belong to a requester and a source");
        }
    }
}

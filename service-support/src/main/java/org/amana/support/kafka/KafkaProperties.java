package org.amana.support.kafka;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The optional Kafka transport of signed notices, beside HTTP, and of orders, in its place; off without brokers.
 *
 * @param brokers first addresses of the cluster, such as {@code kafka-1.internal:9093}; without them everything here is off
 *        and must be left out
 * @param trustedRoots PEM file of the roots of the brokers' TLS certificates; needed, those of the Java runtime do not count
 * @param clientCertificate PEM file with a private key (PKCS#8) and its certificate chain, which the brokers know this
 *        service by
 * @param loopbackPlaintext true: no TLS, to brokers on this machine alone
 * @param group consumer group; all instances of one operator share one
 * @param notices which party is told of withdrawals by which topic; the ledger writes to them, the service that has the
 *        party reads
 * @param orders which requester asks which source by which topics instead of HTTP; both sides name the same
 * @param ordersAtOnce how many orders of one pair the source works on at once; no more than its topic has partitions
 */
@ConfigurationProperties("amana.kafka")
public record KafkaProperties(@DefaultValue List<String> brokers, @Nullable Path trustedRoots,
                              @Nullable Path clientCertificate, @DefaultValue("false") boolean loopbackPlaintext,
                              @DefaultValue("amana") String group, @DefaultValue List<NoticeTopic> notices,
                              @DefaultValue List<OrderTopic> orders, @DefaultValue("4") int ordersAtOnce) {
    private static final int MOST_AT_ONCE = 32;
    private static final Pattern ADDRESS = Pattern.compile("(?:[A-Za-z0-9.-]{1,253}|\\[[0-9a-fA-F:]+]):([0-9]{1,5})");
    private static final Pattern LOOPBACK = Pattern.compile("(?:localhost|127\\.0\\.0\\.1|\\[::1]):[0-9]+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    public KafkaProperties {
        brokers = List.copyOf(brokers);
        notices = List.copyOf(notices);
        orders = List.copyOf(orders);
        if (brokers.isEmpty()) {
            require(trustedRoots == null && clientCertificate == null && !loopbackPlaintext && notices.isEmpty()
                    && orders.isEmpty(),
                    "without amana.kafka.brokers no other amana.kafka setting has a meaning");
        } else {
            require(brokers.stream().allMatch(KafkaProperties::isAddress), "a broker is host:port");
            require(!notices.isEmpty() || !orders.isEmpty(),
                    "with brokers, amana.kafka.notices or amana.kafka.orders says who has which topic");
            requireSafe(brokers, trustedRoots, clientCertificate, loopbackPlaintext);
        }
        require(NAME.matcher(group).matches(), "amana.kafka.group is letters, digits, dots, hyphens and underscores");
        var parties = new HashSet<String>();
        var topics = new HashSet<String>();
        for (NoticeTopic one : notices) {
            require(parties.add(one.party()) && topics.add(one.topic()), "each party has one topic of its own");
        }
        var pairs = new HashSet<OrderPair>();
        for (OrderTopic one : orders) {
            require(pairs.add(one.pair()) && topics.add(one.orders()) && topics.add(one.answers()),
                    "each requester and source have two topics of their own");
        }
        require(ordersAtOnce >= 1 && ordersAtOnce <= MOST_AT_ONCE,
                "amana.kafka.orders-at-once is 1 to " + MOST_AT_ONCE);
    }

    /**
     * The topics of a requester and a source.
     *
     * @param requester id of the party in the register
     * @param source identifier of the authority
     * @param orders the requester writes, the source reads
     * @param answers the source writes, the requester reads
     */
    public record OrderTopic(String requester, String source, String orders, String answers) {
        public OrderTopic {
            requireTopic(orders);
            requireTopic(answers);
            new OrderPair(requester, source);
        }

        OrderPair pair() {
            return new OrderPair(requester, source);
        }
    }

    /**
     * The topic of a party.
     *
     * @param party its id in the register
     * @param topic a name that says nothing of any person, at most 200 letters, digits, dots, hyphens and underscores
     */
    public record NoticeTopic(String party, String topic) {
        public NoticeTopic {
            require(!party.isBlank(), "a topic belongs to a party");
            requireTopic(topic);
        }
    }

    /** The topic by which the party is told, if it has one. */
    public Optional<String> noticeTopic(String party) {
        return notices.stream().filter(one -> one.party().equals(party)).map(NoticeTopic::topic).findFirst();
    }

    private static void requireTopic(String topic) {
        require(NAME.matcher(topic).matches() && !topic.matches("\\.{1,2}"), "a topic is 1 to 200 letters, digits,"
                + " dots, hyphens and underscores");
    }

    private static void requireSafe(List<String> brokers, @Nullable Path roots, @Nullable Path own, boolean plain) {
        if (plain) {
            require(brokers.stream().allMatch(broker -> LOOPBACK.matcher(broker).matches()),
                    "amana.kafka.loopback-plaintext is for brokers on this machine");
            require(roots == null && own == null, "TLS files and amana.kafka.loopback-plaintext exclude each other");
        } else {
            require(roots != null, "TLS to the brokers needs amana.kafka.trusted-roots");
        }
    }

    private static boolean isAddress(String broker) {
        var address = ADDRESS.matcher(broker);
        return address.matches() && Integer.parseInt(address.group(1)) > 0
                && Integer.parseInt(address.group(1)) <= 65_535;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}

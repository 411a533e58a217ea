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
 * The optional Kafka transport of signed notices, beside HTTP; off without brokers.
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
 */
@ConfigurationProperties("amana.kafka")
public record KafkaProperties(@DefaultValue List<String> brokers, @Nullable Path trustedRoots,
                              @Nullable Path clientCertificate, @DefaultValue("false") boolean loopbackPlaintext,
                              @DefaultValue("amana") String group, @DefaultValue List<NoticeTopic> notices) {
    private static final Pattern ADDRESS = Pattern.compile("(?:[A-Za-z0-9.-]{1,253}|\\[[0-9a-fA-F:]+]):([0-9]{1,5})");
    private static final Pattern LOOPBACK = Pattern.compile("(?:localhost|127\\.0\\.0\\.1|\\[::1]):[0-9]+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    public KafkaProperties {
        brokers = List.copyOf(brokers);
        notices = List.copyOf(notices);
        if (brokers.isEmpty()) {
            require(trustedRoots == null && clientCertificate == null && !loopbackPlaintext && notices.isEmpty(),
                    "without amana.kafka.brokers no other amana.kafka setting has a meaning");
        } else {
            require(brokers.stream().allMatch(KafkaProperties::isAddress), "a broker is host:port");
            require(!notices.isEmpty(), "with brokers, amana.kafka.notices says which party has which topic");
            requireSafe(brokers, trustedRoots, clientCertificate, loopbackPlaintext);
        }
        require(NAME.matcher(group).matches(), "amana.kafka.group is letters, digits, dots, hyphens and underscores");
        var parties = new HashSet<String>();
        var topics = new HashSet<String>();
        for (NoticeTopic one : notices) {
            require(parties.add(one.party()) && topics.add(one.topic()), "each party has one topic of its own");
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
            require(NAME.matcher(topic).matches() && !topic.matches("\\.{1,2}"), "a topic is 1 to 200 letters, digits,"
                    + " dots, hyphens and underscores");
        }
    }

    /** The topic by which the party is told, if it has one. */
    public Optional<String> noticeTopic(String party) {
        return notices.stream().filter(one -> one.party().equals(party)).map(NoticeTopic::topic).findFirst();
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

package org.amana.system.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.amana.system.deployment.OneNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Mutations of valid messages at every public endpoint of the packaged node: each is answered, and nothing breaks. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "each message comes from a loopback address of its own")
@Tag("long")
class FuzzIT {

    /** Short in every build, five minutes with {@code ./verify --all}. */
    private static final Duration DURATION = Duration.ofSeconds(Integer.getInteger("amana.fuzz.seconds", 15));
    private static final int MESSAGES_UNTIL_FRESH = 400;

    private final Map<String, String> findings = new TreeMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    @Test
    void everyEndpoint_whenMessagesAreMutated_refusesInItsOwnWordsAndGoesOn(@TempDir Path folder) throws Exception {
        long seed = Long.getLong("amana.fuzz.seed", new SecureRandom().nextLong());
        System.out.println("fuzz with -Damana.fuzz.seed=" + seed);
        try (OneNode node = OneNode.start(folder, "--amana.wallet.holder.sign-ups-per-address=100000")) {
            fuzz(node, new SplittableRandom(seed));
            System.out.println("fuzz: answers by status " + statuses);
            assertThat(NodeLog.faults(node)).as("findings: %s", findings.values()).isEmpty();
            assertThat(findings.values()).isEmpty();
            new WholeStory(node).tell(1);
        }
    }

    private void fuzz(OneNode node, RandomGenerator random) throws IOException {
        Mutations mutations = new Mutations(random);
        long end = System.nanoTime() + DURATION.toNanos();
        while (System.nanoTime() < end) {
            List<Message> valid = ValidMessages.of(node);
            for (int i = 0; i < MESSAGES_UNTIL_FRESH && System.nanoTime() < end; i++) {
                Message message = mutations.mutate(valid.get(random.nextInt(valid.size())));
                Wire.Answer answer = Wire.send(message);
                statuses.merge(answer.status(), 1, Integer::sum);
                Optional<String> finding = AnswerRule.finding(message, answer);
                finding.ifPresent(what -> findings.putIfAbsent(message.service().getPort() + " " + what,
                        what + " after\n" + message + "\n\nanswer: " + answer.head() + "\n\n"
                                + answer.body().substring(0, Math.min(500, answer.body().length())) + "\n"));
            }
        }
    }
}

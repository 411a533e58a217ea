package org.amana.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.amana.core.http.HttpAnswer;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.key.EphemeralKey;
import org.amana.core.trust.DevelopmentCa;
import org.amana.core.vci.CredentialResponse;
import org.amana.support.TestServices;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The issuer as a process of its own, killed while it issues, and started again on the same database. */
class KillTest {
    private static final int WALLETS = 12;
    private static final int COPIES = 5;
    private final Map<String, String> settings = TestServices.settings();
    private final String baseUrl = String.valueOf(settings.get("amana.base-url"));

    /** A wallet in the middle of receiving: what it has is written down before it asks. */
    private record Receiving(TestWallet wallet, String token, List<EphemeralKey> keys) {
        List<String> ask() {
            HttpAnswer answer = wallet.requestCredentials(token, wallet.proofs(keys, wallet.nonce()));
            return CredentialResponse.parse(answer, COPIES).credentials().stream().map(KillTest::statusOf).toList();
        }
    }

    @Test
    void kill_whileIssuing_thenNoIndexIsGivenTwiceAndEveryWalletCanAskAgain() throws Exception {
        DevelopmentCa.openOrCreate(Path.of(String.valueOf(settings.get("amana.trust.dir"))), Clock.systemUTC());
        Process issuer = start();
        Desk desk = desk();
        desk.importFile("labour-office-register.csv", false);
        List<Receiving> wallets = receiving(desk);
        var answered = new ConcurrentHashMap<Receiving, List<String>>();
        var some = new CountDownLatch(3);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            wallets.forEach(receiving -> executor.execute(() -> {
                try {
                    answered.put(receiving, receiving.ask());
                    some.countDown();
                } catch (UncheckedIOException e) {
                    some.countDown(); // the issuer was killed under this request
                }
            }));
            assertThat(some.await(30, TimeUnit.SECONDS)).isTrue();
            issuer.destroyForcibly().waitFor();
        }

        Process again = start();
        try {
            var all = new ArrayList<String>();
            for (Receiving receiving : wallets) {
                List<String> indexes = receiving.ask();
                assertThat(indexes).hasSize(COPIES);
                if (answered.containsKey(receiving)) {
                    assertThat(indexes).as("the same copies again").isEqualTo(answered.get(receiving));
                }
                all.addAll(indexes);
            }
            assertThat(new HashSet<>(all)).as("every copy has an index of its own").hasSize(WALLETS * COPIES);
            assertThat(desk.credentials(desk.person("L-0001"))).as("one card for each offer").hasSize(WALLETS);
        } finally {
            again.destroyForcibly().waitFor();
        }
    }

    private List<Receiving> receiving(Desk desk) {
        var wallets = new ArrayList<Receiving>();
        String person = desk.person("L-0001");
        for (int i = 0; i < WALLETS; i++) {
            ObjectNode offer = desk.offer(person, "right-to-work");
            var wallet = new TestWallet(offer.get("credential_offer").stringValue(), Clock.systemUTC());
            wallets.add(
                    new Receiving(wallet, wallet.token(offer.get("tx_code").stringValue()), wallet.newKeys(COPIES)));
        }
        return wallets;
    }

    private Desk desk() {
        return new Desk(baseUrl, Path.of(String.valueOf(settings.get("amana.first-login"))), "labour-office",
                "labour-clerk");
    }

    private Process start() throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(IssuerApplication.class.getName());
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        File log = File.createTempFile("amana-issuer", ".log");
        log.deleteOnExit();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .until(() -> new Http().get(URI.create(baseUrl + "/actuator/health/readiness")).status() == 200);
        return process;
    }

    private static String statusOf(String credential) {
        return UnverifiedJws.parse(credential.substring(0, credential.indexOf('~')), 100_000)
                .claims()
                .at("/status/status_list")
                .toString();
    }
}

package org.amana.system.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** {@code java -jar node/target/amana-node.jar} with a data folder of its own. */
public final class OneNode implements Deployment {

    private final Path folder;
    private final int base;
    private final JavaProcess process;

    private OneNode(Path folder, int base, JavaProcess process) {
        this.folder = folder;
        this.base = base;
        this.process = process;
    }

    /**
     * Starts a node below {@code folder} and waits until all its doors are open.
     *
     * @param settings further arguments, such as {@code --amana.issuer.offer.screen-validity=PT1S}
     */
    public static OneNode start(Path folder, String... settings) {
        int base = FreePorts.run(5, new SecureRandom());
        Path jar = Path.of(System.getProperty("amana.root"), "node", "target", "amana-node.jar");
        List<String> arguments = new ArrayList<>(
                List.of("--amana.data=" + folder.resolve("data"), "--amana.ports.base=" + base));
        arguments.addAll(Arrays.asList(settings));
        JavaProcess process = new JavaProcess("node", jar, arguments, Map.of(),
                createFile(folder.resolve("node.log")));
        OneNode node = new OneNode(folder, base, process);
        try {
            node.awaitReady();
        } catch (IllegalStateException | AssertionError e) {
            node.close();
            throw e;
        }
        return node;
    }

    private static Path createFile(Path file) {
        try {
            return Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        process.awaitReady(at(0));
        Await.until("the demo register", () -> Files.exists(folder.resolve("data/demo-people")));
    }

    /** {@code kill -9} of the JVM alone, as a crash would; PostgreSQL is left behind. */
    public void kill() {
        process.killAlone();
    }

    public void restart() {
        process.restart();
        awaitReady();
    }

    /** The folder that survives a restart. */
    public Path data() {
        return folder.resolve("data");
    }

    private URI at(int offset) {
        return URI.create("http://localhost:" + (base + offset));
    }

    /** Of the JVM alone; PostgreSQL is a process of its own. */
    public ProcessHandle handle() {
        return process.handle();
    }

    public URI welcome() {
        return at(0);
    }

    @Override
    public URI issuer() {
        return at(1);
    }

    @Override
    public URI wallet() {
        return at(2);
    }

    @Override
    public URI verifier() {
        return at(3);
    }

    @Override
    public URI ledger() {
        return at(4);
    }

    @Override
    public StaffAccount staff(String tenant) {
        return StaffAccount.read(folder.resolve("data/first-login.txt"), tenant);
    }

    @Override
    public Path anchors() {
        return folder.resolve("data/trust/anchors");
    }

    @Override
    public Path ledgerKey() {
        return folder.resolve("data/consent-ledger/keys/log.vkey");
    }

    @Override
    public String log() {
        StringBuilder all = new StringBuilder(process.log());
        try (var logs = Files.list(folder.resolve("data/log"))) {
            for (Path log : logs.toList()) {
                all.append('\n').append(Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toString();
    }

    @Override
    public String jdbcUrl() {
        try {
            return Files.readString(folder.resolve("data/postgres.url")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.stop();
    }
}

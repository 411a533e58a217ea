package org.amana.system.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
    private final String origin;
    private final int base;
    private final JavaProcess process;

    private OneNode(Path folder, String origin, int base, JavaProcess process) {
        this.folder = folder;
        this.origin = origin;
        this.base = base;
        this.process = process;
    }

    /**
     * Starts a node below {@code folder} and waits until all its doors are open.
     *
     * @param settings further arguments, such as {@code --amana.issuer.offer.screen-validity=PT1S}
     */
    public static OneNode start(Path folder, String... settings) {
        return start(folder, "http://localhost", List.of(), Arrays.asList(settings));
    }

    /**
     * As {@link #start}, with {@code --amana.tls=dev} under a host name of its own.
     *
     * @param host resolves to this machine for the node's process alone
     */
    public static OneNode startWithTls(Path folder, String host) {
        Path hosts = createFile(folder.resolve("hosts"));
        try {
            Files.writeString(hosts, "127.0.0.1 localhost\n127.0.0.1 " + host + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String origin = "https://" + host;
        return start(folder, origin, List.of("-Djdk.net.hosts.file=" + hosts),
                List.of("--amana.tls=dev", "--amana.base-url=" + origin));
    }

    /** As {@link #start(Path, String...)}, with options for the virtual machine. */
    public static OneNode startWithOptions(Path folder, List<String> jvmOptions, String... settings) {
        return start(folder, "http://localhost", jvmOptions, Arrays.asList(settings));
    }

    private static OneNode start(Path folder, String origin, List<String> jvmOptions, List<String> settings) {
        int base = FreePorts.run(5, new SecureRandom());
        Path jar = Path.of(System.getProperty("amana.root"), "node", "target", "amana-node.jar");
        List<String> arguments = new ArrayList<>(
                List.of("--amana.data=" + folder.resolve("data"), "--amana.ports.base=" + base));
        arguments.addAll(settings);
        JavaProcess process = new JavaProcess("node", new JavaCommand(jvmOptions, jar), arguments, Map.of(),
                createFile(folder.resolve("node.log")));
        OneNode node = new OneNode(folder, origin, base, process);
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
        if (origin.startsWith("http:")) {
            process.awaitReady(at(0));
        }
        // the import is the last step of a start
        process.awaitReady(() -> Files.exists(folder.resolve("data/demo-people")));
    }

    /** {@code kill -9} of the JVM alone, as a crash would; PostgreSQL is left behind. */
    public void kill() {
        process.killAlone();
    }

    /**
     * Stops the node as its administrator would, with SIGTERM.
     *
     * @return the exit code; 143 when it ended by itself, 137 when it had to be killed
     */
    public int end() {
        return process.stop();
    }

    /** Starts again, with further arguments from now on beside those of the first start. */
    public void restart(String... settings) {
        process.restart(Arrays.asList(settings));
        awaitReady();
    }

    /** The folder that survives a restart. */
    public Path data() {
        return folder.resolve("data");
    }

    private URI at(int offset) {
        return URI.create(origin + ":" + (base + offset));
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

    /** The account of that name, where a tenant has several. */
    public StaffAccount staff(String tenant, String username) {
        return StaffAccount.read(folder.resolve("data/first-login.txt"), tenant, username);
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
            for (Path log : logs.filter(file -> !file.toString().endsWith(".gz")).toList()) { // of the day before
                all.append('\n').append(new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
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

package org.amana.system.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** One {@link JavaCommand} with its output in a file. */
final class JavaProcess {

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path output;
    private Process process;

    JavaProcess(String name, JavaCommand java, List<String> arguments, Map<String, String> environment, Path output) {
        this.name = name;
        this.command = new ArrayList<>(java.words());
        this.command.addAll(arguments);
        this.environment = Map.copyOf(environment);
        this.output = output;
        this.process = launch();
    }

    private Process launch() {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until {@code GET uri} answers 200; fails when the process ends or six minutes pass, which is for a machine that does much else. */
    void awaitReady(URI uri) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            awaitReady(() -> answers(client, uri));
        }
    }

    /** Waits until that holds; fails when the process ends or six minutes pass, which is for a machine that does much else. */
    void awaitReady(BooleanSupplier ready) {
        long end = System.nanoTime() + Duration.ofMinutes(6).toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw new IllegalStateException(name + " ended with " + process.exitValue() + ":\n" + log());
            }
            if (ready.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new IllegalStateException(name + " was not ready in time:\n" + log());
    }

    private static boolean answers(HttpClient client, URI uri) {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL: no shutdown hook runs. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        await();
    }

    /** SIGKILL for this process alone; its children (PostgreSQL) are left as a crash leaves them. */
    void killAlone() {
        process.destroyForcibly();
        await();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    void restart() {
        restart(List.of());
    }

    /** @param more arguments beside those it had; one of a name that was given before stands in its place */
    void restart(List<String> more) {
        more.forEach(argument -> command.removeIf(had -> name(had).equals(name(argument))));
        command.addAll(more);
        process = launch();
    }

    private static String name(String argument) {
        return argument.startsWith("--") ? argument.replaceFirst("=.*", "") : argument;
    }

    /** SIGTERM, and SIGKILL when that does not end it in time; the exit code. */
    int stop() {
        process.destroy();
        if (!await()) {
            kill();
        }
        return process.exitValue();
    }

    private boolean await() {
        try {
            return process.waitFor(3, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    String log() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.amana.system.benchmark;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import org.amana.system.deployment.JavaCommand;

/** {@link EmptyApplication} as a process of its own, from jars alone: an AOT cache knows no folders of classes. */
final class EmptyProcess implements AutoCloseable {

    private final Process process;
    private final int port;
    private final Duration startTime;

    private EmptyProcess(Process process, int port, Duration startTime) {
        this.process = process;
        this.port = port;
        this.startTime = startTime;
    }

    /** Starts it and waits until it is ready; {@code folder} keeps its jar. */
    static EmptyProcess start(Path folder, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(JavaCommand.executable(), "-Xmx700m"));
        command.addAll(options);
        command.addAll(List.of("-cp", jar(folder) + File.pathSeparator + jars(), EmptyApplication.class.getName()));
        Path output = Files.createTempFile(folder, "empty", ".log");
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Optional<String> ready = Optional.empty();
        while (ready.isEmpty()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the empty application did not start: " + Files.readString(output));
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            // a line counts once its end is written
            ready = Files.readString(output).lines().filter(line -> line.matches("ready \\d+ .*")).findFirst();
        }
        return new EmptyProcess(process, Integer.parseInt(ready.get().split(" ", 3)[1]),
                process.toHandle().info().totalCpuDuration().orElseThrow());
    }

    private static Path jar(Path folder) throws IOException {
        Path jar = folder.resolve("empty.jar");
        if (!Files.exists(jar)) {
            String name = EmptyApplication.class.getName().replace('.', '/') + ".class";
            try (var out = new JarOutputStream(Files.newOutputStream(jar));
                    InputStream in = EmptyApplication.class.getClassLoader().getResourceAsStream(name)) {
                out.putNextEntry(new JarEntry(name));
                if (in != null) {
                    in.transferTo(out);
                }
            }
        }
        return jar;
    }

    private static String jars() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar") && !entry.contains("amana-node"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Processor time until it was ready. */
    Duration startTime() {
        return startTime;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** So many requests, each answered with 404. */
    void load(int requests) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/nothing")).build();
            for (int i = 0; i < requests; i++) {
                http.send(request, HttpResponse.BodyHandlers.discarding());
            }
        }
    }

    /** Stops it as an operator does, so that a cache that was asked for is written. */
    @Override
    public void close() {
        // through its handle: Process.destroy would also close the output it still writes to
        process.toHandle().destroy();
        try {
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}

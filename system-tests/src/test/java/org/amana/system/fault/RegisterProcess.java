package org.amana.system.fault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.amana.system.deployment.Await;

/**
 * An office's own register, a process of its own from the tests' class path. What it does with the next question stands in
 * a file: {@code row}, {@code wide}, {@code garbage}, {@code other}, {@code late}, {@code slow},
 * {@code huge} or {@code hang}; that it was
 * asked stands in another.
 */
final class RegisterProcess implements AutoCloseable {
    /** Of whom the register tells, and what nobody asks for. */
    static final String SECRET = "never-to-leave-this-office";
    private final Path folder;
    private final int port;
    private Process process;

    private RegisterProcess(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        behave("row");
        this.process = launch();
    }

    static RegisterProcess start(Path folder, int port) {
        return new RegisterProcess(folder, port);
    }

    String url() {
        return "http://localhost:" + port + "/cases/{register_number}";
    }

    /** What it does from now on. */
    void behave(String mode) {
        write("mode", mode);
        write("asked", "");
    }

    /** Waits until somebody asks. */
    void awaitQuestion() {
        Await.until("the register is asked", this::wasAsked);
    }

    /** Whether anybody asked since it last was told how to behave. */
    boolean wasAsked() {
        return !read(folder.resolve("asked")).isEmpty();
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    void restart() {
        process = launch();
    }

    @Override
    public void close() {
        kill();
    }

    private Process launch() {
        try {
            return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                    "-cp", System.getProperty("java.class.path"), RegisterProcess.class.getName(), folder.toString(),
                    String.valueOf(port))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("register.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process: folder and port. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        HttpServer server = HttpServer
                .create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1])), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/cases/", exchange -> answer(folder, exchange));
        server.start();
    }

    private static void answer(Path folder, HttpExchange exchange) throws IOException {
        String number = exchange.getRequestURI().getPath().substring("/cases/".length());
        String mode = read(folder.resolve("mode"));
        Files.writeString(folder.resolve("asked"), number);
        String row = """
                {"register_number":"%s","given_name":"Selam","family_name":"Tekle","birth_date":"1991-04-23",
                "qualification_title":"Bachelor of Nursing","eqf_level":6,"qualification_field":"0913",
                "qualification_decision":"recognised","regulated_profession":true,"grades":"%s",
                "institution":"University of Aleppo","qualification_year":2013,"qualification_country":"SY"%s}"""
                .formatted(mode.equals("other") ? "R-0002" : number, SECRET,
                        mode.equals("wide") ? ",\"notes\":\"" + SECRET + "\",\"police_file\":\"" + SECRET + "\"" : "");
        switch (mode) {
            case "garbage" -> send(exchange, "<html>" + SECRET + "</html>");
            case "huge" -> send(exchange, row.replace(SECRET, SECRET.repeat(200_000)));
            case "late", "slow" -> {
                LockSupport.parkNanos(Duration.ofMillis(mode.equals("late") ? 1_500 : 6_000).toNanos());
                send(exchange, row);
            }
            case "hang" -> {
                byte[] half = row.substring(0, row.length() / 2).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, row.length());
                exchange.getResponseBody().write(half);
                exchange.getResponseBody().flush();
                LockSupport.parkNanos(Duration.ofMinutes(5).toNanos());
            }
            default -> send(exchange, row);
        }
    }

    private static void send(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}

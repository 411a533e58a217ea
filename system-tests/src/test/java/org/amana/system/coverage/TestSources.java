package org.amana.system.coverage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The test sources of every module, as text. */
final class TestSources {

    private final Path root;
    private final List<Path> files;

    private TestSources(Path root, List<Path> files) {
        this.root = root;
        this.files = files;
    }

    /** All {@code *.java} and {@code *.js} files below a {@code src/test} folder of the checkout. */
    static TestSources ofCheckout() {
        Path root = root();
        List<Path> files = new ArrayList<>();
        try (Stream<Path> modules = Files.list(root)) {
            for (Path module : modules.filter(folder -> Files.isDirectory(folder.resolve("src/test")))
                    .sorted()
                    .toList()) {
                try (Stream<Path> tests = Files.walk(module.resolve("src/test"))) {
                    tests.filter(file -> file.toString().matches(".*\\.(java|m?js)")).sorted().forEach(files::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TestSources(root, files);
    }

    /** The folder of the root POM; handed in by the build, the parent folder when run from an editor. */
    static Path root() {
        return Path.of(System.getProperty("amana.root", "..")).toAbsolutePath().normalize();
    }

    record Hit(String file, MatchResult match) {}

    List<Hit> findAll(Pattern pattern) {
        List<Hit> hits = new ArrayList<>();
        for (Path file : files) {
            String text = read(file);
            pattern.matcher(text)
                    .results()
                    .forEach(match -> hits.add(new Hit(root.relativize(file).toString(), match)));
        }
        return hits;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

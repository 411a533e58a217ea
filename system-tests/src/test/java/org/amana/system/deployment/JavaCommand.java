package org.amana.system.deployment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code java -Xmx700m [options] -jar jar}, on the Java that runs the tests.
 *
 * @param options of the virtual machine, such as {@code -XX:AOTCache=issuer.aot}
 */
public record JavaCommand(List<String> options, Path jar) {

    public JavaCommand {
        options = List.copyOf(options);
    }

    /** A jar with the usual options. */
    public static JavaCommand of(Path jar) {
        return new JavaCommand(List.of(), jar);
    }

    /** Path of {@code java}. */
    public static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    List<String> words() {
        List<String> words = new ArrayList<>(List.of(executable(), "-Xmx700m"));
        words.addAll(options);
        words.addAll(List.of("-jar", jar.toString()));
        return words;
    }
}

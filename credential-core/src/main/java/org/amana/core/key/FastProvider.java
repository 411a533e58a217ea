package org.amana.core.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.Provider;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the Amazon Corretto Crypto Provider of this platform. A jar for every platform may lie on the class path, all
 * with the same class names; the class path would take the first for all, and its native library may be of another
 * processor. So each jar gets a loader of its own, and the first that works is taken.
 */
final class FastProvider {
    private static final String TYPE = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
    private static final String FILE = TYPE.replace('.', '/') + ".class";

    private FastProvider() {}

    /** Empty where no native library is for this platform, or it fails its own tests. */
    static Optional<Provider> find() {
        String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        // a failed attempt costs a start a tenth of a second, so the likely jar goes first
        return firstThatWorks(jars().stream()
                .sorted(Comparator.comparing(jar -> !jar.toString().contains(processor)))
                .toList());
    }

    /** Roots of the jars that hold the provider, in the order of the class path. */
    static List<URL> jars() {
        try {
            return Collections.list(FastProvider.class.getClassLoader().getResources(FILE))
                    .stream()
                    .map(FastProvider::root)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<Provider> firstThatWorks(List<URL> jars) {
        return jars.stream().flatMap(jar -> load(jar).stream()).findFirst();
    }

    /** {@code jar:file:/lib/provider.jar!/com/…} to {@code jar:file:/lib/provider.jar!/}. */
    private static URL root(URL file) {
        String text = file.toString();
        try {
            return URI.create(text.substring(0, text.length() - FILE.length())).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a resource was found where none can be: " + text, e);
        }
    }

    /** The loader stays open as long as the process: the provider loads its classes when they are needed. */
    private static Optional<Provider> load(URL jar) {
        try {
            Class<?> type = new URLClassLoader(new URL[]{jar}, ClassLoader.getPlatformClassLoader()).loadClass(TYPE);
            var provider = (Provider) type.getField("INSTANCE").get(null);
            type.getMethod("assertHealthy").invoke(provider);
            return Optional.ofNullable(provider);
        } catch (ReflectiveOperationException | LinkageError _) {
            return Optional.empty();
        }
    }
}

package org.amana.support.message;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Reads every {@code /<module>/messages/<feature>_<language>.properties} (UTF-8) of the class path. A key stands in one
 * file per language only.
 */
public final class MessageFiles {
    private MessageFiles() {}

    /**
     * Reads the files of some modules.
     *
     * @param modules resource folders, such as {@code issuer-service}
     * @return language tag to key to pattern
     * @throws IllegalStateException when a key stands twice in a language
     */
    public static Map<String, Map<String, String>> read(String... modules) {
        var texts = new TreeMap<String, Map<String, String>>();
        try {
            for (String module : modules) {
                for (Resource file : new PathMatchingResourcePatternResolver()
                        .getResources("classpath*:/" + module + "/messages/*.properties")) {
                    add(texts, file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static void add(Map<String, Map<String, String>> texts, Resource file) throws IOException {
        String name = String.valueOf(file.getFilename());
        String language = name.substring(name.lastIndexOf('_') + 1, name.length() - ".properties".length());
        var properties = new Properties();
        try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        Map<String, String> ofLanguage = texts.computeIfAbsent(language, any -> new TreeMap<>());
        for (String key : properties.stringPropertyNames()) {
            if (ofLanguage.put(key, properties.getProperty(key)) != null) {
                throw new IllegalStateException(
                        "the text " + key + " stands twice in " + language + ", again in " + name);
            }
        }
    }
}

package org.amana.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/configuration.md} is made from the settings' own metadata; this fails when it is out of date. */
class ConfigurationReferenceTest {
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final Map<String, String> CHAPTERS = new TreeMap<>(Map.of("amana.issuer", "Issuer", "amana.ledger",
            "Consent ledger", "amana.verifier", "Verifier", "amana.wallet", "Wallet"));

    /** What the shared settings file adds to the defaults. */
    private static final Properties SHARED = shared();

    @Test
    void page_saysWhatTheSettingsSay() throws Exception {
        Path page = Path.of(System.getProperty("amana.root", ".."), "docs", "configuration.md");
        String content = page();
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(page, content);
        }
        assertThat(page).as("docs/configuration.md is out of date: run `mvn verify -Ddocs.write=true`")
                .hasContent(
                        content);
    }

    @Test
    void everySetting_saysWhatItMeans() throws Exception {
        assertThat(settings().values()).isNotEmpty()
                .allSatisfy(setting -> assertThat(setting.path("description").asString("")).as(
                        setting.path("name").asString("")).isNotBlank());
    }

    private static String page() throws IOException {
        Map<String, JsonNode> settings = settings();
        var page = new StringBuilder(
                """
                        # Configuration

                        Made from the code; a test fails when it is out of date. Each name also works as an argument
                        (`--amana.demo=true`) and as an environment variable: upper case, dots become `_`, hyphens vanish
                        (`amana.trust.development-ca` is `AMANA_TRUST_DEVELOPMENTCA`). The database is set by Spring Boot's
                        own `spring.datasource.url`, `.username`, `.password` (`SPRING_DATASOURCE_URL` and so on), for the ledger
                        also `spring.flyway.user` and `.password`, the role its tables belong to (decision 0094); the port by
                        `server.port`. Durations are written `60s`, `5m` or `P14D`, sizes `256KB`.
                        """);
        chapter(page, "Every service", settings, name -> CHAPTERS.keySet().stream().noneMatch(name::startsWith));
        CHAPTERS.forEach((prefix, title) -> chapter(page, title, settings, name -> name.startsWith(prefix)));
        page.append("""

                ## Node

                | argument | default | meaning |
                |---|---|---|
                | `--amana.data` | `data` | folder that holds database, keys, passwords and log |
                | `--amana.ports.base` | `8080` | welcome page; the services follow on the next four ports |
                | `--amana.demo` | `true` | invented people and Harbour Bakery |
                | `--amana.base-url` | `http://localhost` | scheme and host under which browsers reach the services; \
                other than this machine only with `--amana.tls=dev`, and fixed for a data folder by its first start |
                | `--amana.tls` |  | `dev`: all ports speak https with a certificate of their own making |
                """);
        return page.toString();
    }

    private static void chapter(StringBuilder page, String title, Map<String, JsonNode> settings,
                                java.util.function.Predicate<String> mine) {
        page.append("\n## ").append(title).append("\n\n| setting | type | default | meaning |\n|---|---|---|---|\n");
        settings.forEach((name, setting) -> {
            if (mine.test(name)) {
                page.append("| `%s` | %s | %s | %s |%n".formatted(name, type(setting), value(setting),
                        plain(setting.path("description").asString(""))));
            }
        });
    }

    private static String type(JsonNode setting) {
        String type = setting.path("type")
                .asString("")
                .replaceAll("[a-z]+(\\.[a-z]+)*\\.", "")
                .replaceAll("\\w+\\$", "");
        return type.replaceAll("^Optional<(.*)>$", "$1")
                .replaceAll("^(\\w+)<(?:.*,)?(.*)>$", "$1 of $2")
                .toLowerCase(Locale.ROOT);
    }

    private static String value(JsonNode setting) {
        String shared = SHARED.getProperty(setting.path("name").asString(""));
        JsonNode own = setting.path("defaultValue");
        String text = shared != null
                ? shared
                : own.isMissingNode() ? "" : own.isString() ? own.asString() : own.toString();
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\{@(?:code|link|value) #?([^}]*)}", "`$1`").replace("|", "\\|");
    }

    /** Name to metadata, without what the launcher sets itself. */
    private static Map<String, JsonNode> settings() throws IOException {
        var settings = new TreeMap<String, JsonNode>();
        ClassLoader classes = ConfigurationReferenceTest.class.getClassLoader();
        for (URL file : Collections.list(classes.getResources(METADATA))) {
            try (InputStream in = file.openStream()) {
                JsonMapper.shared()
                        .readTree(in)
                        .path("properties")
                        .valueStream()
                        .filter(setting -> setting.path("name").asString("").matches("amana\\.(?!service\\.).*"))
                        .forEach(setting -> settings.put(setting.path("name").asString(), setting));
            }
        }
        return settings;
    }

    private static Properties shared() {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("service-support/service.yaml"));
        Properties read = yaml.getObject();
        return read == null ? new Properties() : read;
    }
}

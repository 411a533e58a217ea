package org.amana.issuer.release;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.net.Socket;
import java.util.List;
import org.amana.support.kafka.NoticeTopics;
import org.junit.jupiter.api.Test;

/** What the package of the release can reach: no connection, no file, no database, and no register but by its leave. */
class ReleaseDependenciesTest {
    private static final List<String> CONNECTIONS = List.of("java.net.http", "javax.net", "java.nio.channels",
            "java.nio.file", "java.rmi", "javax.naming", "java.sql", "javax.sql", "org.springframework.jdbc",
            "org.springframework.data", "org.springframework.web.client", "org.springframework.mail",
            "jakarta.persistence", "org.apache.hc", "org.amana.core.http", "org.amana.support.outbound",
            "org.amana.support.ledger", "com.jcraft", "com.zaxxer", "org.apache.camel.component.file",
            "org.apache.camel.component.jdbc", "org.apache.camel.component.seda", "org.apache.camel.component.kafka",
            "org.apache.kafka", "org.amana.support.kafka");
    private static final List<String> CLASSES = List.of("java.net.Socket", "java.net.URL", "java.net.URLConnection",
            "java.net.ServerSocket", "java.net.DatagramSocket", "java.io.File", "java.io.FileOutputStream",
            "java.lang.ProcessBuilder", "java.lang.Runtime", "org.amana.issuer.source.PersonRegister",
            "org.apache.camel.ConsumerTemplate");
    private static final ArchRule RULE = noClasses()
            .should()
            .dependOnClassesThat(new DescribedPredicate<JavaClass>("can open a connection") {
                @Override
                public boolean test(JavaClass type) {
                    return CLASSES.contains(type.getFullName()) || CONNECTIONS.stream()
                            .anyMatch(name -> (type.getPackageName() + ".").startsWith(name + "."));
                }
            });

    @Test
    void release_dependsOnNothingThatOpensAConnection() {
        RULE.check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.amana.issuer.release"));
    }

    @Test
    void rule_whenASocketIsPlanted_thenFound() {
        var planted = new ClassFileImporter().importClasses(Smuggler.class);

        assertThat(RULE.evaluate(planted).hasViolation()).isTrue();
    }

    @Test
    void rule_whenABrokerIsPlanted_thenFound() {
        var planted = new ClassFileImporter().importClasses(Announcer.class);

        assertThat(RULE.evaluate(planted).hasViolation()).isTrue();
    }

    /** Nor this. */
    static final class Announcer {
        void tell(NoticeTopics topics, String row) {
            topics.publish("somebody", row, () -> {});
        }
    }

    /** What nobody may write. */
    static final class Smuggler {
        boolean isOpen(Socket socket) {
            return socket.isConnected();
        }
    }
}

package org.amana.verifier.transport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.support.kafka.OrderPair;
import org.amana.support.kafka.OrderTopics;
import org.junit.jupiter.api.Test;

/** Two ways, each in one class, and one place that chooses. */
class WaysTest {
    private static final ArchRule ONE_CLIENT = noClasses().that()
            .doNotHaveSimpleName("HttpWay")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(HttpPeer.class, HttpQuestion.class);
    private static final ArchRule ONE_ORDERER = noClasses().that()
            .doNotHaveSimpleName("TopicWay")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(OrderTopics.class);
    private static final ArchRule NO_ANSWERS = noClasses().should()
            .callMethod(OrderTopics.class, "answer", OrderPair.class, String.class);
    private static final ArchRule NO_THIRD = noClasses().should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "org.apache.hc..", "org.springframework.web..", "java.nio.file..",
                    "javax.net..", "org.apache.kafka..", "org.apache.camel..")
            .orShould()
            .dependOnClassesThat(JavaClass.Predicates.assignableTo(java.net.Socket.class))
            .orShould()
            .dependOnClassesThat(JavaClass.Predicates.assignableTo(java.net.URLConnection.class));
    private static final ArchRule ONE_CHOICE = noClasses().that()
            .resideOutsideOfPackage("org.amana.verifier.transport")
            .and()
            .doNotHaveFullyQualifiedName("org.amana.verifier.exchange.AskSource")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.amana.verifier.transport");

    @Test
    void ways_areTwo() {
        var own = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.amana.verifier.transport");
        List.of(ONE_CLIENT, ONE_ORDERER, NO_ANSWERS, NO_THIRD).forEach(rule -> rule.check(own));
        var all = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.amana.verifier");
        ONE_CHOICE.check(all);
        ONE_ORDERER.check(all);
        NO_ANSWERS.check(all);
    }

    @Test
    void rules_whenAWayRoundIsPlanted_thenFound() {
        assertThat(finds(ONE_CLIENT, Caller.class)).isTrue();
        assertThat(finds(ONE_ORDERER, Announcer.class)).isTrue();
        assertThat(finds(NO_ANSWERS, Announcer.class)).isTrue();
        assertThat(finds(NO_THIRD, Smuggler.class)).isTrue();
    }

    private static boolean finds(ArchRule rule, Class<?> planted) {
        return rule.evaluate(new ClassFileImporter().importClasses(planted)).hasViolation();
    }

    /** Not this. */
    static final class Caller {
        int ask(HttpPeer peer, HttpQuestion question) {
            return peer.exchange(question).status();
        }
    }

    /** Nor this. */
    static final class Announcer {
        boolean tell(OrderTopics topics, OrderPair pair, String what) {
            return topics.answer(pair, what);
        }
    }

    /** Nor this. */
    static final class Smuggler {
        boolean isOpen(java.net.Socket socket) {
            return socket.isConnected();
        }
    }
}

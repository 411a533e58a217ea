package org.amana.issuer.order;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.amana.core.exchange.SealedRequest;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.permit.Departed;
import org.amana.support.kafka.OrderPair;
import org.amana.support.kafka.OrderTopics;
import org.amana.support.web.ProblemAnswer;
import org.junit.jupiter.api.Test;

/** What may be written to a topic: by one class, which takes a release that is paid for, a refusal, or nothing. */
class OrderDependenciesTest {
    private static final Set<Class<?>> WRITABLE = Set.of(OrderPair.class, SealedRequest.Opened.class, Departed.class,
            Authority.class, ProblemAnswer.class);
    private static final ArchRule ONE_WRITER = noClasses().that()
            .doNotHaveFullyQualifiedName(AnswerTopic.class.getName())
            .should()
            .dependOnClassesThat()
            .areAssignableTo(OrderTopics.class);
    private static final ArchRule NO_ORDERS = noClasses().should()
            .callMethod(OrderTopics.class, "order", OrderPair.class, String.class);
    private static final ArchRule NO_DETOUR = noClasses().that()
            .resideInAPackage("org.amana.issuer.order")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "javax.net..", "java.nio.file..", "java.nio.channels..", "java.sql..",
                    "org.amana.core.http..", "org.amana.support.outbound..", "org.amana.support.ledger..",
                    "org.amana.issuer.source..", "org.apache.kafka..", "org.apache.camel..",
                    "org.springframework.web..", "org.springframework.data..");
    private static final ArchRule TRANSPORT_IS_FOR_TWO = noClasses().that()
            .resideOutsideOfPackages("org.amana.issuer.order", "org.amana.issuer.withdrawal")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.amana.support.kafka..");
    private static final List<ArchRule> RULES = List.of(ONE_WRITER, NO_ORDERS, NO_DETOUR, TRANSPORT_IS_FOR_TWO);

    @Test
    void issuer_keepsToTheRules() {
        JavaClasses all = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.amana.issuer");
        RULES.forEach(rule -> rule.check(all));
        assertThat(Departed.class.getConstructors()).isEmpty();
    }

    @Test
    void writer_takesNothingElse() {
        assertThat(Arrays.stream(AnswerTopic.class.getDeclaredMethods())
                .filter(method -> !java.lang.reflect.Modifier.isPrivate(method.getModifiers()))
                .filter(method -> !method.isSynthetic())
                .flatMap(method -> Arrays.stream(method.getParameterTypes()))).isNotEmpty().isSubsetOf(WRITABLE);
    }

    @Test
    void rules_whenAWayRoundIsPlanted_thenFound() {
        BiPredicate<ArchRule, Class<?>> finds = (rule, planted) -> rule
                .evaluate(new ClassFileImporter().importClasses(planted))
                .hasViolation();

        assertThat(finds.test(ONE_WRITER, Announcer.class)).isTrue();
        assertThat(finds.test(NO_ORDERS, Orderer.class)).isTrue();
        assertThat(finds.test(NO_DETOUR, Smuggler.class)).isTrue();
        assertThat(finds.test(TRANSPORT_IS_FOR_TWO, org.amana.issuer.PlantedListener.class)).isTrue();
    }

    /** Not this. */
    static final class Announcer {
        boolean tell(OrderTopics topics, OrderPair pair, String row) {
            return topics.answer(pair, row);
        }
    }

    /** Nor this. */
    static final class Orderer {
        boolean ask(OrderTopics topics, OrderPair pair) {
            return topics.order(pair, "");
        }
    }

    /** Nor this. */
    static final class Smuggler {
        boolean isOpen(java.net.Socket socket) {
            return socket.isConnected();
        }
    }
}

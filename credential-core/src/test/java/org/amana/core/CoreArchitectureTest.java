package org.amana.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** What keeps the audit scope readable: plain Java, time from outside, arrows that point one way. */
@AnalyzeClasses(packages = "org.amana.core", importOptions = ImportOption.DoNotIncludeTests.class)
class CoreArchitectureTest {
    /** Each layer may use the layers before it; packages that are not named here are the formats and protocols. */
    private static final List<List<String>> LAYERS = List.of(List.of("problem"), List.of("json"),
            List.of("http", "key"), List.of("jose"), List.of("trust"), List.of("status"));

    @ArchTest
    static final ArchRule core_isPlainJava = noClasses().should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "java.sql..", "javax.sql..",
                    "org.apache.camel..");

    @ArchTest
    static final ArchRule network_isReachedThroughThePortAlone = noClasses().should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.Socket")
            .orShould()
            .callMethod(java.net.URL.class, "openStream")
            .orShould()
            .callMethod(java.net.URL.class, "openConnection");

    @ArchTest
    static final ArchRule time_comesThroughTheConstructor = noClasses().should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now")
            .orShould()
            .callMethod(java.time.ZonedDateTime.class, "now")
            .orShould()
            .callMethod(java.time.OffsetDateTime.class, "now")
            .orShould()
            .callMethod(java.time.Clock.class, "systemUTC")
            .orShould()
            .callMethod(java.time.Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callConstructor(java.util.Date.class);

    @ArchTest
    static final ArchRule packages_haveNoCycle = slices().matching("org.amana.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static void layers_useOnlyThoseBelow(JavaClasses core) {
        for (int lower = 0; lower < LAYERS.size(); lower++) {
            String[] allowed = Stream.concat(
                    LAYERS.subList(0, lower + 1)
                            .stream()
                            .flatMap(List::stream)
                            .map(name -> "org.amana.core." + name + ".."),
                    Stream.of("org.amana.schemas..")).toArray(String[]::new);
            for (String name : LAYERS.get(lower)) {
                noClasses().that()
                        .resideInAPackage("org.amana.core." + name + "..")
                        .should()
                        .dependOnClassesThat(JavaClass.Predicates
                                .resideInAPackage("org.amana..")
                                .and(DescribedPredicate.not(
                                        JavaClass.Predicates
                                                .resideInAnyPackage(allowed))))
                        .check(core);
            }
        }
    }
}

package org.amana.ledger;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModuleStructureTest {
    @Test
    void features_useEachOtherOnlyThroughWhatTheyShow() {
        ApplicationModules.of(LedgerApplication.class).verify();
    }

    @Test
    void nothingAsksTheSystemForTheTime() {
        noClasses().should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.Clock.class, "systemUTC")
                .check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.amana.ledger"));
    }

    @Test
    void theLogDependsOnNoOtherFeature() {
        noClasses().that()
                .resideInAPackage("org.amana.ledger.log..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.amana.ledger.register..", "org.amana.ledger.consent..",
                        "org.amana.ledger.erasure..", "org.amana.ledger.subject..", "org.amana.ledger.audit..",
                        "org.amana.ledger.witness..")
                .check(new ClassFileImporter().importPackages("org.amana.ledger"));
    }
}

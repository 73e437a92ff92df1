package fr.pli.sandbox;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.IDN;
import org.junit.jupiter.api.Test;

/** The arrows between the parts run one way (docs/architecture.md); the build fails when one runs the other way. */
class ArrowsTest {

    private static final JavaClasses PLI = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("fr.pli");

    @Test
    void each_part_is_used_only_by_those_that_may() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("mss")
                .definedBy("fr.pli.mss..")
                .layer("igc")
                .definedBy("fr.pli.igc..")
                .layer("tls")
                .definedBy("fr.pli.tls..")
                .layer("psc")
                .definedBy("fr.pli.psc..")
                .layer("wire")
                .definedBy("fr.pli.wire..")
                .layer("imap")
                .definedBy("fr.pli.imap..")
                .layer("smtp")
                .definedBy("fr.pli.smtp..")
                .layer("store")
                .definedBy("fr.pli.store..")
                .layer("exchange")
                .definedBy("fr.pli.exchange..")
                .layer("annuaire")
                .definedBy("fr.pli.annuaire..")
                .layer("life")
                .definedBy("fr.pli.life..")
                .layer("lps")
                .definedBy("fr.pli.lps..")
                .layer("lpscli")
                .definedBy("fr.pli.lpscli..")
                .layer("operator")
                .definedBy("fr.pli.operator..")
                .layer("sandbox")
                .definedBy("fr.pli.sandbox..")
                .whereLayer("tls")
                .mayOnlyBeAccessedByLayers(
                        "wire", "psc", "imap", "smtp", "exchange", "annuaire", "lps", "lpscli", "operator", "sandbox")
                .whereLayer("psc")
                .mayOnlyBeAccessedByLayers("lps", "operator", "sandbox")
                .whereLayer("wire")
                .mayOnlyBeAccessedByLayers("imap", "smtp", "store", "exchange", "life", "annuaire", "operator")
                .whereLayer("imap")
                .mayOnlyBeAccessedByLayers("store", "exchange", "life", "annuaire", "operator")
                .whereLayer("smtp")
                .mayOnlyBeAccessedByLayers("exchange", "operator")
                .whereLayer("store")
                .mayOnlyBeAccessedByLayers("exchange", "life", "annuaire", "operator")
                .whereLayer("annuaire")
                .mayOnlyBeAccessedByLayers("operator")
                .whereLayer("life")
                .mayOnlyBeAccessedByLayers("operator")
                .whereLayer("exchange")
                .mayOnlyBeAccessedByLayers("operator")
                .whereLayer("lps")
                .mayOnlyBeAccessedByLayers("lpscli", "sandbox")
                .whereLayer("lpscli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("igc")
                .mayOnlyBeAccessedByLayers("sandbox")
                .whereLayer("operator")
                .mayOnlyBeAccessedByLayers("sandbox")
                .whereLayer("sandbox")
                .mayNotBeAccessedByAnyLayer()
                .check(PLI);
    }

    @Test
    void the_engines_know_no_framework_and_no_database() {
        noClasses()
                .that(resideInAPackage("fr.pli.mss..")
                        .or(resideInAPackage("fr.pli.wire.."))
                        .or(resideInAPackage("fr.pli.imap.."))
                        .or(resideInAPackage("fr.pli.smtp..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..", "org.postgresql..")
                .check(PLI);
    }

    @Test
    void the_vocabulary_does_no_input_or_output_of_its_own() {
        noClasses()
                .that(resideInAPackage("fr.pli.mss.."))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.net..", "java.nio.channels..", "java.nio.file..", "org.slf4j..")
                                .and(not(equivalentTo(IDN.class)))) // which reads names, and no network
                .check(PLI);
    }
}

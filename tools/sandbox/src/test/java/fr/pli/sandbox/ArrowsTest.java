package fr.pli.sandbox;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.IDN;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between the parts run one way (docs/architecture.md); the build fails when one runs the other way. */
class ArrowsTest {

    private static final JavaClasses PLI = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("fr.pli");

    /** Which parts each part may use, beside mss, which all may. */
    private static final Map<String, List<String>> ARROWS = new TreeMap<>(Map.ofEntries(
            Map.entry("mss", List.of()),
            Map.entry("tls", List.of()),
            Map.entry("psc", List.of("tls")),
            Map.entry("wire", List.of("tls")),
            Map.entry("mime", List.of()),
            Map.entry("imap", List.of("wire", "mime", "tls")),
            Map.entry("existing", List.of("imap", "wire", "tls")),
            Map.entry("smtp", List.of("wire", "mime", "tls")),
            Map.entry("postgres", List.of()),
            Map.entry("registry", List.of("postgres", "wire")),
            Map.entry("store", List.of("registry", "postgres", "imap", "mime", "wire")),
            Map.entry("exchange", List.of("store", "registry", "postgres", "smtp", "mime", "wire", "tls")),
            Map.entry("life", List.of("store", "registry", "postgres", "mime")),
            Map.entry("annuaire", List.of("registry", "postgres", "tls")),
            Map.entry("compose", List.of("mime")),
            Map.entry("lps", List.of("compose", "mime", "psc", "tls")),
            Map.entry("lpscli", List.of("lps", "compose", "mime", "psc", "tls")),
            Map.entry("boot", List.of("tls")),
            Map.entry("web", List.of()),
            Map.entry(
                    "operator",
                    List.of(
                            "annuaire",
                            "boot",
                            "exchange",
                            "existing",
                            "imap",
                            "life",
                            "mime",
                            "postgres",
                            "psc",
                            "registry",
                            "smtp",
                            "store",
                            "tls",
                            "web",
                            "wire")),
            Map.entry("relay", List.of("boot", "psc", "web")),
            Map.entry("igc", List.of()),
            Map.entry("postfixdovecot", List.of()),
            Map.entry("prosanteconnect", List.of()),
            Map.entry("annuairestandin", List.of())));

    /** Files that a stranger can hold in view; imap has its commands with it. */
    private static final int MOST_FILES = 65;

    private static final int MOST_FILES_OF_IMAP = 105;

    static List<String> parts() {
        return List.copyOf(ARROWS.keySet());
    }

    @ParameterizedTest
    @MethodSource("parts")
    void each_part_uses_those_that_it_may(String part) {
        noClasses()
                .that()
                .resideInAPackage("fr.pli." + part + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("fr.pli..")
                        .and(not(resideInAnyPackage("fr.pli." + part + "..", "fr.pli.mss..")))
                        .and(not(resideInAnyPackage(ARROWS.getOrDefault(part, List.of()).stream()
                                .map(one -> "fr.pli." + one + "..")
                                .toArray(String[]::new)))))
                .allowEmptyShould(true)
                .check(PLI);
    }

    @Test
    void no_package_outgrows_what_one_can_hold_in_view() {
        Map<String, Long> files = PLI.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(groupingBy(JavaClass::getPackageName, TreeMap::new, counting()));
        assertThat(files.remove("fr.pli.imap")).isLessThanOrEqualTo(MOST_FILES_OF_IMAP);
        assertThat(files).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MOST_FILES));
    }

    @Test
    void the_engines_know_no_framework_and_no_database() {
        noClasses()
                .that(resideInAnyPackage(
                        "fr.pli.mss..", "fr.pli.mime..", "fr.pli.wire..", "fr.pli.imap..", "fr.pli.smtp.."))
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

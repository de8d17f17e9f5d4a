package dev.migrationledger.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Each library lives behind its own package (DESIGN section 4). */
@AnalyzeClasses(packages = "dev.migrationledger.app", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String APP = "dev.migrationledger.app.";

    @ArchTest
    static final ArchRule AXON_STAYS_IN_ITS_PACKAGES = noClasses()
            .that()
            .resideOutsideOfPackages(APP + "axon..", APP + "eventstore..", APP + "execution..", APP + "projection..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.axonframework..");

    @ArchTest
    static final ArchRule KAFKA_STAYS_IN_ITS_PART_OF_THE_STREAM = noClasses()
            .that()
            .resideOutsideOfPackage(APP + "stream.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.cloudevents.kafka..");

    @ArchTest
    static final ArchRule THE_WEB_STAYS_IN_REST = noClasses()
            .that()
            .resideOutsideOfPackage(APP + "rest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework.web..",
                    "org.springframework.http..",
                    "org.springframework.boot.web.server..",
                    "org.springframework.boot.tomcat..",
                    "org.springframework.boot.webmvc..",
                    "jakarta.servlet..",
                    "org.apache.catalina..",
                    "org.apache.coyote..");

    @ArchTest
    static final ArchRule HTTP_CLIENTS_STAY_IN_DELIVERY = noClasses()
            .that()
            .resideOutsideOfPackage(APP + "delivery..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..")
            .because("one place decides where a connection may go and what may be said of it");

    @ArchTest
    static final ArchRule PICOCLI_STAYS_ON_THE_COMMAND_LINE = noClasses()
            .that()
            .resideOutsideOfPackage(APP + "cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule NOTHING_BELOW_KNOWS_THE_COMMAND_LINE = noClasses()
            .that()
            .resideOutsideOfPackage(APP + "cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(APP + "cli..");

    @ArchTest
    static final ArchRule ENGINES_AND_SOURCES_DO_NOT_KNOW_EACH_OTHER = noClasses()
            .that()
            .resideInAPackage(APP + "target..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(APP + "source..");

    @ArchTest
    static final ArchRule SOURCES_AND_ENGINES_DO_NOT_KNOW_EACH_OTHER = noClasses()
            .that()
            .resideInAPackage(APP + "source..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(APP + "target..", "org.jooq..", "java.sql..");

    @ArchTest
    static final ArchRule SOURCES_DO_NOT_KNOW_EACH_OTHER = slices()
            .matching(APP + "source.(*)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule THE_PROTOCOL_KNOWS_NO_ENGINE = noClasses()
            .that()
            .resideInAPackage(APP + "execution..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(APP + "target..", "org.jooq..", "java.sql..", "org.postgresql..")
            .because("the simulator drives the same protocol");

    @ArchTest
    static final ArchRule HAS_NO_PACKAGE_CYCLES = slices()
            .matching(APP + "(*)..")
            .should()
            .beFreeOfCycles();
}

package dev.migrationledger.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.DatabaseEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** The core decides and does nothing else (DESIGN section 4). */
@AnalyzeClasses(packages = "dev.migrationledger.core", importOptions = DoNotIncludeTests.class)
class CoreArchitectureTest {
    @ArchTest
    static final ArchRule KNOWS_ONLY_THE_JDK_AND_JSPECIFY = classes()
            .should()
            .onlyDependOnClassesThat(resideInAPackage("dev.migrationledger.core..")
                    .or(resideInAPackage("org.jspecify.."))
                    .or(resideInAPackage("java.lang.."))
                    .or(resideInAPackage("java.util.."))
                    .or(resideInAPackage("java.time.."))
                    .or(resideInAPackage("java.math.."))
                    .or(resideInAPackage("java.nio.charset.."))
                    .or(resideInAPackage("java.security..")))
            .because("no I/O, no network, no database, no framework decides anything");

    @ArchTest
    static final ArchRule READS_NO_CLOCK = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(InstantSource.class)
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule ROLLS_NO_DICE = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.(concurrent\\.ThreadLocalRandom|Random|SplittableRandom)|java\\.security\\.SecureRandom")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule LOOKS_AT_NO_ENVIRONMENT = noClasses()
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class);

    @ArchTest
    static final ArchRule HAS_NO_PACKAGE_CYCLES =
            slices().matching("dev.migrationledger.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule EVENTS_AND_COMMANDS_ARE_RECORDS = classes()
            .that()
            .implement(DatabaseEvent.class)
            .or()
            .implement(DatabaseCommand.class)
            .and()
            .areNotInterfaces()
            .should()
            .beRecords();
}

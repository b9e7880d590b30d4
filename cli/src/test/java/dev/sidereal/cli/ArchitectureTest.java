package dev.sidereal.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.sidereal.image.Raster;

/** The command line translates: arguments to recipes, events to lines, errors to exit codes. It computes no pixel. */
@AnalyzeClasses(packages = "dev.sidereal.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule it_reads_and_writes_no_pixel = noClasses()
            .should()
            .callMethod(Raster.class, "get", int.class)
            .orShould()
            .callMethod(Raster.class, "get", int.class, int.class, int.class)
            .orShould()
            .callMethod(Raster.class, "set", int.class, double.class)
            .orShould()
            .callMethod(Raster.class, "set", int.class, int.class, int.class, double.class)
            .orShould()
            .callMethod(Raster.class, "bytes");

    @ArchTest
    static final ArchRule it_folds_nothing = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("dev.sidereal.fold..").and(not(simpleName("Plane"))))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("dev.sidereal.image.Samples");

    @ArchTest
    static final ArchRule it_depends_on_what_the_design_allows = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.sidereal.cli",
                    "dev.sidereal.align",
                    "dev.sidereal.calibrate",
                    "dev.sidereal.integrate",
                    "dev.sidereal.develop",
                    "dev.sidereal.fold",
                    "dev.sidereal.formats..",
                    "dev.sidereal.frame",
                    "dev.sidereal.image",
                    "dev.sidereal.keogram",
                    "dev.sidereal.mosaic",
                    "dev.sidereal.recipe",
                    "dev.sidereal.run",
                    "dev.sidereal.simulator",
                    "dev.sidereal.sky",
                    "dev.sidereal.stack",
                    "dev.sidereal.studio",
                    "dev.sidereal.timelapse",
                    "java..",
                    "org.jspecify..",
                    "picocli",
                    "tools.jackson.core..");

    @ArchTest
    static final ArchRule standard_streams_are_taken_at_the_door_only = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.sidereal.cli.Main")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule nothing_static_changes =
            noFields().that().areStatic().should().notHaveModifier(JavaModifier.FINAL);
}

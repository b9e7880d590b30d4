package dev.sidereal.studio;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.sidereal.image.Raster;

/** The studio asks and shows: it computes no pixel, and its web server knows no frames. */
@AnalyzeClasses(packages = "dev.sidereal.studio", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule it_computes_no_pixel = noClasses()
            .should()
            .callMethod(Raster.class, "get", int.class)
            .orShould()
            .callMethod(Raster.class, "get", int.class, int.class, int.class)
            .orShould()
            .callMethod(Raster.class, "set", int.class, double.class)
            .orShould()
            .callMethod(Raster.class, "set", int.class, int.class, int.class, double.class);

    @ArchTest
    static final ArchRule it_depends_on_what_the_design_allows = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.sidereal.studio..",
                    "dev.sidereal.calibrate",
                    "dev.sidereal.develop",
                    "dev.sidereal.fold",
                    "dev.sidereal.formats..",
                    "dev.sidereal.frame",
                    "dev.sidereal.image",
                    "dev.sidereal.integrate",
                    "dev.sidereal.recipe",
                    "dev.sidereal.run",
                    "dev.sidereal.sky",
                    "dev.sidereal.stack",
                    "dev.sidereal.timelapse",
                    "com.sun.net.httpserver",
                    "java..",
                    "org.jspecify..",
                    "tools.jackson.core..");

    @ArchTest
    static final ArchRule the_web_server_knows_no_frames = noClasses()
            .that()
            .resideInAPackage("dev.sidereal.studio.web")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.sidereal.studio", "dev.sidereal.formats..", "dev.sidereal.image", "dev.sidereal.stack");

    @ArchTest
    static final ArchRule nothing_static_changes =
            noFields().that().areStatic().should().notHaveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule nothing_is_printed =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");
}

package dev.sidereal.formats;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Formats turn bytes into frames and pictures into bytes; who asks for it they do not know. */
@AnalyzeClasses(packages = "dev.sidereal.formats", importOptions = ImportOption.DoNotIncludeTests.class)
class FormatsArchitectureTest {

    @ArchTest
    static final ArchRule formats_know_no_engine =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("dev.sidereal.run..", "dev.sidereal.cli..");

    @ArchTest
    static final ArchRule options_are_known_where_recipes_are_written = noClasses()
            .that()
            .resideOutsideOfPackage("dev.sidereal.formats.recipe")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.sidereal.recipe..");

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching("dev.sidereal.formats.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule formats_know_nothing_of_each_other = slices().matching(
                    "dev.sidereal.formats.(jpeg|png|tiff|fits|xisf|ser|raw)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule native_code_stays_in_its_room = noClasses()
            .that()
            .resideOutsideOfPackages("dev.sidereal.formats.jpeg", "dev.sidereal.formats.natives")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule nothing_static_changes =
            noFields().that().areStatic().should().notHaveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule nothing_is_printed =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");
}

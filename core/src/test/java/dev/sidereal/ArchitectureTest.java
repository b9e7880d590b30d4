package dev.sidereal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;

/** Data flows one way: nothing on the right is known to anything on its left. */
@AnalyzeClasses(packages = "dev.sidereal", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final List<String> LINE = List.of(
            "image",
            "frame",
            "mosaic",
            "calibrate",
            "align",
            "integrate",
            "fold",
            "stack",
            "develop",
            "sky",
            "keogram",
            "timelapse",
            "recipe",
            "run");

    @ArchTest
    static final ArchRule image_knows_no_other_room = knowsNothingRightOf("image");

    @ArchTest
    static final ArchRule frame_knows_nothing_right_of_it = knowsNothingRightOf("frame");

    @ArchTest
    static final ArchRule mosaic_knows_nothing_right_of_it = knowsNothingRightOf("mosaic");

    @ArchTest
    static final ArchRule calibrate_knows_nothing_right_of_it = knowsNothingRightOf("calibrate");

    @ArchTest
    static final ArchRule integrate_knows_nothing_right_of_it = knowsNothingRightOf("integrate");

    @ArchTest
    static final ArchRule align_knows_nothing_right_of_it = knowsNothingRightOf("align");

    @ArchTest
    static final ArchRule fold_knows_nothing_right_of_it = knowsNothingRightOf("fold");

    @ArchTest
    static final ArchRule stack_knows_nothing_right_of_it = knowsNothingRightOf("stack");

    @ArchTest
    static final ArchRule develop_knows_nothing_right_of_it = knowsNothingRightOf("develop");

    @ArchTest
    static final ArchRule sky_knows_nothing_right_of_it = knowsNothingRightOf("sky");

    @ArchTest
    static final ArchRule keogram_knows_nothing_right_of_it = knowsNothingRightOf("keogram");

    @ArchTest
    static final ArchRule timelapse_knows_nothing_right_of_it = knowsNothingRightOf("timelapse");

    @ArchTest
    static final ArchRule recipe_knows_nothing_right_of_it = knowsNothingRightOf("recipe");

    @ArchTest
    static final ArchRule folds_know_pixels_only = noClasses()
            .that()
            .resideInAPackage("dev.sidereal.fold")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.sidereal.frame..", "java.util.concurrent..", "java.io..", "java.nio.file..");

    @ArchTest
    static final ArchRule core_uses_the_jdk_without_files_pictures_or_networks = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.sidereal..",
                    "java.lang..",
                    "java.util..",
                    "java.time..",
                    "java.nio",
                    "java.io",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule nothing_static_changes =
            noFields().that().areStatic().should().notHaveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule nothing_is_printed =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    private static ArchRule knowsNothingRightOf(String room) {
        String[] right = LINE.subList(LINE.indexOf(room) + 1, LINE.size()).stream()
                .map(name -> "dev.sidereal." + name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("dev.sidereal." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(right)
                .as(room + " knows nothing of " + Arrays.toString(right));
    }
}

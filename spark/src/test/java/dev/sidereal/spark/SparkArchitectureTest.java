package dev.sidereal.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.sidereal.spark", importOptions = ImportOption.DoNotIncludeTests.class)
final class SparkArchitectureTest {

    @ArchTest
    static final ArchRule this_room_uses_core_formats_and_spark = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.sidereal..",
                    "java..",
                    "javax..",
                    "scala..",
                    "org.apache.spark..",
                    "org.apache.hadoop..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule nothing_static_changes =
            noFields().that().areStatic().should().notHaveModifier(JavaModifier.FINAL);
}

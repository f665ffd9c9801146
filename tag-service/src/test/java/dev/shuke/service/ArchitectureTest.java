package dev.shuke.service;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(
    packages = "dev.shuke.service",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] FEATURES = {
    "dev.shuke.service.customer..",
    "dev.shuke.service.tag..",
    "dev.shuke.service.segment..",
    "dev.shuke.service.store.."
  };

  @ArchTest
  static final ArchRule featuresKnowNothingOfEachOther =
      slices()
          .matching("dev.shuke.service.(customer|tag|segment|store)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule whatFeaturesShareKnowsNoFeature =
      noClasses()
          .that(
              resideInAnyPackage(
                  "dev.shuke.service.run..",
                  "dev.shuke.service.brand..",
                  "dev.shuke.service.problem..",
                  "dev.shuke.service.trino.."))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FEATURES);

  @ArchTest
  static final ArchRule controllersAreNobodyElsesBusiness =
      classes().that().areAnnotatedWith(RestController.class).should().bePackagePrivate();

  @ArchTest
  static final ArchRule onlyTheRunPackageReadsIceberg =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.shuke.service.run..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.iceberg..");
}

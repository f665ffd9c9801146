package dev.shuke;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The model is shared by stream, batch and service, so it knows none of them. */
@AnalyzeClasses(packages = "dev.shuke", importOptions = DoNotIncludeTests.class)
class CoreIsPureTest {

  @ArchTest
  static final ArchRule IMPORTS_NO_ENGINE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.iceberg..",
              "org.apache.flink..",
              "org.apache.spark..",
              "org.apache.kafka..",
              "org.springframework..",
              "io.trino..");

  @ArchTest
  static final ArchRule READS_NO_CLOCK =
      noClasses()
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.LocalDate.class, "now");
}

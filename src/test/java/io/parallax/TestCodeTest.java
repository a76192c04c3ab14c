package io.parallax;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// What tests and benchmarks keep to.
@AnalyzeClasses(packages = "io.parallax", importOptions = ImportOption.OnlyIncludeTests.class)
class TestCodeTest {

  @ArchTest
  static final ArchRule testsWaitForEventsAndNeverSleep =
      noClasses().should().accessTargetWhere(target(name("sleep"))).as("no test should sleep");

  @ArchTest
  static final ArchRule testsUseRealObjectsAndFakes =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.mockito..", "org.springframework.test.context.bean.override..");
}

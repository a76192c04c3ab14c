package io.parallax;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.parallax.executor.process.WorkerClasses;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/// The shape of the code: which package may use which, and what has no place in any of them.
@AnalyzeClasses(packages = "io.parallax", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /// What each package may use besides itself and the packages every one may use. A new package
  /// needs a line here.
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("error", Set.of()),
          Map.entry("type", Set.of()),
          Map.entry("limit", Set.of()),
          Map.entry("memory", Set.of()),
          Map.entry("array", Set.of("memory")),
          Map.entry("dataset", Set.of("memory", "array")),
          Map.entry("language", Set.of()),
          Map.entry("function", Set.of("language")),
          Map.entry("program", Set.of("language")),
          Map.entry("mathematics", Set.of("language", "program")),
          Map.entry("lowering", Set.of("language", "function", "program", "mathematics")),
          Map.entry("kernel", Set.of("memory", "array", "program", "lowering")),
          Map.entry(
              "executor", Set.of("memory", "array", "language", "program", "lowering", "kernel")),
          Map.entry("strategy", Set.of("program", "executor")),
          Map.entry(
              "compute",
              Set.of(
                  "memory",
                  "array",
                  "dataset",
                  "language",
                  "function",
                  "program",
                  "lowering",
                  "kernel",
                  "strategy",
                  "executor")),
          Map.entry(
              "benchmark", Set.of("memory", "array", "program", "compute", "strategy", "executor")),
          Map.entry(
              "format",
              Set.of(
                  "benchmark",
                  "compute",
                  "strategy",
                  "executor",
                  "memory",
                  "array",
                  "dataset",
                  "kernel")),
          Map.entry("recent", Set.of("compute", "memory", "array")),
          Map.entry("warmup", Set.of("format", "compute", "executor", "kernel", "memory")),
          Map.entry(
              "http",
              Set.of(
                  "format",
                  "benchmark",
                  "compute",
                  "recent",
                  "strategy",
                  "executor",
                  "memory",
                  "array",
                  "dataset",
                  "language",
                  "program",
                  "lowering")));

  private static final Set<String> EVERY_PACKAGE_MAY_USE = Set.of("error", "type", "limit");

  @ArchTest
  static void noTwoClassesShareASimpleName(JavaClasses all) {
    Map<String, List<String>> byName =
        all.stream()
            .filter(each -> each.isTopLevelClass() && !each.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    Collectors.mapping(JavaClass::getName, Collectors.toList())));

    assertThat(byName.values()).filteredOn(names -> names.size() > 1).isEmpty();
  }

  private static final String[] CORE = workerPackages(each -> !each.startsWith("executor."));

  @ArchTest
  static final ArchRule packagesUseOnlyWhatTheTableAllows =
      classes().should(useOnlyWhatTheTableAllows()).allowEmptyShould(true);

  @ArchTest
  static final ArchRule topPackagesAreFreeOfCycles =
      slices().matching("io.parallax.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  /// Every package is a slice of its own, so a package and its sub-package cannot need each other.
  @ArchTest
  static final ArchRule packagesAndTheirRoomsAreFreeOfCycles =
      slices().matching("io.parallax.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theProtocolOfKernelsKnowsNoEngine =
      noClasses()
          .that()
          .resideInAPackage("io.parallax.kernel")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.parallax.kernel.interpreter..",
              "io.parallax.kernel.order..",
              "io.parallax.kernel.block..",
              "io.parallax.kernel.bytecode..",
              "io.parallax.kernel.llvm..");

  @ArchTest
  static final ArchRule coreKnowsNoFramework =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..",
              "tools.jackson..",
              "com.fasterxml..",
              "io.micrometer..",
              "jakarta..")
          .allowEmptyShould(true);

  /// What workers and compiler processes consist of: their class path is the service's own classes
  /// and nothing else.
  private static final String[] CHILD_PROCESSES =
      workerPackages(each -> each.startsWith("executor."));

  @ArchTest
  static final ArchRule childProcessesNeedNothingButTheCore =
      noClasses()
          .that()
          .resideInAnyPackage(CHILD_PROCESSES)
          .should()
          .dependOnClassesThat(
              not(
                  resideInAnyPackage(CORE)
                      .or(resideInAnyPackage(CHILD_PROCESSES))
                      .or(resideInAPackage("java.."))
                      .or(resideInAPackage("org.jspecify.annotations.."))));

  /// Those of the packages that are part of a worker, with their sub-packages.
  private static String[] workerPackages(Predicate<String> wanted) {
    return WorkerClasses.PACKAGES.stream()
        .filter(wanted)
        .map("io.parallax.%s.."::formatted)
        .toArray(String[]::new);
  }

  @ArchTest
  static final ArchRule onlyTheNativeEngineAndMemoryCallForeignFunctions =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.parallax.kernel.llvm..")
          .and()
          .haveNameNotMatching("io\\.parallax\\.memory\\.CLibrary")
          .should()
          .dependOnClassesThat(assignableTo(Linker.class));

  @ArchTest
  static final ArchRule everyPackageIsNullMarked = classes().should(resideInANullMarkedPackage());

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      noClasses()
          .that(not(assignableTo(resideInAPackage("org.springframework.."))))
          .should()
          .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Dto|Mapper|Processor|Handler)");

  @ArchTest
  static final ArchRule packagesAreNamedAfterWhatTheyHold =
      noClasses()
          .should()
          .resideInAnyPackage("..common..", "..util..", "..model..", "..config..", "..constants..");

  @ArchTest
  static final ArchRule onlyOneRoomKnowsTheContainer =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.parallax.http.tomcat..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.catalina..", "org.apache.coyote..", "org.apache.tomcat..");

  @ArchTest static final ArchRule nothingUsesLombok = nothingDependsOn("lombok(\\..*)?");

  @ArchTest
  static final ArchRule nothingUsesJavaUtilLogging = nothingDependsOn("java\\.util\\.logging\\..*");

  @ArchTest
  static final ArchRule nothingChainsCompletableFutures =
      noClasses().should().dependOnClassesThat(assignableTo(CompletableFuture.class));

  @ArchTest
  static final ArchRule nothingReadsValueStrings =
      noClasses().should().dependOnClassesThat(assignableTo(Value.class));

  @ArchTest
  static final ArchRule nothingIsInjectedIntoFields =
      noFields()
          .should()
          .beAnnotatedWith(Autowired.class)
          .orShould()
          .beAnnotatedWith("jakarta.annotation.Resource")
          .orShould()
          .beAnnotatedWith("jakarta.inject.Inject")
          .allowEmptyShould(true);

  @ArchTest static final ArchRule nothingPrints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule offHeapMemoryHasAnOwner =
      noClasses()
          .should()
          .accessTargetWhere(
              target(owner(assignableTo(Arena.class))).and(target(nameMatching("global|ofAuto"))))
          .as("no class should use Arena.global() or Arena.ofAuto()");

  @ArchTest
  static final ArchRule staticStateIsImmutable =
      fields().that().areStatic().should().beFinal().allowEmptyShould(true);

  private static ArchRule nothingDependsOn(String namePattern) {
    return noClasses().should().dependOnClassesThat().haveNameMatching(namePattern);
  }

  private static ArchCondition<JavaClass> useOnlyWhatTheTableAllows() {
    return new ArchCondition<>("use only what the table allows") {
      @Override
      public void check(JavaClass user, ConditionEvents events) {
        String from = topPackage(user);
        if (from.isEmpty()) {
          return; // the root package starts the service and may use everything
        }
        Set<String> allowed = MAY_USE.get(from);
        if (allowed == null) {
          events.add(
              SimpleConditionEvent.violated(
                  user, user.getName() + " is in no package of the table"));
          return;
        }
        user.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> isOurs(dependency.getTargetClass()))
            .filter(
                dependency -> {
                  String to = topPackage(dependency.getTargetClass());
                  return !to.equals(from)
                      && !EVERY_PACKAGE_MAY_USE.contains(to)
                      && !allowed.contains(to);
                })
            .forEach(
                dependency ->
                    events.add(
                        SimpleConditionEvent.violated(dependency, dependency.getDescription())));
      }
    };
  }

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return new ArchCondition<>("reside in a package whose package-info is @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(
            new SimpleConditionEvent(
                type, marked, type.getPackageName() + " has no package-info with @NullMarked"));
      }
    };
  }

  private static boolean isOurs(JavaClass type) {
    return (type.getPackageName() + '.').startsWith("io.parallax.");
  }

  /// The name after `io.parallax`, empty for the root package.
  private static String topPackage(JavaClass type) {
    String[] parts = type.getPackageName().split("\\.", 4);
    return parts.length > 2 ? parts[2] : "";
  }
}

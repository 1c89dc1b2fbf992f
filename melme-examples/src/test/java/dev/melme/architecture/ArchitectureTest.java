package dev.melme.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The module arrows, over the classes of every published module and of the examples.
 *
 * <pre>
 * api  &lt;-  core, inmemory        &lt;-  testkit
 *          core, inmemory, jdbc  &lt;-  examples
 * </pre>
 *
 * It stands here because only this module sees all the others.
 */
class ArchitectureTest {
  private static final List<String> JAVA = List.of("java..", "org.jspecify..");
  private static final List<String> API = List.of("dev.melme.api..", "dev.melme.spi..");
  private static final List<String> CORE =
      List.of("dev.melme", "dev.melme.mail..", "dev.melme.transport..", "dev.melme.core..");
  private static final List<String> INMEMORY = List.of("dev.melme.inmemory..");
  private static final List<String> JDBC = List.of("dev.melme.jdbc..");
  private static final List<String> JDBC_LIBRARIES =
      List.of("javax.sql..", "org.slf4j..", "org.flywaydb.core..");
  private static final List<String> TESTKIT = List.of("dev.melme.testkit..");
  private static final List<String> EXAMPLES = List.of("dev.melme.examples..");

  private static JavaClasses code;

  @BeforeAll
  static void read() {
    code =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.melme");
  }

  @Test
  void every_package_belongs_to_a_module_known_here() {
    classes()
        .should()
        .resideInAnyPackage(packages(API, CORE, INMEMORY, JDBC, TESTKIT, EXAMPLES))
        .because("a package that no rule names would escape them all")
        .check(code);
  }

  @Test
  void api_and_spi_depend_on_java_and_jspecify_alone() {
    classes()
        .that()
        .resideInAnyPackage(packages(API))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(packages(API, JAVA))
        .check(code);
  }

  @Test
  void a_store_depends_on_the_api_alone() {
    classes()
        .that()
        .resideInAnyPackage(packages(INMEMORY))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(packages(API, INMEMORY, JAVA))
        .because("what a store needs beyond java.* and the API comes to it through the SPI")
        .check(code);
  }

  @Test
  void the_jdbc_store_depends_on_the_api_a_logger_and_flyway() {
    classes()
        .that()
        .resideInAnyPackage(packages(JDBC))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(packages(API, JDBC, JAVA, JDBC_LIBRARIES))
        .because("it runs on any DataSource: no pool and no driver may be named in it")
        .check(code);
  }

  @Test
  void only_the_examples_depend_on_the_jdbc_store() {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages(JDBC, EXAMPLES))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(JDBC))
        .because("a host that keeps mail elsewhere must not carry it; benchmarks may, beside these")
        .check(code);
  }

  @Test
  void core_knows_no_store_and_no_module_above_it() {
    noClasses()
        .that()
        .resideInAnyPackage(packages(CORE))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(INMEMORY, JDBC, TESTKIT, EXAMPLES))
        .check(code);
  }

  @Test
  void only_core_uses_the_internals_of_core() {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages(CORE))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.melme.core..")
        .check(code);
  }

  @Test
  void nothing_uses_the_examples() {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages(EXAMPLES))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(EXAMPLES))
        .check(code);
  }

  @Test
  void packages_form_no_cycle() {
    slices().matching("dev.(**)").should().beFreeOfCycles().check(code);
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  private static String[] packages(List<String>... modules) {
    return Arrays.stream(modules).flatMap(List::stream).toArray(String[]::new);
  }
}

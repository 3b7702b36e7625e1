package io.registrysidecar;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house is as {@code docs/architecture.md} says. */
class ArchitectureTest {

  private static final String HOUSE = "io.registrysidecar";
  private static final String ROOT = "Sidecar";

  private static ArchitectureTables tables;
  private static JavaClasses program;

  @BeforeAll
  static void readTheHouse() throws IOException {
    tables = ArchitectureTables.read(Path.of("../docs/architecture.md"));
    program =
        new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(HOUSE);
  }

  @Test
  void theTablesAreThere() {
    assertThat(tables.mayUse()).containsKeys("oci", "scan", "cli", ROOT);
    assertThat(tables.onlyIn()).containsKeys("io.vertx", "java.sql", "javax.sql");
  }

  @Test
  void everyPackageIsARoomOfTheTable() {
    assertThat(program.stream().map(type -> room(place(type))).distinct())
        .isSubsetOf(tables.mayUse().keySet());
  }

  @Test
  void aRoomUsesOnlyTheRoomsThatTheTableAllows() {
    assertThat(uses().filter(use -> isOurs(use.getTargetClass())).filter(use -> !allowed(use)))
        .extracting(Dependency::getDescription)
        .as("uses of a room that docs/architecture.md does not allow")
        .isEmpty();
  }

  @Test
  void noTwoRoomsNeedEachOther() {
    slices().matching(HOUSE + ".(*)..").should().beFreeOfCycles().check(program);
  }

  @Test
  void aLibraryStaysInItsRooms() {
    assertThat(uses().filter(this::libraryOutOfPlace))
        .extracting(Dependency::getDescription)
        .as("uses of a library outside of the rooms that docs/architecture.md names")
        .isEmpty();
  }

  @Test
  void everyPackageSaysThatNothingIsNullUnlessItSaysSo() {
    assertThat(program.stream().map(JavaClass::getPackage).distinct())
        .filteredOn(room -> !room.isAnnotatedWith(NullMarked.class))
        .extracting(JavaPackage::getName)
        .as("packages without @NullMarked in a package-info.java")
        .isEmpty();
  }

  private static Stream<Dependency> uses() {
    return program.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream());
  }

  private boolean allowed(Dependency use) {
    String from = place(use.getOriginClass());
    String to = place(use.getTargetClass());
    return room(from).equals(room(to))
        || tables.mayUse().getOrDefault(room(from), List.of()).stream()
            .anyMatch(grant -> grant.equals(to) || grant.equals(room(to) + ".*"));
  }

  private boolean libraryOutOfPlace(Dependency use) {
    String target = use.getTargetClass().getPackageName() + ".";
    String place = place(use.getOriginClass()) + ".";
    return tables.onlyIn().entrySet().stream()
        .filter(rule -> target.startsWith(rule.getKey() + "."))
        .anyMatch(rule -> rule.getValue().stream().noneMatch(in -> place.startsWith(in + ".")));
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith(HOUSE);
  }

  /** The package below the root, for example {@code oci.client}. */
  private static String place(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(HOUSE) ? ROOT : name.substring(HOUSE.length() + 1);
  }

  private static String room(String place) {
    int dot = place.indexOf('.');
    return dot < 0 ? place : place.substring(0, dot);
  }
}

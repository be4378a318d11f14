package org.camelometer;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Holds the house together: a room uses rooms of lower floors only, and not others of its own. */
class FloorsTest {
  private static final JavaClasses HOUSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("org.camelometer");

  private static final String HOUSE = "org.camelometer.";

  private static final Map<String, Integer> FLOORS =
      Map.ofEntries(
          Map.entry("runtime", 6),
          Map.entry("hypervisor", 5),
          Map.entry("openstack", 5),
          Map.entry("notification", 5),
          Map.entry("publish", 5),
          Map.entry("collector", 5),
          Map.entry("keystone", 4),
          Map.entry("poll", 3),
          Map.entry("transform", 3),
          Map.entry("definition", 2),
          Map.entry("expression", 2),
          Map.entry("http", 2),
          Map.entry("component.rabbitmq", 2),
          Map.entry("component.spool", 2),
          Map.entry("sample", 1));

  @Test
  void everyClassHasARoom() {
    ArchRule rule = classes().should(satisfy("stand in a room", c -> room(c).isPresent()));
    rule.check(HOUSES);
  }

  @Test
  void roomsUseLowerFloorsOnly() {
    ArchRule rule =
        classes()
            .should(
                new ArchCondition<JavaClass>("use rooms of lower floors only") {
                  @Override
                  public void check(JavaClass user, ConditionEvents events) {
                    user.getDirectDependenciesFromSelf()
                        .forEach(
                            use ->
                                events.add(
                                    new SimpleConditionEvent(
                                        use,
                                        mayUse(user, use.getTargetClass()),
                                        use.getDescription())));
                  }
                });
    rule.check(HOUSES);
  }

  @Test
  void componentsStandAlone() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("org.camelometer.component..")
            .should()
            .dependOnClassesThat(
                DescribedPredicate.describe(
                    "are of other rooms",
                    c ->
                        c.getPackageName().startsWith(HOUSE)
                            && !c.getPackageName().startsWith(HOUSE + "component.")));
    rule.check(HOUSES);
  }

  @Test
  void publishersShareTheRoomOfAllAndThatOfHttpOnly() {
    ArchRule rule =
        slices()
            .matching(HOUSE + "publish.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAPackage(HOUSE + "publish.http"));
    rule.check(HOUSES);
  }

  @Test
  void whatPublishersShareKnowsNoneOfThem() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage(HOUSE + "publish")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HOUSE + "publish.*..");
    rule.check(HOUSES);
  }

  @Test
  void whatCarriesRequestsKnowsNoTokens() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage(HOUSE + "keystone.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                HOUSE + "keystone", HOUSE + "keystone.session", HOUSE + "keystone.client");
    rule.check(HOUSES);
  }

  @Test
  void onlyTheRuntimeKnowsCamelMain() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage("org.camelometer.runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel.main..");
    rule.check(HOUSES);
  }

  @Test
  void pollingAndTransformingKnowNoCamel() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage(
                "org.camelometer.sample..",
                "org.camelometer.definition..",
                "org.camelometer.poll..",
                "org.camelometer.transform..",
                "org.camelometer.hypervisor..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");
    rule.check(HOUSES);
  }

  @Test
  void nothingIsDeserializedByJava() {
    ArchRule rule =
        noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream");
    rule.check(HOUSES);
  }

  @Test
  void namesSayWhatAClassIs() {
    ArchRule rule =
        noClasses()
            .that()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager");
    rule.check(HOUSES);
  }

  private static boolean mayUse(JavaClass user, JavaClass used) {
    Optional<String> from = room(user);
    Optional<String> to = room(used);
    if (from.isEmpty() || to.isEmpty() || from.equals(to)) {
      return true;
    }
    return FLOORS.get(from.get()) > FLOORS.get(to.get());
  }

  /** The room of a class of ours; no room's name begins with another's. */
  private static Optional<String> room(JavaClass c) {
    String name = c.getPackageName();
    return FLOORS.keySet().stream()
        .filter(room -> name.equals(HOUSE + room) || name.startsWith(HOUSE + room + "."))
        .findFirst();
  }

  private static ArchCondition<JavaClass> satisfy(
      String description, java.util.function.Predicate<JavaClass> condition) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass c, ConditionEvents events) {
        events.add(
            new SimpleConditionEvent(
                c, condition.test(c), c.getName() + " doesn't " + description));
      }
    };
  }
}

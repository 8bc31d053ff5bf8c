package dev.muster.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The rules A1 to A13 of `ARCHITECTURE.md`, over classes below any root package.
///
/// A rule says nothing about a package that does not exist, so that every module can hold all of
/// them. A class that carries [dev.muster.house.Exempt] is left out of the rules that it names.
public final class HouseRules {

    private static final String[] PURE_JDK = {
        "java.lang..", "java.util..", "java.time..", "java.math..", "java.text..", "org.jspecify.."
    };

    private final String root;
    private final Map<String, ArchRule> rules = new LinkedHashMap<>();

    private HouseRules(String root) {
        this.root = root;
        rules.put("A1", deciders());
        rules.put("A2", model());
        rules.put("A2y", notation());
        rules.put("A3", cycles());
        rules.put("A4", inward());
        rules.put("A5", adapters());
        rules.put("A6", framework());
        rules.put("A7", sql());
        rules.put("A8", wire());
        rules.put("A9", time());
        rules.put("A9r", random());
        rules.put("A10", injection());
        rules.put("A11", names());
        rules.put("A12", loggers());
        rules.put("A12s", streams());
        rules.put("A13", values());
    }

    /// The rules for the classes below a package, `dev.muster` for all that is ours.
    public static HouseRules below(String root) {
        return new HouseRules(root);
    }

    /// What breaks each rule, by the rule's number; rules that hold are not in it.
    public Map<String, String> broken(JavaClasses classes) {
        var broken = new LinkedHashMap<String, String>();
        rules.forEach(
                (number, rule) -> {
                    EvaluationResult result = rule.allowEmptyShould(true).evaluate(classes);
                    if (result.hasViolation()) {
                        broken.put(number, result.getFailureReport().toString());
                    }
                });
        return broken;
    }

    /// The numbers that an exception may name.
    public static boolean knows(String number) {
        return new HouseRules("dev.muster").rules.containsKey(number);
    }

    private ArchRule deciders() {
        return classes()
                .that(in("core..", "plan..", "paths.."))
                .and(notExempt("A1"))
                .should()
                .onlyDependOnClassesThat(
                        in("core..", "plan..", "paths..", "config.model..", "config.diagnostic..")
                                .or(in("house.."))
                                .or(resideInAnyPackage(PURE_JDK))
                                .or(resideInAnyPackage("com.google.re2j.."))
                                .or(resideInAnyPackage("org.apache.commons.numbers.."))
                                .or(primitives()))
                .because("equal inputs must give equal plans");
    }

    private ArchRule model() {
        return classes()
                .that(in("config.model..", "config.diagnostic.."))
                .and(notExempt("A2"))
                .should()
                .onlyDependOnClassesThat(
                        in("config.model..", "config.diagnostic..", "house..")
                                .or(resideInAnyPackage("java..", "org.jspecify.."))
                                .or(primitives()))
                .because("the model outlives its notation");
    }

    private ArchRule notation() {
        return noClasses()
                .that(not(in("config.yaml..", "config.edit..")))
                .and(notExempt("A2y"))
                .should()
                .dependOnClassesThat(resideInAPackage("org.yaml.."))
                .because("the model outlives its notation: YAML's types stay where YAML is read");
    }

    private ArchRule cycles() {
        return slices().matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("a feature can be read, and removed, alone");
    }

    private ArchRule inward() {
        return noClasses()
                .that(not(in("adapter..", "wiring..", "cli..", "demo..")))
                .and(notExempt("A4"))
                .should()
                .dependOnClassesThat(in("adapter..", "wiring.."))
                .because("ports point inward");
    }

    private ArchRule adapters() {
        return slices().matching(root + ".adapter.(*)..")
                .should()
                .notDependOnEachOther()
                .because("one adapter can be replaced without opening another");
    }

    private ArchRule framework() {
        return noClasses()
                .that(not(in("wiring..", "intake..", "api..", "adapter..")))
                .and(notExempt("A6"))
                .should()
                .dependOnClassesThat(resideInAPackage("io.micronaut.."))
                .because("the framework is a detail at the edge");
    }

    private ArchRule sql() {
        return noClasses()
                .that(not(in("adapter.jdbc..", "adapter.quartz..", "wiring..")))
                .and(notExempt("A7"))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi.."))
                .because("the store is a detail at the edge");
    }

    private ArchRule wire() {
        return noClasses()
                .that(
                        not(
                                in(
                                        "adapter..",
                                        "intake..",
                                        "api..",
                                        "wiring..",
                                        "cli..",
                                        "demo..",
                                        "simulation..")))
                .and(not(in("report..", "config.json..", "config.schema..", "config.yaml..")))
                .and(notExempt("A8"))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "java.net.http..", "com.fasterxml.jackson..", "tools.jackson.."))
                .because("wire shapes are not domain shapes");
    }

    private ArchRule time() {
        return noClasses()
                .that(notExempt("A9"))
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "now")
                .orShould()
                .callMethod(java.time.ZonedDateTime.class, "now")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .because("tests move time by hand: inject a java.time.Clock");
    }

    private ArchRule random() {
        return noClasses()
                .that(notExempt("A9r"))
                .should()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(java.util.Random.class)
                .because("plans repeat: break a tie by a hash of what is known");
    }

    private ArchRule injection() {
        return noFields()
                .that()
                .areDeclaredInClassesThat(notExempt("A10"))
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("io.micronaut.context.annotation.Value")
                .orShould()
                .beAnnotatedWith("io.micronaut.context.annotation.Property")
                .because("a class shows its needs in one line, its constructor");
    }

    private ArchRule names() {
        return noClasses()
                .that(notExempt("A11"))
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Data|Info|Processor)")
                .because("each such name hides a missing one");
    }

    private ArchRule loggers() {
        return fields().that()
                .haveRawType("org.slf4j.Logger")
                .and()
                .areDeclaredInClassesThat(notExempt("A12"))
                .should()
                .bePrivate()
                .andShould()
                .beStatic()
                .andShould()
                .beFinal()
                .andShould()
                .haveName("LOG")
                .because("one way to look for things");
    }

    private ArchRule streams() {
        return noClasses()
                .that(not(in("cli..", "demo..")))
                .and(notExempt("A12s"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .dependOnClassesThat(resideInAPackage("java.util.logging.."))
                .because(
                        "standard streams belong to the command line, all else is logged by SLF4J");
    }

    private ArchRule values() {
        return noFields()
                .that()
                .areDeclaredInClassesThat(
                        in("core..", "config.model..", "plan..").and(notExempt("A13")))
                .and(inRecords())
                .should()
                .haveRawType(Optional.class)
                .orShould()
                .haveRawType(mutable())
                .because("values stay values");
    }

    private DescribedPredicate<JavaClass> in(String... packages) {
        var names = new String[packages.length];
        for (int i = 0; i < packages.length; i++) {
            names[i] = root + "." + packages[i];
        }
        return resideInAnyPackage(names);
    }

    private static DescribedPredicate<JavaClass> primitives() {
        return DescribedPredicate.describe(
                "primitive",
                type -> type.isPrimitive() || type.getBaseComponentType().isPrimitive());
    }

    private static DescribedPredicate<JavaClass> mutable() {
        return DescribedPredicate.describe(
                "an array or a mutable collection",
                type ->
                        type.isArray()
                                || type.isEquivalentTo(java.util.ArrayList.class)
                                || type.isEquivalentTo(java.util.HashMap.class)
                                || type.isEquivalentTo(java.util.HashSet.class)
                                || type.isEquivalentTo(java.util.Date.class));
    }

    private static DescribedPredicate<JavaField> inRecords() {
        return DescribedPredicate.describe(
                "components of records",
                field ->
                        field.getOwner().isRecord()
                                && !field.getModifiers().contains(JavaModifier.STATIC));
    }

    private static DescribedPredicate<JavaClass> notExempt(String number) {
        return DescribedPredicate.describe(
                "without an exception from " + number, type -> !Exemptions.frees(type, number));
    }
}

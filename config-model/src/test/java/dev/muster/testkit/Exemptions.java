package dev.muster.testkit;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;

import dev.muster.house.Exempt;

import java.util.Arrays;
import java.util.List;

/// The exceptions that classes claim for themselves.
public final class Exemptions {

    private Exemptions() {}

    /// One line for each: the class, the rules, the reason.
    public static List<String> of(JavaClasses classes) {
        return classes.stream()
                .filter(type -> type.isAnnotatedWith(Exempt.class))
                .map(type -> "%s %s: %s".formatted(type.getName(), rules(type), reason(type)))
                .sorted()
                .toList();
    }

    /// The exceptions that name no rule, an unknown rule, or no reason.
    public static List<String> unfounded(JavaClasses classes) {
        return classes.stream()
                .filter(type -> type.isAnnotatedWith(Exempt.class))
                .filter(
                        type ->
                                rules(type).isEmpty()
                                        || !rules(type).stream().allMatch(HouseRules::knows)
                                        || reason(type).isBlank())
                .map(JavaClass::getName)
                .sorted()
                .toList();
    }

    static boolean frees(JavaClass type, String number) {
        return type.isAnnotatedWith(Exempt.class) && rules(type).contains(number)
                || type.getEnclosingClass().map(outer -> frees(outer, number)).orElse(false);
    }

    private static List<String> rules(JavaClass type) {
        return Arrays.stream((Object[]) annotation(type).get("from").orElseThrow())
                .map(Object::toString)
                .toList();
    }

    private static String reason(JavaClass type) {
        return annotation(type).get("because").orElseThrow().toString();
    }

    private static JavaAnnotation<JavaClass> annotation(JavaClass type) {
        return type.getAnnotationOfType(Exempt.class.getName());
    }
}

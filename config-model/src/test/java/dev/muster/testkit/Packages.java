package dev.muster.testkit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;

import java.util.List;
import java.util.stream.Stream;

/// What is asked of a package as a whole.
public final class Packages {

    /// More public types than this and a package has more than one door.
    private static final int MOST_PUBLIC_TYPES = 15;

    private Packages() {}

    /// The packages with classes but without `@NullMarked`, which only a `package-info` can carry.
    public static List<String> withoutNullMarked(JavaClasses classes) {
        return packages(classes)
                .filter(it -> !it.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .map(JavaPackage::getName)
                .toList();
    }

    /// The packages with too many public types, each with their names.
    public static List<String> tooWide(JavaClasses classes) {
        return packages(classes)
                .filter(it -> publicTypes(it).size() > MOST_PUBLIC_TYPES)
                .map(it -> it.getName() + ": " + publicTypes(it))
                .toList();
    }

    private static List<String> publicTypes(JavaPackage of) {
        return of.getClasses().stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(it -> it.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(it -> !it.isArray() && !it.getName().contains("$"))
                .map(JavaClass::getSimpleName)
                .sorted()
                .toList();
    }

    private static Stream<JavaPackage> packages(JavaClasses classes) {
        return classes.stream()
                .filter(it -> !it.getSimpleName().equals("package-info"))
                .map(it -> it.getPackage())
                .distinct()
                .sorted(java.util.Comparator.comparing(JavaPackage::getName));
    }
}

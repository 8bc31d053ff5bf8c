package dev.muster.house;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Frees one class from rules of the house. The architecture test lists every use.
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Exempt {

    /// The rules by their numbers in `ARCHITECTURE.md`, as in `A9`.
    String[] from();

    /// Why the rule does more harm than good here, in one sentence.
    String because();
}

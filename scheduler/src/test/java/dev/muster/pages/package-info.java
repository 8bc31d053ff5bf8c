/// The dashboard in a real browser, on the real service.
@NullMarked
package dev.muster.pages;

import org.jspecify.annotations.NullMarked;

/// The door of the language: text in, a valid configuration or every fault in it out.
@NullMarked
package dev.muster.config;

import org.jspecify.annotations.NullMarked;

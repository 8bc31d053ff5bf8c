/// What stands between the features and the world: one package for each technology.
@NullMarked
package dev.muster.adapter;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.muster.adapter.oidc;

import org.jspecify.annotations.NullMarked;

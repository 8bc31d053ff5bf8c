/// People who sign in with GitHub: who they are, for how long a browser is theirs, and what they
/// may do in which repository.
///
/// Knows no HTTP, no database, and no token of GitHub's: GitHub is asked who somebody is, and
/// nothing that it gave for that is kept.
@NullMarked
package dev.muster.people;

import org.jspecify.annotations.NullMarked;

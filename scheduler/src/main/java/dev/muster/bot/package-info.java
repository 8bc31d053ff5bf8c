/// What the bot shows on GitHub: pull requests that promote a target, issues about flaky ones.
///
/// What should be shown is worked out from what is stored; GitHub is brought up to it. A post bears
/// a hidden marker and is looked for before it is made, so that it is never doubled. Knows no
/// database and no HTTP.
@NullMarked
package dev.muster.bot;

import org.jspecify.annotations.NullMarked;

/// Git repositories of this machine, read by JGit. Never writes to a repository and runs no hook,
/// filter or other program that a repository names.
@NullMarked
package dev.muster.adapter.git;

import org.jspecify.annotations.NullMarked;

package dev.muster.core.ci;

/// A repository's name: `owner/name`. A repository of this machine has the owner [#LOCAL].
///
/// @param owner never blank, without `/`
/// @param name never blank, without `/`
public record RepoSlug(String owner, String name) {

    /// The owner of repositories that are folders of this machine.
    public static final String LOCAL = "local";

    public RepoSlug {
        if (owner.isBlank() || name.isBlank() || owner.contains("/") || name.contains("/")) {
            throw new IllegalArgumentException(
                    "not a repository name: '" + owner + "/" + name + "'");
        }
    }

    @Override
    public String toString() {
        return owner + "/" + name;
    }
}

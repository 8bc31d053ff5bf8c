package dev.muster.adapter.github;

import dev.muster.core.ci.RepoSlug;

/// How GitHub knows a repository.
///
/// @param slug its present name
/// @param installation GitHub's number of the App's installation on it
/// @param repository GitHub's number of it, which stays when it is renamed
public record Address(RepoSlug slug, long installation, long repository) {

    Call.As as() {
        return new Call.As.Installed(installation, repository);
    }

    /// The path of something in the repository.
    String path(String rest) {
        return "/repos/%s/%s%s".formatted(Call.part(slug.owner()), Call.part(slug.name()), rest);
    }
}

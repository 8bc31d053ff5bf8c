package dev.muster.adapter.github;

/// Whether a repository's name still means it.
///
/// GitHub leads from an old name to the new one only until somebody gives the old one to another
/// repository. What is missing there, or stands there, says nothing of ours then, until it is
/// learnt what ours is called now.
final class Naming {

    /// Why nothing is believed.
    static final String TAKEN = "the repository's name may mean another one by now";

    private Naming() {}

    /// Asks GitHub. Costs nothing of the hour's calls where nothing changed.
    static boolean holds(GitHubClient client, Address at) {
        return client.send(Call.get(at.as(), at.path(""))) instanceof Answer.Done done
                && holds(done, at);
    }

    /// Whether it is ours that GitHub describes.
    static boolean holds(Answer.Done repository, Address at) {
        return repository.body().path("id").asLong() == at.repository();
    }
}

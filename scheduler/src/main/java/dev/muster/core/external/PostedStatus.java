package dev.muster.core.external;

import dev.muster.core.ci.Verdict;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The statuses that another scheduler can post.
public enum PostedStatus {
    /// it has started, or is still at it
    RUNNING(null),
    /// passed
    SUCCEEDED(Verdict.PASSED),
    /// failed for a cause in the code under test
    FAILED(Verdict.FAILED),
    /// ended for a cause outside the code under test
    INFRA_FAILURE(Verdict.INFRA_FAILED),
    /// stopped because its time was up
    TIMED_OUT(Verdict.TIMED_OUT),
    /// stopped because somebody asked
    CANCELLED(Verdict.CANCELLED);

    private final @Nullable Verdict verdict;

    PostedStatus(@Nullable Verdict verdict) {
        this.verdict = verdict;
    }

    /// How an execution of this status ended; null while it has not.
    public @Nullable Verdict verdict() {
        return verdict;
    }

    /// The word in JSON.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The status of a word, if one has it.
    public static Optional<PostedStatus> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    /// All words, for a sentence.
    public static String words() {
        return Arrays.stream(values()).map(PostedStatus::word).collect(Collectors.joining(", "));
    }
}

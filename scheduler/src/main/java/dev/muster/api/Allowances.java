package dev.muster.api;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// How much may be asked of GitHub.
public interface Allowances {

    /// One for each that asked something since the start.
    List<Allowance> allowances();

    /// What one caller may ask.
    ///
    /// @param installation who asks; null: the App itself
    /// @param hour calls, as GitHub told
    /// @param minute points of the secondary limit, as they are counted here
    /// @param pausedUntil until when GitHub asked to be left alone; null: it did not
    record Allowance(
            @Nullable Long installation,
            Bucket hour,
            Bucket minute,
            @Nullable Instant pausedUntil) {}

    /// What is renewed at once or little by little.
    ///
    /// @param limit how much there is at most
    /// @param left how much there is
    /// @param renewedAt when there will be all of it again; null: not known, or there is
    record Bucket(int limit, int left, @Nullable Instant renewedAt) {}
}

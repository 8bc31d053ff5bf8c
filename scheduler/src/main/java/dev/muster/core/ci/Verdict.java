package dev.muster.core.ci;

/// How an attempt ended.
public enum Verdict {
    /// the code under test is good
    PASSED(TaskStatus.SUCCEEDED),
    /// the code under test failed
    FAILED(TaskStatus.FAILED),
    /// stopped because its time was up
    TIMED_OUT(TaskStatus.TIMED_OUT),
    /// stopped because somebody asked
    CANCELLED(TaskStatus.CANCELLED),
    /// ended for a cause outside the code under test
    INFRA_FAILED(TaskStatus.INFRA_FAILURE);

    private final TaskStatus status;

    Verdict(TaskStatus status) {
        this.status = status;
    }

    /// The status of an attempt that ended so.
    public TaskStatus status() {
        return status;
    }
}

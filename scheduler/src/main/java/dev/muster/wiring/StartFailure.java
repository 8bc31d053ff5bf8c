package dev.muster.wiring;

/// The service cannot start; the message says why and what to do, in a sentence for the operator.
public final class StartFailure extends Exception {

    private static final long serialVersionUID = 1L;

    StartFailure(String why) {
        super(why, null, false, false);
    }

    /// The sentence.
    public String why() {
        return String.valueOf(getMessage());
    }
}

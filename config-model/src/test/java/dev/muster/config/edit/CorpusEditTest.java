package dev.muster.config.edit;

/// A few targets of every file, for a quick answer.
class CorpusEditTest extends CorpusEditContract {
    @Override
    int most() {
        return 5;
    }
}

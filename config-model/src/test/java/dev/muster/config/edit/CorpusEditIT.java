package dev.muster.config.edit;

/// Every target of every file.
class CorpusEditIT extends CorpusEditContract {
    @Override
    int most() {
        return Integer.MAX_VALUE;
    }
}

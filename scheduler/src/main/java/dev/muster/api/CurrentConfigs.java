package dev.muster.api;

import dev.muster.config.model.CiConfig;
import dev.muster.core.ci.RepoSlug;

import java.util.List;

/// The configurations that a branch's newest commit has.
public interface CurrentConfigs {

    /// The valid ones, in order; empty where there is none.
    List<CiConfig> of(RepoSlug repo, String branch);
}

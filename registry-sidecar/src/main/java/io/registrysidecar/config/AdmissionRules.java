package io.registrysidecar.config;

import java.time.Duration;

/**
 * How clusters are answered, beyond what verdicts say.
 *
 * @param deadline how long an answer may wait for the registry and a scan
 * @param unknown what is said of images without a verdict
 * @param error what is said when the registry or the state cannot be asked
 * @param unknownRegistry what is said of images that are not looked after
 * @param exemptNamespaces patterns of namespaces in which everything may run
 * @param exemptImages patterns of registry and repository of images that may run anywhere
 */
public record AdmissionRules(
    Duration deadline,
    WhenUnknown unknown,
    WhenInDoubt error,
    WhenInDoubt unknownRegistry,
    RepositoryFilter exemptNamespaces,
    RepositoryFilter exemptImages) {}

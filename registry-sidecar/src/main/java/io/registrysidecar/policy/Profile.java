package io.registrysidecar.policy;

import java.util.List;
import java.util.Set;

/**
 * What is different for some repositories.
 *
 * @param repositories patterns; the most specific one of all profiles that matches decides
 * @param rules rules that are added; one whose identifier the policy has already takes its place
 * @param without identifiers of the policy's rules that do not count here
 */
record Profile(List<Glob> repositories, List<NamedRule> rules, Set<String> without) {

  Profile {
    repositories = List.copyOf(repositories);
    rules = List.copyOf(rules);
    without = Set.copyOf(without);
  }
}

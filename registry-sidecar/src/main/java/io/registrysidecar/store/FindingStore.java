package io.registrysidecar.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is wrong with each component. Matching a component is done once, however many images have
 * it.
 */
public interface FindingStore {

  /**
   * Replaces the findings of components after they were matched.
   *
   * @param findings component number to its findings; an empty list means that it was matched and
   *     nothing was found
   * @param advisoryVersion the version of the advisory database used
   * @return the components whose findings are not what they were
   */
  Set<Long> replace(Map<Long, List<ComponentFinding>> findings, String advisoryVersion);

  /**
   * The findings of those of {@code components} that were matched with this advisory version;
   * others are missing from the map.
   */
  Map<Long, List<ComponentFinding>> of(Collection<Long> components, String advisoryVersion);

  /** Those of {@code components} that were matched with this advisory version. */
  Set<Long> judged(Collection<Long> components, String advisoryVersion);

  /**
   * Images that have a component with this finding, by its identifier or an alias, and are not
   * gone; in no particular order. What is stated of a finding in some of them does not count here.
   */
  Page<ImageKey> imagesAffectedBy(String idOrAlias, PageRequest page);
}

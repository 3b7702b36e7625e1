package io.registrysidecar.scan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.oci.Platform;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was said of inventories a moment ago, as long as the inventories themselves are {@linkplain
 * KnownInventories kept} and what is known to be wrong stays. The age of advisories and the ends of
 * life are judged by the clock, so nothing is kept for long.
 */
final class KnownJudgements {

  private final Cache<Inventory, Known> judgements =
      Caffeine.newBuilder().weakKeys().expireAfterWrite(Duration.ofMinutes(10)).build();

  /**
   * The judgement of an inventory, made now if it has to be.
   *
   * @throws UnusableKnowledge if what is known cannot be read
   */
  Judgement of(Inventory inventory, @Nullable Platform platform, Knowledge knowledge)
      throws UnusableKnowledge {
    String runsOn = String.valueOf(platform);
    Known known = judgements.getIfPresent(inventory);
    if (known != null && known.knowledge().equals(knowledge) && known.platform().equals(runsOn)) {
      return known.judgement();
    }
    Judgement judgement = knowledge.judge(inventory, platform);
    judgements.put(inventory, new Known(knowledge, runsOn, judgement));
    return judgement;
  }

  /**
   * One judgement.
   *
   * @param knowledge by what
   * @param platform what the image runs on
   */
  private record Known(Knowledge knowledge, String platform, Judgement judgement) {}
}

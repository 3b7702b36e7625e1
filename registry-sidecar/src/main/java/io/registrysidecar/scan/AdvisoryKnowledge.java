package io.registrysidecar.scan;

import io.registrysidecar.advisory.DatabaseInfo;
import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.AdvisoryDatabases;
import io.registrysidecar.advisory.db.UnusableDatabase;
import io.registrysidecar.advisory.match.MatchResult;
import io.registrysidecar.advisory.match.Matcher;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.schema.AdvisoriesInfo;
import io.registrysidecar.schema.FeedInfo;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the advisory database in force knows. While its file is replaced by one that cannot be used,
 * or is taken away, the one before stays in force: results must not become worse by an accident
 * with a file.
 */
public final class AdvisoryKnowledge implements Supplier<Knowledge> {

  private static final Logger LOG = LoggerFactory.getLogger(AdvisoryKnowledge.class);

  private final AdvisoryDatabases databases;
  private final Matcher matcher;
  private final AtomicReference<Knowledge> last = new AtomicReference<>(Knowledge.NOTHING);
  private final AtomicReference<String> complaint = new AtomicReference<>("");

  /** Follows {@code databases}. */
  public AdvisoryKnowledge(AdvisoryDatabases databases, Matcher matcher) {
    this.databases = databases;
    this.matcher = matcher;
  }

  @Override
  public Knowledge get() {
    try {
      Optional<AdvisoryDatabase> current = databases.current();
      complaint.set("");
      return last.updateAndGet(before ->
          current.<Knowledge>map(database -> of(database, before)).orElseGet(() -> kept(before)));
    } catch (UnusableDatabase e) {
      String message = String.valueOf(e.getMessage());
      if (!complaint.getAndSet(message).equals(message)) {
        LOG.atWarn()
            .addKeyValue("file", databases.file())
            .addKeyValue("reason", message)
            .log("advisory database cannot be used");
      }
      return last.updateAndGet(before -> before instanceof Known ? before : new Unusable(e));
    }
  }

  private static Knowledge kept(Knowledge before) {
    return before instanceof Known ? before : Knowledge.NOTHING;
  }

  private Knowledge of(AdvisoryDatabase database, Knowledge before) {
    return before instanceof Known known && known.database == database
        ? known
        : new Known(database, matcher);
  }

  /** A database that can be used. */
  private record Known(AdvisoryDatabase database, Matcher matcher) implements Knowledge {

    @Override
    public String version() {
      return database.info().version();
    }

    @Override
    public Judgement judge(Inventory inventory, @Nullable Platform platform)
        throws UnusableKnowledge {
      try {
        MatchResult result = matcher.match(inventory, platform, database);
        return new Judgement(
            info(database.info()), result.findings(), result.notes(), result.endOfLife());
      } catch (UnusableDatabase e) {
        throw new UnusableKnowledge(String.valueOf(e.getMessage()), e);
      }
    }

    @Override
    public List<Finding> judge(Component component) throws UnusableKnowledge {
      try {
        return matcher.match(component, database).findings();
      } catch (UnusableDatabase e) {
        throw new UnusableKnowledge(String.valueOf(e.getMessage()), e);
      }
    }

    private static AdvisoriesInfo info(DatabaseInfo info) {
      return new AdvisoriesInfo(
          info.version(),
          info.newestRecord(),
          info.feeds().stream()
              .map(feed -> new FeedInfo(feed.name(), feed.records(), feed.newestRecord()))
              .toList());
    }
  }

  /** A database that cannot be used, where there was none before. */
  private record Unusable(UnusableDatabase cause) implements Knowledge {

    @Override
    public String version() {
      return "";
    }

    @Override
    public Judgement judge(Inventory inventory, @Nullable Platform platform)
        throws UnusableKnowledge {
      throw reason();
    }

    @Override
    public List<Finding> judge(Component component) throws UnusableKnowledge {
      throw reason();
    }

    private UnusableKnowledge reason() {
      return new UnusableKnowledge(String.valueOf(cause.getMessage()), cause);
    }
  }
}

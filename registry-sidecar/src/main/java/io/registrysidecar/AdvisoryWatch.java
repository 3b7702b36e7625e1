package io.registrysidecar;

import io.registrysidecar.advisory.DatabaseInfo;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.AdvisoryDatabases;
import io.registrysidecar.advisory.db.UnusableDatabase;
import io.registrysidecar.api.HealthCheck;
import io.registrysidecar.scan.Knowledge;
import io.registrysidecar.scan.ScanService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when the advisory database is replaced, and has every image judged again whose result
 * rests on another one.
 */
final class AdvisoryWatch implements Runnable, HealthCheck {

  private static final Logger LOG = LoggerFactory.getLogger(AdvisoryWatch.class);
  private static final String NAME = "advisories";

  private final Supplier<Knowledge> knowledge;
  private final AdvisoryDatabases databases;
  private final Duration staleAfter;
  private final ScanService scans;
  private final InstantSource clock;
  private String seen = "not looked yet";

  AdvisoryWatch(
      Supplier<Knowledge> knowledge,
      AdvisoryDatabases databases,
      Duration staleAfter,
      ScanService scans,
      InstantSource clock) {
    this.knowledge = knowledge;
    this.databases = databases;
    this.staleAfter = staleAfter;
    this.scans = scans;
    this.clock = clock;
  }

  @Override
  public void run() {
    String now = knowledge.get().version();
    if (now.equals(seen)) {
      return;
    }
    if (now.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("file", databases.file())
          .log(
              "no advisory database, nothing is matched; load one with registry-sidecar db import");
    } else {
      LOG.atInfo().addKeyValue("advisories", now).log("advisory database in force");
      scans.reevaluate();
    }
    seen = now;
  }

  @Override
  public Result check() {
    try {
      Optional<AdvisoryDatabase> database = databases.current();
      if (database.isEmpty()) {
        return degraded(
            "there is none at " + databases.file() + "; load one with registry-sidecar db import");
      }
      return judge(database.get().info());
    } catch (UnusableDatabase e) {
      return degraded(String.valueOf(e.getMessage()));
    }
  }

  private Result judge(DatabaseInfo info) {
    if (info.sample()) {
      return degraded(
          "only the sample is loaded; load the full data with registry-sidecar db import");
    }
    Instant newest = info.newestRecord();
    if (newest != null && newest.plus(staleAfter).isBefore(clock.instant())) {
      return degraded("stale: the newest record is of " + newest + "; import again");
    }
    return new Result(NAME, State.UP, "version " + info.version());
  }

  private static Result degraded(String why) {
    return new Result(NAME, State.DEGRADED, why);
  }
}

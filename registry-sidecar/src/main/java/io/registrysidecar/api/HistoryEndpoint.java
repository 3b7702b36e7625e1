package io.registrysidecar.api;

import io.registrysidecar.audit.EventChain;
import io.registrysidecar.audit.EventType;
import io.registrysidecar.store.AuditLog;
import io.registrysidecar.store.EventFilter;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageStore;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an image, whether the record of it is whole, and who else signed or attested it.
 */
final class HistoryEndpoint {

  /** As many events are checked for each answer; their digests take a few milliseconds. */
  private static final int MOST_CHECKED = 10_000;

  private final AuditLog history;
  private final ImageLookup images;
  private final ImageStore reports;

  HistoryEndpoint(AuditLog history, ImageLookup images, ImageStore reports) {
    this.history = history;
    this.images = images;
    this.reports = reports;
  }

  List<Route> routes() {
    Set<String> parameters = new HashSet<>(Paging.PARAMETERS);
    parameters.addAll(Set.of("registry", "type", "actor"));
    return List.of(Route.get(ImageLookup.PATH + "/history", parameters, this::list));
  }

  private Answer list(Call call) throws Problem {
    ImageKey image = images.find(call).key();
    EventFilter filter =
        new EventFilter(
            Parameters.oneOf("type", EventType.class, call.query().get("type")),
            call.query().get("actor"));
    var page = history.list(image, filter, Paging.requested(call));
    Map<String, @Nullable Object> document = Paging.document(page, EventView::of);
    document.put("chain", chain(history.check(image, MOST_CHECKED)));
    reports.report(image).map(FoundBeside::in).ifPresent(document::putAll);
    return Answer.json(document);
  }

  private static Map<String, @Nullable Object> chain(EventChain.Result result) {
    Map<String, @Nullable Object> chain = new LinkedHashMap<>();
    switch (result) {
      case EventChain.Result.Whole whole -> {
        chain.put("whole", true);
        chain.put("checked", whole.checked());
        chain.put("head", whole.head().toString());
        chain.put("reason", null);
      }
      case EventChain.Result.Broken broken -> {
        chain.put("whole", false);
        chain.put("checked", 0);
        chain.put("head", null);
        chain.put("reason", broken.reason());
      }
    }
    return chain;
  }
}

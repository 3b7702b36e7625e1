package io.registrysidecar.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.audit.AuditEvent;
import io.registrysidecar.audit.EventChain;
import io.registrysidecar.audit.TrailEvents;
import io.registrysidecar.oci.Digest;
import java.util.stream.Collectors;

/**
 * How an image was built, what others say of it, and what happened to it, newest first, as a signed
 * trail in the registry tells it.
 *
 * @param image the whole name, with the digest
 * @param trail the artifact that holds the trail
 * @param signer who signed it
 * @param builds how the image was built
 * @param witnesses what others signed and attested
 * @param told what happened to it
 * @param chain whether its events fit
 */
record History(
    String image,
    Digest trail,
    String signer,
    Builds builds,
    Witnesses witnesses,
    TrailEvents told,
    EventChain.Result chain) {

  boolean isWhole() {
    return chain instanceof EventChain.Result.Whole;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("What happened to " + image).append('\n');
    text.append("as told by " + trail + ", signed by " + Printable.of(signer)).append('\n');
    text.append(builds.text());
    text.append(witnesses.text());
    text.append("Events\n");
    for (AuditEvent event : told.events().reversed()) {
      text.append(Printable.of(line(event))).append('\n');
    }
    return text.append(
            switch (chain) {
              case EventChain.Result.Whole(int none, _) when none == 0 ->
                  "it tells of no event; only the service knows what happens to images";
              case EventChain.Result.Whole whole ->
                  "the chain of these %d events is whole".formatted(whole.checked());
              case EventChain.Result.Broken broken -> "THE CHAIN IS BROKEN: " + broken.reason();
            })
        .append('\n')
        .toString();
  }

  /** As the service has it at {@code /api/v1/images/…/history}, who says so, and the builds. */
  String json() throws JsonProcessingException {
    JsonMapper mapper = new JsonMapper();
    ObjectNode root = mapper.createObjectNode();
    ArrayNode items = root.putArray("items");
    told.events().reversed().forEach(event -> put(items.addObject(), event));
    root.putNull("next");
    switch (chain) {
      case EventChain.Result.Whole whole ->
          root.putObject("chain")
              .put("whole", true)
              .put("checked", whole.checked())
              .put("head", whole.head().toString())
              .putNull("reason");
      case EventChain.Result.Broken broken ->
          root.putObject("chain")
              .put("whole", false)
              .put("checked", 0)
              .putNull("head")
              .put("reason", broken.reason());
    }
    builds.put(root);
    witnesses.put(root);
    root.put("trail", trail.toString()).put("signer", signer);
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static void put(ObjectNode json, AuditEvent event) {
    json.put("sequence", event.sequence())
        .put("at", event.at().toString())
        .put("type", event.type().word())
        .put("actor", event.actor());
    ObjectNode detail = json.putObject("detail");
    event.detail().forEach(detail::put);
    json.put("prev", event.prev().toString()).put("digest", event.digest().toString());
  }

  private static String line(AuditEvent event) {
    return "%6d  %s  %-10s  %s"
        .formatted(
            event.sequence(),
            event.at(),
            event.type().word(),
            event.detail().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("  ", by(event), "")));
  }

  private static String by(AuditEvent event) {
    return event.actor() == null ? "" : "by " + event.actor() + "  ";
  }
}

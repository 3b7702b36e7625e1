package io.registrysidecar.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** Every notification format that is understood. */
public final class EventDecoders {

  /** The format that is recognised delivery by delivery. */
  public static final String AUTO = "auto";

  /** In the order in which they are recognised, the least specific last. */
  private static final List<EventDecoder> ALL =
      List.of(
          new DistributionDecoder(),
          new ZotDecoder(),
          new HarborDecoder(),
          new HarborCloudEventsDecoder(),
          new GenericDecoder());

  private EventDecoders() {}

  /** The names that a configuration may use. */
  public static List<String> formats() {
    return Stream.concat(Stream.of(AUTO), ALL.stream().map(EventDecoder::format))
        .distinct()
        .toList();
  }

  /** The most bytes that a body of a format has. */
  static int largestBody(String format) {
    return candidates(format).stream().mapToInt(EventDecoder::largestBody).max().orElse(0);
  }

  /** Reads a delivery in a format, or in the first one that recognises it. */
  static Decoded decode(String format, Delivery delivery, JsonNode body) throws UnreadableEvent {
    List<EventDecoder> candidates = candidates(format);
    if (candidates.size() == 1) {
      return decode(candidates.getFirst(), delivery, body);
    }
    for (EventDecoder candidate : candidates) {
      if (candidate.recognises(delivery, body)) {
        return decode(candidate, delivery, body);
      }
    }
    throw new UnreadableEvent(
        "in none of the formats that are known; configure the registry to send one of "
            + candidates.stream().map(EventDecoder::format).distinct().toList());
  }

  private static Decoded decode(EventDecoder decoder, Delivery delivery, JsonNode body)
      throws UnreadableEvent {
    if (delivery.body().length > decoder.largestBody()) {
      throw new UnreadableEvent("larger than " + decoder.largestBody() + " bytes");
    }
    return decoder.decode(delivery, body);
  }

  private static List<EventDecoder> candidates(String format) {
    return format.equals(AUTO)
        ? ALL
        : ALL.stream().filter(decoder -> decoder.format().equals(format)).toList();
  }
}

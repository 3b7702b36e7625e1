package io.registrysidecar.sign.notary;

import io.registrysidecar.sign.cbor.CborItem;
import io.registrysidecar.sign.key.KeyAlgorithm;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The protected header of a COSE_Sign1. */
final class CoseHeader implements ProtectedHeader {

  static final CborItem.Int ALGORITHM = new CborItem.Int(1);
  static final CborItem.Int CRITICAL = new CborItem.Int(2);
  static final CborItem.Int CONTENT_TYPE = new CborItem.Int(3);

  /** Seconds since 1970 (RFC 8949 §3.4.2). */
  static final long EPOCH_TAG = 1;

  private final Map<CborItem.Label, CborItem> entries;

  CoseHeader(Map<CborItem.Label, CborItem> entries) {
    this.entries = entries;
  }

  @Override
  public Set<String> names() {
    return entries.keySet().stream()
        .filter(CborItem.Text.class::isInstance)
        .map(label -> ((CborItem.Text) label).value())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public String algorithm() throws MalformedEnvelope {
    if (!(entries.get(ALGORITHM) instanceof CborItem.Int(long id))) {
      throw new MalformedEnvelope("the header alg is missing or not a number");
    }
    for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
      if (algorithm.cose() == id) {
        return algorithm.jws();
      }
    }
    return Long.toString(id);
  }

  @Override
  public String contentType() throws MalformedEnvelope {
    return text(CONTENT_TYPE);
  }

  @Override
  public List<String> critical() throws MalformedEnvelope {
    if (!(entries.get(CRITICAL) instanceof CborItem.Sequence(List<CborItem> listed))) {
      throw new MalformedEnvelope("it has no list of critical headers");
    }
    List<String> critical = new ArrayList<>();
    for (CborItem each : listed) {
      if (!(each instanceof CborItem.Text(String name))) {
        throw new MalformedEnvelope("the name of a critical header is not text");
      }
      critical.add(name);
    }
    return critical;
  }

  @Override
  public String text(String name) throws MalformedEnvelope {
    return text(new CborItem.Text(name));
  }

  @Override
  public Instant time(String name) throws MalformedEnvelope {
    if (!(entries.get(new CborItem.Text(name))
            instanceof CborItem.Tagged(long tag, CborItem.Int(long seconds)))
        || tag != EPOCH_TAG) {
      throw new MalformedEnvelope("the header " + name + " is missing or not a time in seconds");
    }
    try {
      return Instant.ofEpochSecond(seconds);
    } catch (DateTimeException e) {
      throw new MalformedEnvelope("the header " + name + " is not a time that exists", e);
    }
  }

  private String text(CborItem.Label label) throws MalformedEnvelope {
    if (!(entries.get(label) instanceof CborItem.Text(String value)) || value.isEmpty()) {
      throw new MalformedEnvelope("the header " + label + " is missing or not text");
    }
    return value;
  }
}

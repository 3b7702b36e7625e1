package io.registrysidecar.policy;

import io.registrysidecar.schema.SignatureInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of the signatures on an image. */
public sealed interface Signatures {

  /** What reports keep of it; null where nobody has looked. */
  @Nullable List<SignatureInfo> kept();

  /** Where nobody has looked. */
  Signatures UNCHECKED = new Unchecked("signatures were not checked");

  /**
   * Somebody has looked.
   *
   * @param found the trusted signatures and statements; none when there are none
   * @param verified the same as reports keep them, in order
   */
  record Checked(List<SignedStatement> found, List<SignatureInfo> verified) implements Signatures {

    /** Copies both, and orders what reports keep. */
    public Checked {
      found = List.copyOf(found);
      verified = verified.stream().distinct().sorted(SignatureInfo.IN_ORDER).toList();
    }

    /** Where it does not matter by which artifacts. */
    public Checked(List<SignedStatement> found) {
      this(found, List.of());
    }

    @Override
    public List<SignatureInfo> kept() {
      return verified;
    }
  }

  /**
   * Nobody has looked, or not everything could be looked at. That is something else than to have
   * found none.
   *
   * @param why for people
   */
  record Unchecked(String why) implements Signatures {

    @Override
    public @Nullable List<SignatureInfo> kept() {
      return null;
    }
  }
}

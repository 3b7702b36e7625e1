package io.registrysidecar.sign.key;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What others need to verify with the keys of a ring: the keys themselves, or commands and policies
 * that are ready to be pasted, with the keys in them. While a rotation overlaps, they hold the old
 * keys too.
 */
public final class KeyDocuments {

  /** What is shown where nobody says which images are meant. */
  public static final String ANY_IMAGE = "registry.example.com/*";

  private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9*][A-Za-z0-9._:/*@-]{0,254}");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final KeyRing ring;

  /** Documents about the keys of {@code ring}. */
  public KeyDocuments(KeyRing ring) {
    this.ring = ring;
  }

  /** Whether there is a key in this role that verifies. */
  public boolean exist(KeyRole role) throws KeyFailure {
    return ring.keys(role).stream().anyMatch(RingKey::verifies);
  }

  /** Whether something can be filled into policies as images: a reference, perhaps with stars. */
  public static boolean isImage(String text) {
    return IMAGE.matcher(text).matches();
  }

  /**
   * The document.
   *
   * @param image which images are meant; {@link #isImage} must hold
   * @throws KeyFailure if there is no key in this role, or none can be read
   */
  public String render(KeyFormat format, KeyRole role, String image) throws KeyFailure {
    if (!isImage(image)) {
      throw new KeyFailure(
          "show keys: what they are to verify is not a reference of images, perhaps with stars;"
              + " write one such as "
              + ANY_IMAGE);
    }
    if (format == KeyFormat.JSON) {
      return json(List.of(role));
    }
    List<String> keys = pems(role);
    return format == KeyFormat.PEM
        ? String.join("", keys)
        : Template.named(format.template(role)).fill(values(format, role, image), keys);
  }

  /**
   * The root certificates of a role in PEM.
   *
   * @throws KeyFailure if there is none, or it cannot be read
   */
  public String roots(KeyRole role) throws KeyFailure {
    StringBuilder pem = new StringBuilder();
    for (X509Certificate root : ring.roots(role)) {
      pem.append(Certificates.pem(root));
    }
    if (pem.isEmpty()) {
      throw new KeyFailure(
          "show the root certificate for " + role.unit() + ": there is none. " + advice(role));
    }
    return pem.toString();
  }

  /** All keys of these roles with their times, as a JSON array; empty where there are none. */
  public String json(List<KeyRole> roles) throws KeyFailure {
    List<Map<String, Object>> keys = new ArrayList<>();
    for (KeyRole role : roles) {
      for (RingKey key : ring.keys(role)) {
        keys.add(view(key));
      }
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(keys) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts cannot be written as JSON", e);
    }
  }

  private static Map<String, Object> view(RingKey key) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("hint", key.hint());
    view.put("sha256", PublicKeys.fingerprint(key.publicKey()));
    view.put("algorithm", KeyAlgorithm.of(key.publicKey()).orElseThrow().toString());
    view.put("use", key.role().word());
    view.put("status", key.current() ? "current" : key.verifies() ? "retired" : "compromised");
    view.put("notBefore", key.created().toString());
    if (key.retired() != null) {
      view.put("retired", key.retired().toString());
    }
    if (key.compromised() != null) {
      view.put("compromised", key.compromised().toString());
    }
    view.put("pem", PublicKeys.pem(key.publicKey()));
    if (!key.chain().isEmpty()) {
      view.put("chain", key.chain().stream().map(Certificates::pem).toList());
    }
    return view;
  }

  private List<String> pems(KeyRole role) throws KeyFailure {
    List<String> pems =
        ring.keys(role).stream()
            .filter(RingKey::verifies)
            .map(key -> PublicKeys.pem(key.publicKey()))
            .toList();
    if (pems.isEmpty()) {
      throw new KeyFailure(
          "show the key for " + role.unit() + ": there is none yet. " + advice(role));
    }
    return pems;
  }

  private static String advice(KeyRole role) {
    return "Make it: registry-sidecar keys generate --role " + role.word();
  }

  private Map<String, String> values(KeyFormat format, KeyRole role, String image)
      throws KeyFailure {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("store", "registry-sidecar-" + role.word());
    values.put("image", image);
    // One star of policy-controller ends at the next slash.
    values.put("glob", image.replaceAll("\\*+", "**"));
    values.put("prefix", image.replaceAll("\\*.*", ""));
    values.put("identity", ring.settings().subject(role).identity());
    values.put("scope", scope(image));
    if (format == KeyFormat.NOTATION || format == KeyFormat.RATIFY) {
      values.put("root", roots(role));
      values.put(
          "trustpolicy",
          Template.named(KeyFormat.TRUST_POLICY.template(role)).fill(values, List.of()));
      values.put(
          "verified",
          role == KeyRole.RELEASE
              ? image
              : "REPOSITORY@DIGEST   # of the report: a referrer of the image, such as"
                  + " application/sarif+json");
    }
    return values;
  }

  /** Notation's scopes are repositories without stars in them. */
  private static String scope(String image) {
    String repository = image.replaceAll("@.*", "").replaceAll(":[^/]*$", "");
    return repository.contains("*") || !repository.contains("/") ? "*" : repository;
  }
}

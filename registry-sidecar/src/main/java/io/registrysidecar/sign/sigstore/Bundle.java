package io.registrysidecar.sign.sigstore;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.ArtifactManifest;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.SigningFailure;
import io.registrysidecar.sign.StatementTooLarge;
import io.registrysidecar.sign.dsse.Envelope;
import io.registrysidecar.sign.dsse.Statement;
import io.registrysidecar.sign.key.PublicKeys;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sigstore bundle as we make it: version 0.3, an attestation in a DSSE envelope, signed by a key
 * that readers have, without a log.
 *
 * @param hint which key, for readers that have several
 * @param predicateType of the statement inside
 */
public record Bundle(String hint, Envelope envelope, String predicateType) {

  /** The media type of version 0.3, also the artifact type of the manifest that holds a bundle. */
  public static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  /** Larger ones are refused by the verifiers of others, and by ours. */
  public static final int LARGEST = Envelope.LARGEST;

  /**
   * Signs a statement.
   *
   * @throws StatementTooLarge if the bundle becomes larger than {@link #LARGEST}
   * @throws SigningFailure if the key cannot sign
   */
  public static Bundle of(Signer signer, Statement statement) throws SigningFailure {
    return of(signer, statement.predicateType(), statement.toBytes());
  }

  /**
   * Signs a statement that is written already.
   *
   * @param statement its bytes; not to be modified
   * @throws StatementTooLarge if the bundle becomes larger than {@link #LARGEST}
   * @throws SigningFailure if the key cannot sign
   */
  public static Bundle of(Signer signer, String predicateType, byte[] statement)
      throws SigningFailure {
    Bundle bundle =
        new Bundle(
            PublicKeys.hint(signer.publicKey()), Envelope.sign(signer, statement), predicateType);
    int size = bundle.size();
    if (size > LARGEST) {
      throw new StatementTooLarge(predicateType, size, LARGEST);
    }
    return bundle;
  }

  /** Of {@link #toBytes}, without making them. */
  private int size() {
    byte[] payload = envelope.payload();
    Envelope rest = new Envelope(envelope.payloadType(), new byte[0], "", envelope.signature());
    return new Bundle(hint, rest, predicateType).toBytes().length
        + Math.ceilDiv(payload.length, 3) * 4;
  }

  /** The bytes of the bundle. */
  public byte[] toBytes() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("mediaType", MEDIA_TYPE);
    root.putObject("verificationMaterial").putObject("publicKey").put("hint", hint);
    return envelope.toBundle(root);
  }

  /**
   * The annotations of the manifest that holds the bundle: those of cosign, and the one by which
   * others choose among statements.
   *
   * @param created when; written in whole seconds
   */
  public Map<String, String> annotations(Instant created) {
    Map<String, String> annotations = new TreeMap<>();
    annotations.put("dev.sigstore.bundle.content", "dsse-envelope");
    annotations.put("dev.sigstore.bundle.predicateType", predicateType);
    annotations.put("in-toto.io/predicate-type", predicateType);
    annotations.put(
        "org.opencontainers.image.created", created.truncatedTo(ChronoUnit.SECONDS).toString());
    return annotations;
  }

  /** The manifest that attaches the bundle to {@code subject}; the bundle is its only layer. */
  public ArtifactManifest manifest(Descriptor subject, Instant created) {
    return new ArtifactManifest(
        MEDIA_TYPE, List.of(Descriptor.of(MEDIA_TYPE, toBytes())), subject, annotations(created));
  }
}

package io.registrysidecar.sign.sigstore;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Envelope;
import io.registrysidecar.sign.dsse.MalformedEnvelope;
import io.registrysidecar.sign.dsse.Statement;
import io.registrysidecar.sign.dsse.Subject;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies what cosign and its kin write, without any network.
 *
 * <p>The question is always "is this a trusted signature of the image that the caller asked for":
 * the digest comes from the caller and never from the manifest that the signature was found with,
 * which anybody may attach to anything. Whatever is wrong with one signature is the answer about
 * that signature and no exception, so that one bad one does not hide the others.
 *
 * <p>Stateless; for use by several threads.
 */
public final class SigstoreVerifier {

  private final SigstoreTrust trust;
  private final LogVerifier logs;
  private final InstantSource clock;

  /**
   * A verifier.
   *
   * @param clock to tell times in the future
   */
  public SigstoreVerifier(SigstoreTrust trust, InstantSource clock) {
    this.trust = trust;
    this.clock = clock;
    this.logs = new LogVerifier(trust.root(), clock);
  }

  /**
   * Verifies a bundle.
   *
   * @param blob what its bytes must be; of a file {@link Descriptor#of(String, byte[])}
   * @param image the digest of the manifest, or of the file, that it should be about
   */
  public Attested bundle(Descriptor blob, byte[] content, Digest image) {
    try {
      mustBe(blob, content);
      Evidence evidence = BundleParser.parse(content);
      return switch (evidence.signed()) {
        case Signed.Dsse dsse -> attested(evidence, dsse.envelope(), image);
        case Signed.Message message -> {
          if (!message.digest().equals(image)) {
            throw about(message.digest().toString(), image);
          }
          yield new Attested(check(evidence), Optional.empty());
        }
      };
    } catch (Rejected e) {
      return Attested.rejected(e.verdict());
    } catch (MalformedDocument e) {
      return Attested.rejected(new Verification.Invalid(e.reason()));
    }
  }

  /**
   * Verifies a layer of an {@code .att} manifest.
   *
   * @param layer with its annotations
   * @param image the digest of the manifest that it should be about
   */
  public Attested attestation(Descriptor layer, byte[] content, Digest image) {
    try {
      mustBe(layer, content);
      Envelope envelope = Envelope.parse(content);
      Evidence evidence = LegacyParser.evidence(new Signed.Dsse(envelope), layer);
      return attested(evidence, envelope, image);
    } catch (Rejected e) {
      return Attested.rejected(e.verdict());
    } catch (MalformedEnvelope e) {
      return Attested.rejected(new Verification.Invalid(e.reason()));
    } catch (MalformedDocument e) {
      return Attested.rejected(new Verification.Invalid(e.reason()));
    }
  }

  /**
   * Verifies a layer of a {@code .sig} manifest.
   *
   * @param layer with its annotations, among them the signature
   * @param image the digest of the manifest that it should be about
   */
  public Verification signature(Descriptor layer, byte[] content, Digest image) {
    return image(layer, content, image).verification();
  }

  /** The same, with what the signer says beside. */
  public Attested image(Descriptor layer, byte[] content, Digest image) {
    try {
      mustBe(layer, content);
      SimpleSigning payload = SimpleSigning.parse(content);
      if (!payload.image().equals(image)) {
        throw about(payload.image().toString(), image);
      }
      String text = layer.annotations().getOrDefault(LegacySignature.SIGNATURE, "");
      byte[] signature = ProtoJson.base64(text, LegacySignature.SIGNATURE);
      Signed signed = new Signed.Message(Digest.sha256(content), content, signature);
      Verification.Trusted trusted = check(LegacyParser.evidence(signed, layer));
      return new Attested(trusted, Optional.empty(), payload.optional());
    } catch (Rejected e) {
      return Attested.rejected(e.verdict());
    } catch (MalformedDocument e) {
      return Attested.rejected(new Verification.Invalid(e.reason()));
    }
  }

  private Attested attested(Evidence evidence, Envelope envelope, Digest image) throws Rejected {
    Statement statement;
    try {
      statement = envelope.statement();
    } catch (MalformedEnvelope e) {
      throw Rejected.invalid(e.reason());
    }
    Verification.Trusted trusted = check(evidence);
    if (!statement.isAbout(image)) {
      throw about(name(statement.subjects().getFirst()), image);
    }
    return new Attested(trusted, Optional.of(statement));
  }

  private Verification.Trusted check(Evidence evidence) throws Rejected {
    return switch (evidence.claim()) {
      case Claim.Key(String hint) -> new KeyTrust(trust.keys(), logs).check(evidence, hint);
      case Claim.Certificate(var leaf) -> {
        TrustedRoot root = trust.root();
        if (root == null) {
          throw Rejected.untrusted(
              Brief.of(leaf.getIssuerX500Principal().getName()),
              "it is signed with a certificate, and no trusted root is configured");
        }
        yield new CertificateTrust(root, trust.identities(), logs, clock).check(evidence, leaf);
      }
    };
  }

  /** Nothing is read of bytes that are not those that were promised. */
  private static void mustBe(Descriptor promised, byte[] content) throws Rejected {
    if (content.length > Bundle.LARGEST) {
      throw Rejected.invalid("it has more than " + Bundle.LARGEST + " bytes");
    }
    Digest actual = Digest.ofContent(content, promised.digest().algorithm());
    if (promised.size() != content.length || !promised.digest().equals(actual)) {
      throw Rejected.invalid("its bytes are " + actual + ", not " + promised.digest());
    }
  }

  private static String name(Subject subject) {
    return subject.digests().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(digest -> digest.getKey() + ":" + digest.getValue())
        .findFirst()
        .orElse("something without a digest");
  }

  private static Rejected about(String other, Digest image) {
    return Rejected.invalid("it is about " + Brief.of(other) + ", not about " + image);
  }
}

package io.registrysidecar.e2e.kernels;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Statement;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.sign.key.KeyRole;
import io.registrysidecar.sign.key.PasswordSource;
import io.registrysidecar.sign.notary.EnvelopeType;
import io.registrysidecar.sign.notary.NotarySignature;
import io.registrysidecar.sign.notary.NotaryVerifier;
import io.registrysidecar.sign.notary.SigningOptions;
import io.registrysidecar.sign.notary.certificate.RevocationSource;
import io.registrysidecar.sign.notary.trust.StoreName;
import io.registrysidecar.sign.notary.trust.StoreType;
import io.registrysidecar.sign.notary.trust.TrustPolicy;
import io.registrysidecar.sign.notary.trust.TrustStatement;
import io.registrysidecar.sign.notary.trust.VerificationLevel;
import io.registrysidecar.sign.sigstore.Bundle;
import io.registrysidecar.sign.sigstore.LegacyLayer;
import io.registrysidecar.sign.sigstore.LegacySignature;
import io.registrysidecar.sign.sigstore.SigstoreTrust;
import io.registrysidecar.sign.sigstore.SigstoreVerifier;
import io.registrysidecar.sign.sigstore.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One signature of an image by a key ECDSA P-256 in a file, made and verified, in each form. */
@State(Scope.Benchmark)
public class SigningBench {

  private static final String REPOSITORY = "registry.example:5000/team/app";
  private static final byte[] MANIFEST = "a manifest".getBytes(StandardCharsets.UTF_8);
  private static final Digest IMAGE = Digest.sha256(MANIFEST);
  private static final Descriptor TARGET =
      Descriptor.of(OciMediaTypes.IMAGE_MANIFEST, IMAGE, MANIFEST.length);

  /** The form. */
  @Param({"bundle", "legacy", "jws", "cose"})
  public String form = "bundle";

  private Signer signer;
  private SigstoreVerifier sigstore;
  private NotaryVerifier notary;
  private Descriptor layer;
  private byte[] signed;

  /** Makes a key with its certificates, and one signature to verify. */
  @Setup
  public void prepare() throws Exception {
    KeyRing ring =
        new KeyRing(
            new KeyRing.Settings(
                Files.createTempDirectory("kernels").resolve("keys"),
                true,
                PasswordSource.NONE,
                "DE",
                "Berlin",
                "Example",
                Map.of()),
            InstantSource.system());
    signer = ring.signer(KeyRole.RELEASE);
    var key = new TrustedKeys.TrustedKey("release", signer.publicKey());
    sigstore =
        new SigstoreVerifier(
            SigstoreTrust.of(TrustedKeys.of(List.of(key))), InstantSource.system());
    Set<X509Certificate> roots = Set.copyOf(ring.roots(KeyRole.RELEASE));
    var everywhere =
        new TrustStatement(
            "release",
            Set.of(TrustStatement.EVERYTHING),
            VerificationLevel.STRICT,
            TrustStatement.TimestampRule.ALWAYS,
            List.of(new StoreName(StoreType.CA, "release")),
            List.of());
    notary =
        new NotaryVerifier(new TrustPolicy(List.of(everywhere)), _ -> roots, RevocationSource.NONE);
    if (form.equals("legacy")) {
      LegacyLayer made = LegacySignature.of(signer, REPOSITORY, IMAGE);
      layer = made.descriptor();
      signed = made.content();
    } else {
      signed = (byte[]) sign();
      layer = Descriptor.of(mediaType(), signed);
    }
    if (!(verify() instanceof Verification.Trusted)) {
      throw new IllegalStateException(form + ": " + verify());
    }
  }

  /** Makes it, in the bytes that are pushed. */
  @Benchmark
  public Object sign() throws Exception {
    return switch (form) {
      case "bundle" -> Bundle.of(signer, Statement.imageSignature(IMAGE)).toBytes();
      case "legacy" -> LegacySignature.of(signer, REPOSITORY, IMAGE);
      default ->
          NotarySignature.of(
                  signer,
                  TARGET,
                  Instant.now(),
                  new SigningOptions(envelope(), null, Map.of(), "kernels/1"))
              .envelope();
    };
  }

  /** Verifies it, from the bytes that were pulled. */
  @Benchmark
  public Verification verify() {
    return switch (form) {
      case "bundle" -> sigstore.bundle(layer, signed, IMAGE).verification();
      case "legacy" -> sigstore.signature(layer, signed, IMAGE);
      default -> notary.verify(signed, mediaType(), TARGET, REPOSITORY, Map.of(), Instant.now());
    };
  }

  private String mediaType() {
    return form.equals("bundle") ? Bundle.MEDIA_TYPE : envelope().mediaType();
  }

  private EnvelopeType envelope() {
    return form.equals("jws") ? EnvelopeType.JWS : EnvelopeType.COSE;
  }
}

package io.registrysidecar.sign.notary;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.sign.SignatureForm;
import io.registrysidecar.sign.cbor.CborItem;
import io.registrysidecar.sign.cbor.CborWriter;
import io.registrysidecar.sign.notary.certificate.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Makes envelopes from the text of their parts; the signature is good whatever the parts say. */
final class Forge {

  static final TestSigner SIGNER = TestSigner.of("secp256r1");
  static final Descriptor TARGET =
      Descriptor.of(OciMediaTypes.IMAGE_MANIFEST, "{\"an\":\"image\"}".getBytes(UTF_8));

  private static final String PROTECTED =
      """
      {"alg":"ES256","crit":["io.cncf.notary.signingScheme"],
       "cty":"application/vnd.cncf.notary.payload.v1+json",
       "io.cncf.notary.signingScheme":"notary.x509",
       "io.cncf.notary.signingTime":"2026-11-22T12:00:00Z"}
      """;
  private static final String ENVELOPE =
      """
      {"payload":"${payload}","protected":"${protected}",
       "header":{"x5c":["${leaf}","${root}"]},"signature":"${signature}"}
      """;

  private Forge() {}

  /** A JSON Web Signature with this protected header. */
  static byte[] jws(String headers) {
    return jws(headers, payload(), ENVELOPE);
  }

  /** A JSON Web Signature from the files of a folder. */
  static byte[] jws(Path folder) throws IOException {
    return jws(
        text(folder.resolve("protected.json"), PROTECTED),
        text(folder.resolve("payload.json"), payload()).strip(),
        text(folder.resolve("envelope.json"), ENVELOPE));
  }

  static byte[] jws(String headers, String content, String envelope) {
    Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
    String first = url.encodeToString(headers.getBytes(UTF_8));
    String second = url.encodeToString(content.getBytes(UTF_8));
    byte[] signature = SIGNER.sign(SignatureForm.NOTARY, (first + "." + second).getBytes(US_ASCII));
    return envelope
        .replace("${protected}", first)
        .replace("${payload}", second)
        .replace("${leaf}", Base64.getEncoder().encodeToString(certificate(0)))
        .replace("${root}", Base64.getEncoder().encodeToString(certificate(1)))
        .replace("${signature}", url.encodeToString(signature))
        .getBytes(UTF_8);
  }

  /** A COSE_Sign1 from the files of a folder, in hexadecimal with comments. */
  static byte[] cose(Path folder) throws IOException {
    byte[] headers =
        hex(text(folder.resolve("protected.hex"), Files.readString(good("protected"))));
    byte[] content = payload().getBytes(UTF_8);
    byte[] signature = SIGNER.sign(SignatureForm.NOTARY, CoseReader.signed(headers, content));
    CborItem leaf = new CborItem.Bytes(certificate(0));
    CborItem root = new CborItem.Bytes(certificate(1));
    Map<String, CborItem> parts =
        Map.of(
            "protected", new CborItem.Bytes(headers),
            "payload", new CborItem.Bytes(content),
            "leaf", leaf,
            "root", root,
            "x5chain", new CborItem.Sequence(List.of(leaf, root)),
            "signature", new CborItem.Bytes(signature));
    String envelope = text(folder.resolve("envelope.hex"), Files.readString(good("envelope")));
    for (Map.Entry<String, CborItem> part : parts.entrySet()) {
      envelope =
          envelope.replace(
              "${" + part.getKey() + "}",
              HexFormat.of().formatHex(CborWriter.write(part.getValue())));
    }
    return hex(envelope);
  }

  private static Path good(String part) {
    return Fixture.RESOURCES.resolve("good-cose").resolve(part + ".hex");
  }

  static String payload() {
    return new String(new NotaryPayload(TARGET, Map.of()).toBytes(), UTF_8);
  }

  private static byte[] certificate(int place) {
    return Certificates.der(SIGNER.chain().get(place));
  }

  private static byte[] hex(String commented) {
    return HexFormat.of().parseHex(commented.replaceAll("#.*", "").replaceAll("\\s", ""));
  }

  private static String text(Path file, String otherwise) throws IOException {
    return Files.exists(file) ? Files.readString(file) : otherwise;
  }
}

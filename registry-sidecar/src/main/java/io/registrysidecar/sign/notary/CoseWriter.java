package io.registrysidecar.sign.notary;

import io.registrysidecar.sign.cbor.CborItem;
import io.registrysidecar.sign.cbor.CborWriter;
import io.registrysidecar.sign.notary.certificate.Certificates;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a tagged COSE_Sign1. */
final class CoseWriter {

  private CoseWriter() {}

  static Draft draft(Claims claims, byte[] payload) {
    return new CoseDraft(protectedHeader(claims), payload, claims.chain().certificates());
  }

  private static byte[] protectedHeader(Claims claims) {
    Map<CborItem.Label, CborItem> header = new HashMap<>();
    header.put(CoseHeader.ALGORITHM, new CborItem.Int(claims.chain().algorithm().cose()));
    List<CborItem> critical =
        claims.critical().stream().map(name -> (CborItem) new CborItem.Text(name)).toList();
    header.put(CoseHeader.CRITICAL, new CborItem.Sequence(critical));
    header.put(CoseHeader.CONTENT_TYPE, new CborItem.Text(NotaryPayload.CONTENT_TYPE));
    header.put(label(Header.SIGNING_SCHEME), new CborItem.Text(SigningScheme.X509.label()));
    header.put(label(Header.SIGNING_TIME), time(claims.signedAt()));
    if (claims.expiry() != null) {
      header.put(label(Header.EXPIRY), time(claims.expiry()));
    }
    return CborWriter.write(new CborItem.Mapping(header));
  }

  private static CborItem.Label label(String name) {
    return new CborItem.Text(name);
  }

  private static CborItem time(Instant time) {
    return new CborItem.Tagged(CoseHeader.EPOCH_TAG, new CborItem.Int(time.getEpochSecond()));
  }

  /** The two parts that are signed, and the certificates. */
  @SuppressWarnings("ArrayRecordComponent")
  private record CoseDraft(byte[] headers, byte[] payload, List<X509Certificate> chain)
      implements Draft {

    @Override
    public byte[] toSign() {
      return CoseReader.signed(headers, payload);
    }

    @Override
    public byte[] envelope(byte[] signature, String agent) {
      List<CborItem> certificates =
          chain.stream()
              .map(each -> (CborItem) new CborItem.Bytes(Certificates.der(each)))
              .toList();
      Map<CborItem.Label, CborItem> unprotected =
          Map.of(
              CoseReader.X5CHAIN,
              new CborItem.Sequence(certificates),
              label(Header.SIGNING_AGENT),
              new CborItem.Text(agent));
      return CborWriter.write(
          new CborItem.Tagged(
              CoseReader.TAG,
              new CborItem.Sequence(
                  List.of(
                      new CborItem.Bytes(headers),
                      new CborItem.Mapping(unprotected),
                      new CborItem.Bytes(payload),
                      new CborItem.Bytes(signature)))));
    }
  }
}

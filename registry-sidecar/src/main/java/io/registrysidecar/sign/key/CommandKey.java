package io.registrysidecar.sign.key;

import io.registrysidecar.sign.SignatureForm;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.SigningFailure;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/**
 * A key that a command reaches, such as the client of a key management service.
 *
 * <p>The command is run without a shell, with one or two more arguments:
 *
 * <ul>
 *   <li>{@code COMMAND public-key} prints the public key in PEM ({@code PUBLIC KEY}), and behind it
 *       the certificates of the key, leaf first, if it has any;
 *   <li>{@code COMMAND sign ALGORITHM} reads a digest, as raw bytes, from standard input and prints
 *       the signature in Base64. ALGORITHM is {@code ECDSA_SHA_256}, {@code ECDSA_SHA_384} or
 *       {@code ECDSA_SHA_512} (the signature is ASN.1 DER), {@code RSASSA_PKCS1_V1_5_SHA_256}, or
 *       {@code RSASSA_PSS_SHA_256}, {@code _384}, {@code _512} with a salt of the hash's length.
 * </ul>
 *
 * <p>It has 30 seconds, may print 64 KiB, and shows failure by its exit status, with the reason on
 * standard error. It needs its own credentials: ours are not in its environment. Every signature is
 * verified before it is used.
 */
public final class CommandKey implements KeySource {

  private final List<String> command;
  private final Duration limit;

  /** A key behind {@code command}: a program and its first arguments. */
  public CommandKey(List<String> command) {
    this(command, Duration.ofSeconds(30));
  }

  CommandKey(List<String> command, Duration limit) {
    this.command = List.copyOf(command);
    this.limit = limit;
  }

  @Override
  public Signer open() throws KeyFailure {
    try {
      byte[] printed = run(List.of("public-key"), new byte[0]);
      PublicKey key = publicKey(printed);
      List<X509Certificate> chain =
          Certificates.of(
              Path.of(command.getFirst()),
              PemBlock.parse(printed).stream()
                  .filter(block -> block.type().equals("CERTIFICATE"))
                  .toList());
      if (!chain.isEmpty() && !chain.getFirst().getPublicKey().equals(key)) {
        throw new KeyFailure(
            "ask " + this + " for its public key: its first certificate is of another key.");
      }
      return new CommandSigner(key, KeyAlgorithm.of(key).orElseThrow(), chain);
    } catch (IOException | IllegalArgumentException e) {
      throw new KeyFailure(
          "ask "
              + this
              + " for its public key: "
              + e.getMessage()
              + ". Check signing.command or signing.release-command; what it must do is in"
              + " docs/signing.md.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KeyFailure("ask " + this + " for its public key: interrupted", e);
    }
  }

  private PublicKey publicKey(byte[] printed) throws KeyFailure {
    try {
      return PublicKeys.ofPem(printed);
    } catch (KeyFailure e) {
      throw new KeyFailure(
          "ask "
              + this
              + " for its public key: what it printed cannot be used ("
              + e.getMessage()
              + "). What it must do is in docs/signing.md.",
          e);
    }
  }

  /** Arguments may hold names of keys, but whoever configured secrets there is not to see them. */
  @Override
  public String toString() {
    return "the key command " + command.getFirst();
  }

  private byte[] run(List<String> more, byte[] input) throws IOException, InterruptedException {
    return BoundedCommand.run(
        Stream.concat(command.stream(), more.stream()).toList(), input, limit);
  }

  /** Signs by running the command. */
  private final class CommandSigner implements Signer {

    private final PublicKey key;
    private final KeyAlgorithm algorithm;
    private final List<X509Certificate> chain;

    private CommandSigner(PublicKey key, KeyAlgorithm algorithm, List<X509Certificate> chain) {
      this.key = key;
      this.algorithm = algorithm;
      this.chain = List.copyOf(chain);
    }

    @Override
    public PublicKey publicKey() {
      return key;
    }

    @Override
    public List<X509Certificate> chain() {
      return chain;
    }

    @Override
    public byte[] sign(SignatureForm form, byte[] data) throws SigningFailure {
      try {
        String hash =
            form == SignatureForm.SIGSTORE && !algorithm.isEc() ? "SHA-256" : algorithm.hash();
        byte[] digest = MessageDigest.getInstance(hash).digest(data);
        List<String> arguments = new ArrayList<>(List.of("sign", name(form, hash)));
        byte[] printed = run(arguments, digest);
        byte[] signature =
            Base64.getMimeDecoder().decode(new String(printed, StandardCharsets.US_ASCII).strip());
        byte[] formed = formed(form, signature);
        if (!algorithm.verifies(key, form, data, formed)) {
          throw new SigningFailure(
              "sign with "
                  + CommandKey.this
                  + ": what it printed is no signature by the key that it showed first. Was the key"
                  + " replaced? Then restart.");
        }
        return formed;
      } catch (IOException | IllegalArgumentException | NoSuchAlgorithmException e) {
        throw new SigningFailure("sign with " + CommandKey.this + ": " + e.getMessage() + ".", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SigningFailure("sign with " + CommandKey.this + ": interrupted", e);
      }
    }

    private String name(SignatureForm form, String hash) {
      String scheme =
          algorithm.isEc()
              ? "ECDSA_"
              : form == SignatureForm.NOTARY ? "RSASSA_PSS_" : "RSASSA_PKCS1_V1_5_";
      return scheme + hash.replace('-', '_');
    }

    /** ECDSA comes as DER and leaves as the form has it. */
    private byte[] formed(SignatureForm form, byte[] signature) throws IOException {
      if (form == SignatureForm.NOTARY && key instanceof ECPublicKey ec) {
        BigInteger order = ec.getParams().getOrder();
        BigInteger[] numbers = StandardDSAEncoding.INSTANCE.decode(order, signature);
        return PlainDSAEncoding.INSTANCE.encode(order, numbers[0], numbers[1]);
      }
      return signature;
    }

    @Override
    public String toString() {
      return CommandKey.this + " (" + algorithm + ")";
    }
  }
}

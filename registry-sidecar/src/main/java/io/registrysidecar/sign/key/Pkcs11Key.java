package io.registrysidecar.sign.key;

import io.registrysidecar.sign.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A key in a PKCS #11 token. The private half never leaves it.
 *
 * @param library the token's library
 * @param slot the number of its slot, as {@code pkcs11-tool --list-slots} shows it; or {@code #}
 *     and its place in the list, from 0
 * @param label the label of the key and of its certificate, which the token must hold too
 * @param pin where the token's PIN is
 */
public record Pkcs11Key(Path library, String slot, String label, PasswordSource pin)
    implements KeySource {

  @Override
  public Signer open() throws KeyFailure {
    Provider provider = provider();
    Optional<Password> password = pin.read();
    try {
      KeyStore token = KeyStore.getInstance("PKCS11", provider);
      token.load(null, password.map(Password::characters).orElse(null));
      Key key = token.getKey(label, null);
      Certificate[] certificates = token.getCertificateChain(label);
      if (!(key instanceof PrivateKey secret) || certificates == null) {
        throw new KeyFailure(
            failing()
                + "there is no such private key with a certificate in the token. Make both:"
                + " keytool -genkeypair -keyalg EC -groupname secp256r1 -alias "
                + label
                + " -keystore NONE -storetype PKCS11 -addprovider SunPKCS11 -providerarg FILE, with"
                + " a FILE that says name, library and slot");
      }
      List<X509Certificate> chain = new ArrayList<>();
      for (Certificate certificate : certificates) {
        chain.add((X509Certificate) certificate);
      }
      PublicKey open = PublicKeys.ofDer(chain.getFirst().getPublicKey().getEncoded());
      return new JcaSigner(
          "the key " + label + " of token " + library.getFileName(),
          secret,
          open,
          KeyAlgorithm.of(open).orElseThrow(),
          chain.size() > 1 ? chain : List.of(),
          provider);
    } catch (IOException e) {
      throw new KeyFailure(failing() + notOpened(e, password.isPresent()), e);
    } catch (GeneralSecurityException | ProviderException e) {
      throw new KeyFailure(failing() + e.getMessage(), e);
    } finally {
      password.ifPresent(Password::close);
    }
  }

  private static String notOpened(IOException e, boolean pinGiven) {
    if (e.getCause() instanceof UnrecoverableKeyException) {
      return "the PIN is wrong. Check signing.pkcs11.pin-file: tokens lock themselves after a few"
          + " wrong ones.";
    }
    return pinGiven
        ? rootMessage(e)
        : "it does not open without a PIN ("
            + rootMessage(e)
            + "). Set signing.pkcs11.pin-file, SIDECAR_PKCS11_PIN_FILE or SIDECAR_PKCS11_PIN.";
  }

  /** The JDK's PKCS #11 provider for this slot. */
  Provider provider() throws KeyFailure {
    if (!Files.isRegularFile(library)) {
      throw new KeyFailure(
          failing() + "there is no library " + library + ". Check signing.pkcs11.library.");
    }
    String place = slot.startsWith("#") ? "slotListIndex = " + slot.substring(1) : "slot = " + slot;
    String settings =
        "--name = sidecar"
            + Integer.toHexString((library + slot).hashCode())
            + "\nlibrary = \""
            + library
            + "\"\n"
            + place
            + "\n";
    try {
      return Security.getProvider("SunPKCS11").configure(settings);
    } catch (InvalidParameterException | ProviderException e) {
      throw new KeyFailure(
          failing()
              + "the library does not load or has no such slot ("
              + rootMessage(e)
              + "). Check signing.pkcs11.library and .slot; pkcs11-tool --list-slots shows them.",
          e);
    }
  }

  private String failing() {
    return "open the key " + label + " in slot " + slot + " of " + library + ": ";
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}

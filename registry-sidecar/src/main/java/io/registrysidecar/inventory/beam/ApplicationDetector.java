package io.registrysidecar.inventory.beam;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the resource file that every compiled Erlang or Elixir application has ({@code
 * ebin/NAME.app}), and the version of Erlang/OTP. Applications that are part of OTP have no package
 * of their own.
 */
public final class ApplicationDetector implements Detector {

  private static final Id ID = new Id("beam", 1);
  private static final String DIRECTORY = "ebin/";
  private static final String OTP = "OTP_VERSION";
  private static final int LARGEST = 1 << 20;

  private static final Pattern APPLICATION =
      Pattern.compile("\\{\\s*application\\s*,\\s*'?([\\w@]{1,128}+)'?\\s*,");

  private static final Pattern VERSION =
      Pattern.compile("\\{\\s*vsn\\s*,\\s*\"([^\"\\s]{1,128}+)\"\\s*\\}");

  private static final Pattern OTP_VERSION = Pattern.compile("\\d{1,4}(?:\\.\\d{1,6}){1,5}+");

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    int start = value.lastIndexOf('/') + 1 - DIRECTORY.length();
    boolean application =
        value.endsWith(".app")
            && start >= 0
            && value.startsWith(DIRECTORY, start)
            && (start == 0 || value.charAt(start - 1) == '/');
    return application || (value.endsWith("/" + OTP) && value.contains("releases/"))
        ? Want.STREAM
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    String text = new String(file.bytes(LARGEST), UTF_8);
    if (file.path().value().endsWith(OTP)) {
      Matcher version = OTP_VERSION.matcher(text.strip());
      if (!version.matches()) {
        throw new MalformedEvidence("it does not name a version of Erlang/OTP");
      }
      found.found(PackageFact.of("generic", null, "erlang-otp", version.group()));
      return;
    }
    Matcher application = APPLICATION.matcher(text);
    if (!application.find()) {
      throw new MalformedEvidence("it does not describe an application");
    }
    Matcher version = VERSION.matcher(text);
    if (version.find(application.end()) && !OtpApplications.has(application.group(1))) {
      found.found(PackageFact.of("hex", null, application.group(1), version.group(1)));
    }
  }
}

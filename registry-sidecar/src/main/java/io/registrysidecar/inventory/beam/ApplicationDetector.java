package io.registrysidecar.inventory.beam;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the resource file that every compiled Erlang or Elixir application has ({@code
 * ebin/NAME.app}), and the version of Erlang/OTP. Applications that are part of OTP or Elixir are
 * no packages of Hex.
 */
public final class ApplicationDetector implements Detector {

  private static final Id ID = new Id("beam", 2);
  private static final String DIRECTORY = "ebin/";
  private static final String OTP = "OTP_VERSION";
  private static final int LARGEST = 1 << 20;

  private static final Pattern APPLICATION =
      Pattern.compile("\\{\\s*application\\s*,\\s*'?([\\w@]{1,128}+)'?\\s*,");

  private static final Pattern VERSION =
      Pattern.compile("\\{\\s*vsn\\s*,\\s*\"([^\"\\s]{1,128}+)\"\\s*\\}");

  private static final Pattern NEEDS =
      Pattern.compile("\\{\\s*applications\\s*,\\s*\\[([^\\]]*+)\\]");

  private static final Pattern NAME = Pattern.compile("'?([\\w@]{1,128}+)'?");
  private static final int MOST = 1000;

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
    if (version.find()) {
      String name = application.group(1);
      String type = OtpApplications.has(name) ? "otp" : "hex";
      found.found(
          PackageFact.of(type, null, name, version.group(1)).with(Relations.needing(needs(text))));
    }
  }

  private static List<String> needs(String text) {
    Matcher needs = NEEDS.matcher(text);
    if (!needs.find()) {
      return List.of();
    }
    return NAME.matcher(needs.group(1))
        .results()
        .map(each -> each.group(1))
        .distinct()
        .limit(MOST)
        .toList();
  }
}

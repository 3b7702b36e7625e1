package io.registrysidecar.inventory.program;

import io.registrysidecar.image.TarPath;
import io.registrysidecar.inventory.AboutPackage;
import io.registrysidecar.inventory.Distribution;
import io.registrysidecar.inventory.Diversion;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.PackageFact;
import java.util.ArrayList;
import java.util.List;

/** Remembers the packages that it is told. */
final class Collected implements EvidenceSink {

  final List<String> names = new ArrayList<>();

  @Override
  public void found(PackageFact fact) {
    names.add(fact.name() + " " + fact.version());
  }

  @Override
  public void found(PackageFact fact, String inner) {
    throw new AssertionError("a program holds no other: " + inner);
  }

  @Override
  public void found(Distribution distribution) {
    throw new AssertionError("a program is no distribution: " + distribution);
  }

  @Override
  public void about(AboutPackage about) {
    throw new AssertionError("a program knows of no package: " + about);
  }

  @Override
  public void elsewhere(TarPath directory) {
    throw new AssertionError("a program leads nowhere: " + directory);
  }

  @Override
  public void diverted(Diversion diversion) {
    throw new AssertionError("a program diverts nothing: " + diversion);
  }

  @Override
  public void limited(String code, String reason) {
    throw new AssertionError("no limit of this detector can be configured");
  }

  @Override
  public void incomplete(String code, String message) {
    throw new AssertionError(code + ": " + message);
  }
}

package io.registrysidecar.cli;

import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.oci.Reference;
import picocli.CommandLine.TypeConversionException;

/** Reads arguments of our own types. */
final class Converters {

  private Converters() {}

  static Reference reference(String text) {
    try {
      return Reference.parse(text);
    } catch (MalformedReference e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  static PlatformFilter platforms(String text) {
    try {
      return PlatformFilter.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  static Platform platform(String text) {
    if (platforms(text) instanceof PlatformFilter.Only(String os, String cpu, String variant)) {
      return new Platform(os, cpu, variant);
    }
    throw new TypeConversionException(
        "not a platform: \"" + text + "\"; write os/architecture[/variant]");
  }
}

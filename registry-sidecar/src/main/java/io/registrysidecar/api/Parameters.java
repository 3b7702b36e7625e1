package io.registrysidecar.api;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.RepositoryName;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the values of parameters. */
final class Parameters {

  private Parameters() {}

  static @Nullable RepositoryName repository(@Nullable String text) throws Problem {
    return text == null ? null : requiredRepository(text);
  }

  static RepositoryName requiredRepository(String text) throws Problem {
    try {
      return RepositoryName.parse(text);
    } catch (MalformedReference e) {
      throw malformed(e);
    }
  }

  static Digest digest(String text) throws Problem {
    try {
      return Digest.parse(text);
    } catch (MalformedReference e) {
      throw malformed(e);
    }
  }

  static Problem malformed(MalformedReference e) {
    return Problem.badRequest("malformed-reference", String.valueOf(e.getMessage()));
  }

  /** The number in a path that names something of this kind; another text names nothing. */
  static long number(String kind, String text) throws Problem {
    if (!text.matches("\\d{1,18}")) {
      throw Problem.notFound("a " + kind + " is named by its number, not by " + text);
    }
    return Long.parseLong(text);
  }

  /** One of the constants of an enumeration, written in lower case. */
  static <E extends Enum<E>> @Nullable E oneOf(
      String parameter, Class<E> type, @Nullable String text) throws Problem {
    if (text == null) {
      return null;
    }
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equals(text)) {
        return constant;
      }
    }
    throw Problem.badRequest(
        "malformed-parameter",
        Arrays.stream(type.getEnumConstants())
            .map(Parameters::word)
            .collect(Collectors.joining(", ", parameter + "=" + text + " is not one of ", "")));
  }

  /** A switch, which is off where it is left out. */
  static boolean flag(String parameter, @Nullable String text) throws Problem {
    return oneOf(parameter, Flag.class, text) == Flag.TRUE;
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** A switch in a query. */
  private enum Flag {
    TRUE,
    FALSE
  }
}

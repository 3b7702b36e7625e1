package io.registrysidecar.schema;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@link Annotations} from text that anyone may have written. */
final class AnnotationReader {

  private static final int MAX_VALUE = 256;
  private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]{0,8}");
  private static final Pattern COMPLIANCE =
      Pattern.compile("(0|[1-9][0-9]{0,8})/(0|[1-9][0-9]{0,8})");

  private final Map<String, String> annotations;

  AnnotationReader(Map<String, String> annotations) {
    this.annotations = annotations;
  }

  Annotations read() throws MalformedAnnotations {
    if (!required(AnnotationKeys.SCHEMA_VERSION).equals(Report.SCHEMA_VERSION)) {
      throw new MalformedAnnotations(
          AnnotationKeys.SCHEMA_VERSION,
          required(AnnotationKeys.SCHEMA_VERSION),
          Report.SCHEMA_VERSION + " for this reader; use a newer annotation-schema");
    }
    CoverageStatus coverage =
        word(AnnotationKeys.COVERAGE, CoverageStatus.values(), CoverageStatus::word);
    try {
      return new Annotations(
          coverage,
          word(AnnotationKeys.VERDICT, VerdictResult.values(), VerdictResult::word),
          coverage == CoverageStatus.NONE ? null : summary(),
          compliance(),
          optional(AnnotationKeys.ADVISORIES_VERSION),
          optionalTime(AnnotationKeys.ADVISORIES_NEWEST),
          time(AnnotationKeys.CREATED, required(AnnotationKeys.CREATED)),
          time(AnnotationKeys.SCANNED_AT, required(AnnotationKeys.SCANNED_AT)),
          new ScannerInfo(
              required(AnnotationKeys.SCANNER_NAME), required(AnnotationKeys.SCANNER_VERSION)),
          required(AnnotationKeys.REPORT_DIGEST));
    } catch (IllegalArgumentException e) {
      throw new MalformedAnnotations(e);
    }
  }

  private Summary summary() throws MalformedAnnotations {
    return new Summary(
        count(AnnotationKeys.CRITICAL),
        count(AnnotationKeys.HIGH),
        count(AnnotationKeys.MEDIUM),
        count(AnnotationKeys.LOW),
        count(AnnotationKeys.NEGLIGIBLE),
        count(AnnotationKeys.UNKNOWN),
        count(AnnotationKeys.FIXABLE));
  }

  private int count(String key) throws MalformedAnnotations {
    String value = required(key);
    if (!COUNT.matcher(value).matches()) {
      throw new MalformedAnnotations(key, value, "a decimal number");
    }
    return Integer.parseInt(value);
  }

  private @Nullable Compliance compliance() throws MalformedAnnotations {
    String value = optional(AnnotationKeys.COMPLIANCE);
    if (value == null) {
      return null;
    }
    Matcher matcher = COMPLIANCE.matcher(value);
    if (!matcher.matches()) {
      throw new MalformedAnnotations(AnnotationKeys.COMPLIANCE, value, "passed/all, such as 41/50");
    }
    return new Compliance(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  private <E extends Enum<E>> E word(String key, E[] values, Function<E, String> word)
      throws MalformedAnnotations {
    String value = required(key);
    for (E candidate : values) {
      if (word.apply(candidate).equals(value)) {
        return candidate;
      }
    }
    throw new MalformedAnnotations(
        key, value, "one of " + Arrays.stream(values).map(word).toList());
  }

  private @Nullable Instant optionalTime(String key) throws MalformedAnnotations {
    String value = optional(key);
    return value == null ? null : time(key, value);
  }

  private static Instant time(String key, String value) throws MalformedAnnotations {
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw new MalformedAnnotations(key, value, "a time such as 2026-01-31T12:00:00Z");
    }
  }

  private String required(String key) throws MalformedAnnotations {
    String value = optional(key);
    if (value == null) {
      throw new MalformedAnnotations(key);
    }
    return value;
  }

  private @Nullable String optional(String key) throws MalformedAnnotations {
    String value = annotations.get(key);
    if (value != null && value.length() > MAX_VALUE) {
      throw new MalformedAnnotations(key, value, "at most " + MAX_VALUE + " characters");
    }
    return value;
  }
}

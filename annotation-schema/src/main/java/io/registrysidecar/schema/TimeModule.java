package io.registrysidecar.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;

/** Times as RFC 3339 text and dates as ISO 8601 text, and nothing else. */
final class TimeModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  TimeModule() {
    addSerializer(Instant.class, ToStringSerializer.instance);
    addSerializer(LocalDate.class, ToStringSerializer.instance);
    addDeserializer(
        Instant.class,
        new Text<>(Instant.class, Instant::parse, "a time such as 2026-01-31T12:00:00Z"));
    addDeserializer(
        LocalDate.class,
        new Text<>(LocalDate.class, LocalDate::parse, "a date such as 2026-01-31"));
  }

  private static final class Text<T> extends StdScalarDeserializer<T> {

    private static final long serialVersionUID = 1L;

    private final Class<T> type;
    private final transient Function<String, T> parse;
    private final String wanted;

    Text(Class<T> type, Function<String, T> parse, String wanted) {
      super(type);
      this.type = type;
      this.parse = parse;
      this.wanted = wanted;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return context.reportInputMismatch(type, "should be text, %s", wanted);
      }
      try {
        return parse.apply(parser.getText());
      } catch (DateTimeException e) {
        throw context.weirdStringException(parser.getText(), type, "should be " + wanted);
      }
    }
  }
}

package io.registrysidecar.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the types of the records the rule for reading: a component that is not {@code @Nullable}
 * must be there and must not be {@code null}. A list that is left out when empty may be missing.
 */
final class RequiredUnlessNullable extends JacksonAnnotationIntrospector {

  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
    RecordComponent component = recordComponent(member);
    if (component == null) {
      return super.hasRequiredMarker(member);
    }
    return !isNullable(component) && !isLeftOutWhenEmpty(member);
  }

  @Override
  public JsonSetter.Value findSetterInfo(Annotated member) {
    RecordComponent component = recordComponent(member);
    if (component == null || isNullable(component)) {
      return super.findSetterInfo(member);
    }
    return isLeftOutWhenEmpty(member)
        ? JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.FAIL)
        : JsonSetter.Value.construct(Nulls.FAIL, elementNulls(component));
  }

  /**
   * No element of a list may be null, except inside the open sections, whose content is not ours to
   * judge.
   */
  private static Nulls elementNulls(RecordComponent component) {
    return component.getGenericType().getTypeName().contains(Map.class.getName())
        ? Nulls.SET
        : Nulls.FAIL;
  }

  private static boolean isLeftOutWhenEmpty(Annotated member) {
    JsonInclude include = member.getAnnotation(JsonInclude.class);
    return include != null && include.value() == JsonInclude.Include.NON_EMPTY;
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static @Nullable RecordComponent recordComponent(Annotated member) {
    return member instanceof AnnotatedParameter parameter
            && parameter.getDeclaringClass().isRecord()
        ? parameter.getDeclaringClass().getRecordComponents()[parameter.getIndex()]
        : null;
  }
}

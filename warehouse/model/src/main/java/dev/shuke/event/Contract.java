package dev.shuke.event;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contract of an event type, read off its record: names, types, what is required (not
 * {@code @Nullable}) and privacy classes.
 *
 * <p>Reading, writing, table schemas and engine rows all follow from the record, so there is one
 * place to change.
 */
public final class Contract<E extends Record & Event> {

  private final Class<E> type;
  private final FieldType.Struct root;

  private Contract(Class<E> type) {
    this.type = type;
    this.root = struct(type);
  }

  static <E extends Record & Event> Contract<E> of(Class<E> type) {
    return new Contract<>(type);
  }

  public Class<E> type() {
    return type;
  }

  public List<Field> fields() {
    return root.fields();
  }

  FieldType.Struct root() {
    return root;
  }

  private static FieldType.Struct struct(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] parameters =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      MethodHandle constructor =
          MethodHandles.lookup()
              .findConstructor(type, MethodType.methodType(void.class, parameters))
              .asSpreader(Object[].class, parameters.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
      return FieldType.Struct.of(
          type, Arrays.stream(components).map(Contract::field).toList(), constructor);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot read the contract off " + type, e);
    }
  }

  private static Field field(RecordComponent component) {
    String name = snakeCase(component.getName());
    boolean isNullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    String column = component.isAnnotationPresent(Fen.class) ? name + "_fen" : name;
    PrivacyClass privacy = annotation(component, Privacy.class).value();
    try {
      MethodHandle accessor =
          MethodHandles.lookup()
              .unreflect(component.getAccessor())
              .asType(MethodType.methodType(Object.class, Object.class));
      return new Field(
          name,
          column,
          fieldType(component),
          !isNullable,
          privacy,
          component.getAnnotation(RequiredWhen.class),
          accessor);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("Cannot read component " + component, e);
    }
  }

  private static FieldType fieldType(RecordComponent component) {
    return component.getType() == BigDecimal.class
        ? new FieldType.Decimal(annotation(component, Scale.class).value())
        : fieldType(component.getGenericType());
  }

  private static FieldType fieldType(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == Map.class
          ? new FieldType.TextMap()
          : new FieldType.ListOf(fieldType(generic.getActualTypeArguments()[0]));
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return struct(plain);
    }
    if (plain.isEnum()) {
      return FieldType.Choice.of(enumClass(plain));
    }
    return scalar(plain);
  }

  private static FieldType scalar(Class<?> type) {
    if (type == String.class) {
      return new FieldType.Text();
    } else if (type == int.class || type == Integer.class) {
      return new FieldType.Int32();
    } else if (type == long.class || type == Long.class) {
      return new FieldType.Int64();
    } else if (type == boolean.class || type == Boolean.class) {
      return new FieldType.Flag();
    } else if (type == LocalDate.class) {
      return new FieldType.Day();
    } else if (type == Instant.class) {
      return new FieldType.Timestamp();
    }
    throw new IllegalStateException("A contract has no fields of " + type);
  }

  @SuppressWarnings("unchecked")
  private static Class<? extends Enum<?>> enumClass(Class<?> type) {
    return (Class<? extends Enum<?>>) type;
  }

  private static <A extends Annotation> A annotation(
      RecordComponent component, Class<A> annotation) {
    A found = component.getAnnotation(annotation);
    if (found == null) {
      throw new IllegalStateException(component + " has no @" + annotation.getSimpleName());
    }
    return found;
  }

  private static String snakeCase(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}

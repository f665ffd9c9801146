package dev.shuke.streaming;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * Tells Flink of {@link ArrivalSerializer}: every young event crosses from one thread to another,
 * and the serializer Flink would make of the record takes longer than judging it.
 */
final class ArrivalType extends TypeInformation<Arrival> {
  private static final long serialVersionUID = 1L;

  /** Named by the annotation of {@link Arrival}. */
  public static final class Factory extends TypeInfoFactory<Arrival> {
    @Override
    public TypeInformation<Arrival> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> genericParameters) {
      return new ArrivalType();
    }
  }

  @Override
  public TypeSerializer<Arrival> createSerializer(SerializerConfig config) {
    return ArrivalSerializer.INSTANCE;
  }

  @Override
  public Class<Arrival> getTypeClass() {
    return Arrival.class;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof ArrivalType;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArrivalType;
  }

  @Override
  public int hashCode() {
    return ArrivalType.class.hashCode();
  }

  @Override
  public String toString() {
    return "Arrival";
  }
}

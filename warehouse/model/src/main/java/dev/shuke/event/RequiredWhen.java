package dev.shuke.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A nullable field that is required when another field says so. The record's constructor enforces
 * it; this tells it to those who only see the schema, and a test holds that the two agree.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface RequiredWhen {

  /** Name of the other field in JSON. */
  String field();

  /** Words of the other field that ask for this one; none: any value of it does. */
  String[] is() default {};
}

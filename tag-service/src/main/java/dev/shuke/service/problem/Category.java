package dev.shuke.service.problem;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who can mend it. */
public enum Category {
  @JsonProperty("caller")
  CALLER,
  @JsonProperty("data")
  DATA,
  @JsonProperty("outside_system")
  OUTSIDE_SYSTEM,
  @JsonProperty("ours")
  OURS
}

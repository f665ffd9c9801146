package dev.shuke.brand;

import java.net.URI;
import java.util.Optional;

/**
 * How a warehouse on S3, or on a store that speaks its protocol, is reached.
 *
 * @param region as the store names it
 * @param endpoint empty for Amazon's own
 * @param isPathStyle whether the bucket stands in the path instead of the host name
 * @param keys empty when every process finds them where the AWS SDK looks: in its environment, in
 *     {@code ~/.aws}, at its machine's role
 */
public record S3Access(
    String region, Optional<URI> endpoint, boolean isPathStyle, Optional<Keys> keys) {

  /** What {@code catalog.warehouse} of such a warehouse begins with. */
  static final String SCHEME = "s3://";

  static final String REGION = "s3.region";
  static final String ENDPOINT = "s3.endpoint";
  static final String PATH_STYLE = "s3.path-style";
  static final String ACCESS_KEY = "s3.access-key";
  static final String SECRET_KEY = "s3.secret-key";

  /** A pair of keys; only the first may be shown. */
  public record Keys(String access, String secret) {
    @Override
    public String toString() {
      return access + " and its secret";
    }
  }
}

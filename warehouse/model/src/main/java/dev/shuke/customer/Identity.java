package dev.shuke.customer;

import dev.shuke.event.PersonRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One id under which one source knows a person; its text form is {@code namespace:value}.
 *
 * <p>Ordered by the UTF-8 bytes of the text form. {@link #toString()} hides the value, which may be
 * personal; use {@link #text()} to store or send it.
 *
 * @param namespace {@code unionid}, {@code member}, {@code phone}, {@code external_userid.<id
 *     namespace>} or {@code openid.<appid>}; without a colon
 * @param value as the source told it; for {@code phone} a keyed hash
 */
public record Identity(String namespace, String value) implements Comparable<Identity> {

  public static final String UNIONID = "unionid";
  public static final String MEMBER = "member";
  public static final String PHONE = "phone";
  public static final String EXTERNAL_USERID = "external_userid.";
  public static final String OPENID = "openid.";

  public Identity {
    if (namespace.isEmpty() || namespace.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "The namespace of an identity is '"
              + namespace
              + "', expected a name without a colon such as member");
    }
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "An identity in '" + namespace + "' has no value, expected one after the colon");
    }
  }

  /**
   * Reads the text form; the namespace ends at the first colon.
   *
   * @throws IllegalArgumentException when there is no colon, or nothing before or after it
   */
  public static Identity parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(
          "Cannot read an identity of "
              + text.length()
              + " characters: it has no colon, expected namespace:value such as member:1024");
    }
    return new Identity(text.substring(0, colon), text.substring(colon + 1));
  }

  /**
   * The identities of a reference in order of evidence: unionid, member, external user id, phone,
   * openid.
   *
   * <p>Pending ids are left out, and so is an external user id whose namespace isn't told: the same
   * text may name two people in two apps.
   *
   * @param idNamespace of the event, such as {@code own-1000002}
   */
  public static List<Identity> of(PersonRef ref, @Nullable String idNamespace) {
    List<Identity> identities = new ArrayList<>(3);
    add(identities, UNIONID, ref.unionid());
    add(identities, MEMBER, ref.memberNo());
    if (idNamespace != null && !idNamespace.isEmpty()) {
      add(identities, EXTERNAL_USERID + idNamespace, ref.externalUserid());
    }
    add(identities, PHONE, ref.phoneHash());
    if (ref.appid() != null) {
      add(identities, OPENID + ref.appid(), ref.openid());
    }
    return List.copyOf(identities);
  }

  private static void add(List<Identity> identities, String namespace, @Nullable String value) {
    if (value != null && !value.isEmpty() && namespace.indexOf(':') < 0) {
      identities.add(new Identity(namespace, value));
    }
  }

  /** {@code namespace:value}, which {@link #parse} reads back. */
  public String text() {
    return namespace + ':' + value;
  }

  /**
   * Whether a person has at most one value of this namespace: a union id, a member number, and an
   * external user id of one app.
   */
  public boolean isExclusive() {
    return namespace.equals(UNIONID)
        || namespace.equals(MEMBER)
        || namespace.startsWith(EXTERNAL_USERID);
  }

  @Override
  public int compareTo(Identity other) {
    return namespace.equals(other.namespace)
        ? Utf8Order.compare(value, other.value)
        : Utf8Order.compare(namespace + ':', other.namespace + ':');
  }

  @Override
  public String toString() {
    return namespace + ":…";
  }
}

package dev.shuke.customer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Somebody's word that two identities are one person; which of them is {@code a} has no meaning.
 *
 * @param place where it was said
 */
public record IdentityLink(Identity a, Identity b, Evidence evidence, Place place) {

  /** The order in which links are followed: trust, then first place, then the two ids. */
  static final Comparator<IdentityLink> ORDER =
      Comparator.comparing(IdentityLink::evidence)
          .thenComparing(IdentityLink::place)
          .thenComparing(IdentityLink::lesser)
          .thenComparing(IdentityLink::greater);

  /**
   * The links that one reference tells: its first identity with each other. A link to a phone is
   * {@link Evidence#PHONE} unless an identity link record says it.
   */
  public static List<IdentityLink> among(
      List<Identity> identities, Evidence evidence, Place place) {
    List<IdentityLink> links = new ArrayList<>();
    for (int i = 1; i < identities.size(); i++) {
      Identity first = identities.get(0);
      Identity other = identities.get(i);
      links.add(new IdentityLink(first, other, trust(first, other, evidence), place));
    }
    return links;
  }

  private static Evidence trust(Identity a, Identity b, Evidence said) {
    boolean throughPhone =
        a.namespace().equals(Identity.PHONE) || b.namespace().equals(Identity.PHONE);
    return throughPhone && said != Evidence.IDENTITY_LINK_RECORD ? Evidence.PHONE : said;
  }

  Identity lesser() {
    return a.compareTo(b) <= 0 ? a : b;
  }

  Identity greater() {
    return a.compareTo(b) <= 0 ? b : a;
  }
}

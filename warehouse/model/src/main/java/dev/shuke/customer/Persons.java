package dev.shuke.customer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sets of identities that are one person: union-find by size over the positions of the identities
 * in UTF-8 order.
 *
 * <p>Each set carries, as bits, the exclusive namespaces it has a value of. Two sets share no
 * identity, so a namespace in both means two values of it.
 */
final class Persons {

  final Identity[] identities;
  private final int[] parent;
  private final int[] size;
  private final long[] exclusive;
  private final int words;

  Persons(Collection<Identity> seen, Collection<Identity> founders) {
    Set<Identity> all = new HashSet<>(seen);
    all.addAll(founders);
    identities = all.toArray(Identity[]::new);
    Arrays.parallelSort(identities);
    parent = new int[identities.length];
    size = new int[identities.length];
    Map<String, Integer> namespaces = exclusiveNamespaces();
    words = Math.max(1, (namespaces.size() + Long.SIZE - 1) / Long.SIZE);
    exclusive = new long[Math.multiplyExact(words, identities.length)];
    for (int i = 0; i < identities.length; i++) {
      parent[i] = i;
      size[i] = 1;
      Integer bit = namespaces.get(identities[i].namespace());
      if (bit != null) {
        exclusive[i * words + bit / Long.SIZE] |= 1L << (bit % Long.SIZE);
      }
    }
  }

  private Map<String, Integer> exclusiveNamespaces() {
    Set<String> names = new TreeSet<>();
    for (Identity identity : identities) {
      if (identity.isExclusive()) {
        names.add(identity.namespace());
      }
    }
    Map<String, Integer> bits = new HashMap<>();
    names.forEach(name -> bits.put(name, bits.size()));
    return bits;
  }

  int indexOf(Identity identity) {
    return Arrays.binarySearch(identities, identity);
  }

  /** The representative of the set; which member it is has no meaning. */
  int find(int index) {
    int root = index;
    while (parent[root] != root) {
      parent[root] = parent[parent[root]];
      root = parent[root];
    }
    return root;
  }

  /** Joins along the links in their order; returns those that would join what must stay apart. */
  List<IdentityLink> follow(Collection<IdentityLink> links) {
    List<IdentityLink> sorted = new ArrayList<>(links);
    sorted.sort(IdentityLink.ORDER);
    List<IdentityLink> conflicts = new ArrayList<>();
    Set<List<Identity>> refused = new HashSet<>();
    for (IdentityLink link : sorted) {
      boolean isFollowed = join(find(indexOf(link.a())), find(indexOf(link.b())));
      if (!isFollowed && refused.add(List.of(link.lesser(), link.greater()))) {
        conflicts.add(link);
      }
    }
    return conflicts;
  }

  private boolean join(int a, int b) {
    if (a == b) {
      return true;
    }
    for (int word = 0; word < words; word++) {
      if ((exclusive[a * words + word] & exclusive[b * words + word]) != 0) {
        return false;
      }
    }
    int root = size[a] >= size[b] ? a : b;
    int child = root == a ? b : a;
    parent[child] = root;
    size[root] += size[child];
    for (int word = 0; word < words; word++) {
      exclusive[root * words + word] |= exclusive[child * words + word];
    }
    return true;
  }
}

package dev.shuke.customer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ObjIntConsumer;

/**
 * Which identities are one person, and under which number.
 *
 * <p>Links are followed by evidence, then first place. A link that would give one person two values
 * of an exclusive namespace ({@link Identity#isExclusive}) is kept, not followed, and listed in
 * {@link #conflicts()}. Of several numbers in one person the smallest survives and the others are
 * its aliases; when the link that merged them goes, they live again. A person without a number gets
 * the next free one, persons in order of first place; the number belongs to the identity seen
 * first, its founder, for good.
 *
 * <p>The result depends on the set of inputs only, never on their order.
 */
public final class IdentityResolution {

  private final Identity[] identities;
  private final int[] numberOf;
  private final int[] survivors;
  private final List<NewNumber> newNumbers;
  private final List<IdentityLink> conflicts;

  private IdentityResolution(
      Identity[] identities,
      int[] numberOf,
      int[] survivors,
      List<NewNumber> newNumbers,
      List<IdentityLink> conflicts) {
    this.identities = identities;
    this.numberOf = numberOf;
    this.survivors = survivors;
    this.newNumbers = List.copyOf(newNumbers);
    this.conflicts = List.copyOf(conflicts);
  }

  /**
   * A number given for the first time, to be appended to {@code core.customer_numbers}.
   *
   * @param founder the identity it belongs to, never another
   * @param place where the founder was first seen
   */
  public record NewNumber(int customerNo, Identity founder, Place place) {}

  /**
   * Resolves all identities known at a frontier.
   *
   * @param firstSeen each identity with its first place; ends of links that are missing count as
   *     seen at the link's place
   * @param links in any order; one told twice counts at its best evidence and first place
   * @param assigned the numbers given so far, by founder; a founder no longer seen keeps its number
   */
  public static IdentityResolution resolve(
      Map<Identity, Place> firstSeen,
      Collection<IdentityLink> links,
      Map<Identity, Integer> assigned) {
    Map<Identity, Place> seen = new HashMap<>(firstSeen);
    for (IdentityLink link : links) {
      seen.merge(link.a(), link.place(), IdentityResolution::earlier);
      seen.merge(link.b(), link.place(), IdentityResolution::earlier);
    }
    Persons persons = new Persons(seen.keySet(), assigned.keySet());
    List<IdentityLink> conflicts = persons.follow(links);
    Numbers numbers = new Numbers(persons, assigned);
    List<NewNumber> newNumbers = numbers.assignNew(seen);
    return new IdentityResolution(
        persons.identities, numbers.ofIdentities(), numbers.survivors(), newNumbers, conflicts);
  }

  private static Place earlier(Place a, Place b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  /** The surviving number of the person; empty for an identity never seen. */
  public OptionalInt customerNoOf(Identity identity) {
    int index = Arrays.binarySearch(identities, identity);
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(numberOf[index]);
  }

  /**
   * The number under which the person of {@code no} is known: itself unless it is an alias.
   *
   * @throws IllegalArgumentException when no such number has been given
   */
  public int survivorOf(int no) {
    if (no < 0 || no >= survivors.length || survivors[no] < 0) {
      throw new IllegalArgumentException(
          "Customer number " + no + " was never given, expected 0 to " + (survivors.length - 1));
    }
    return survivors[no];
  }

  /** Numbers given by this resolution, ascending. */
  public List<NewNumber> newNumbers() {
    return newNumbers;
  }

  /** Links not followed, in the order in which they would have been, each pair once. */
  public List<IdentityLink> conflicts() {
    return conflicts;
  }

  /** One more than the greatest number ever given. */
  public int nextNumber() {
    return survivors.length;
  }

  /** Calls with each identity and its surviving number, identities in UTF-8 order. */
  public void forEach(ObjIntConsumer<Identity> consumer) {
    for (int i = 0; i < identities.length; i++) {
      consumer.accept(identities[i], numberOf[i]);
    }
  }

  /** The numbers by person, over the identities of a {@link Persons}. */
  private static final class Numbers {
    private static final int NONE = -1;

    private final Persons persons;
    private final int[] byPerson;
    private final Map<Integer, Integer> founders = new HashMap<>();
    private int next;

    Numbers(Persons persons, Map<Identity, Integer> assigned) {
      this.persons = persons;
      byPerson = new int[persons.identities.length];
      Arrays.fill(byPerson, NONE);
      assigned.forEach(this::keep);
    }

    private void keep(Identity founder, int number) {
      int index = persons.indexOf(founder);
      if (number < 0 || founders.put(number, index) != null) {
        throw new IllegalArgumentException(
            "Customer number " + number + " is negative or has two founders, expected one each");
      }
      int person = persons.find(index);
      if (byPerson[person] == NONE || number < byPerson[person]) {
        byPerson[person] = number;
      }
      next = Math.max(next, Math.addExact(number, 1));
    }

    List<NewNumber> assignNew(Map<Identity, Place> seen) {
      List<NewNumber> given = new ArrayList<>();
      for (Map.Entry<Identity, Place> entry : inOrderOfPlace(seen)) {
        int index = persons.indexOf(entry.getKey());
        int person = persons.find(index);
        if (byPerson[person] == NONE) {
          byPerson[person] = next;
          founders.put(next, index);
          given.add(new NewNumber(next, entry.getKey(), entry.getValue()));
          next = Math.addExact(next, 1);
        }
      }
      return given;
    }

    /** Only those without a number yet: few on an ordinary day. */
    private List<Map.Entry<Identity, Place>> inOrderOfPlace(Map<Identity, Place> seen) {
      List<Map.Entry<Identity, Place>> open = new ArrayList<>();
      for (Map.Entry<Identity, Place> entry : seen.entrySet()) {
        if (byPerson[persons.find(persons.indexOf(entry.getKey()))] == NONE) {
          open.add(entry);
        }
      }
      open.sort(
          Map.Entry.<Identity, Place>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
      return open;
    }

    int[] ofIdentities() {
      int[] numbers = new int[persons.identities.length];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = byPerson[persons.find(i)];
      }
      return numbers;
    }

    int[] survivors() {
      int[] survivors = new int[next];
      Arrays.fill(survivors, NONE);
      founders.forEach((number, index) -> survivors[number] = byPerson[persons.find(index)]);
      return survivors;
    }
  }
}

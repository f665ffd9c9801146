package dev.shuke.customer;

import static dev.shuke.customer.Evidence.CONTACT;
import static dev.shuke.customer.Evidence.IDENTITY_LINK_RECORD;
import static dev.shuke.customer.Evidence.MEMBER_RECORD;
import static dev.shuke.customer.Evidence.ORDER;
import static dev.shuke.customer.Evidence.PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.customer.IdentityResolution.NewNumber;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IdentityResolutionTest {

  private final Map<Identity, Place> seen = new HashMap<>();
  private final List<IdentityLink> links = new ArrayList<>();
  private final Map<Identity, Integer> assigned = new HashMap<>();

  @Test
  void numbersPersonsInOrderOfFirstPlace() {
    saw("member:late", 30);
    saw("member:early", 10);
    saw("unionid:middle", 20);
    IdentityResolution result = resolve();
    assertThat(number(result, "member:early")).isZero();
    assertThat(number(result, "unionid:middle")).isEqualTo(1);
    assertThat(number(result, "member:late")).isEqualTo(2);
    assertThat(result.newNumbers())
        .containsExactly(
            new NewNumber(0, id("member:early"), place(10)),
            new NewNumber(1, id("unionid:middle"), place(20)),
            new NewNumber(2, id("member:late"), place(30)));
    assertThat(result.customerNoOf(id("member:never"))).isEmpty();
  }

  @Test
  void settlesOnePlaceByTheBytesOfTheIds() {
    saw("unionid:u", 10);
    saw("member:m", 10);
    link("unionid:u", "member:m", ORDER, 10);
    assertThat(resolve().newNumbers()).containsExactly(new NewNumber(0, id("member:m"), place(10)));
  }

  @Test
  void keepsGivenNumbersAndGoesOnAfterTheGreatest() {
    saw("member:a", 1);
    saw("member:b", 2);
    gave("member:b", 7);
    IdentityResolution result = resolve();
    assertThat(number(result, "member:b")).isEqualTo(7);
    assertThat(number(result, "member:a")).isEqualTo(8);
    assertThat(result.nextNumber()).isEqualTo(9);
    assertThatThrownBy(() -> result.survivorOf(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 was never given");
  }

  @Test
  void letsTheSmallestNumberSurviveAMerge() {
    saw("member:a", 1);
    saw("unionid:u", 2);
    saw("external_userid.own-1:w", 3);
    gave("unionid:u", 0);
    gave("member:a", 1);
    link("member:a", "unionid:u", MEMBER_RECORD, 5);
    link("external_userid.own-1:w", "unionid:u", CONTACT, 6);
    IdentityResolution result = resolve();
    assertThat(number(result, "member:a")).isZero();
    assertThat(number(result, "external_userid.own-1:w")).isZero();
    assertThat(result.survivorOf(1)).isZero();
    assertThat(result.survivorOf(0)).isZero();
    assertThat(result.newNumbers()).isEmpty();
  }

  @Test
  void revivesTheAliasWhenTheLinkGoesAndNumbersWhoWasNeverAFounder() {
    saw("member:a", 1);
    saw("unionid:u", 2);
    saw("phone:p", 3);
    gave("member:a", 0);
    gave("unionid:u", 1);
    IdentityLink revoked = link("member:a", "unionid:u", MEMBER_RECORD, 5);
    IdentityLink phone = link("phone:p", "unionid:u", PHONE, 6);
    assertThat(resolve().survivorOf(1)).isZero();
    links.remove(revoked);
    links.remove(phone);
    IdentityResolution result = resolve();
    assertThat(number(result, "unionid:u")).isEqualTo(1);
    assertThat(result.survivorOf(1)).isEqualTo(1);
    assertThat(result.newNumbers()).containsExactly(new NewNumber(2, id("phone:p"), place(3)));
  }

  @Test
  void doesNotFollowALinkThatWouldGiveOnePersonTwoMembers() {
    link("member:a", "phone:p", PHONE, 1);
    link("member:b", "phone:p", PHONE, 2);
    IdentityResolution result = resolve();
    assertThat(number(result, "member:a")).isEqualTo(number(result, "phone:p"));
    assertThat(number(result, "member:b")).isNotEqualTo(number(result, "phone:p"));
    assertThat(result.conflicts()).containsExactly(links.get(1));
  }

  @Test
  void holdsExternalUseridsApartWithinOneAppOnly() {
    link("unionid:u", "external_userid.own-1:x", CONTACT, 1);
    link("unionid:u", "external_userid.own-2:y", CONTACT, 2);
    link("unionid:u", "external_userid.own-1:z", CONTACT, 3);
    IdentityResolution result = resolve();
    assertThat(number(result, "external_userid.own-2:y")).isEqualTo(number(result, "unionid:u"));
    assertThat(result.conflicts()).containsExactly(links.get(2));
  }

  @Test
  void followsBetterEvidenceBeforeEarlierPlaces() {
    link("member:a", "unionid:u", ORDER, 1);
    link("member:b", "unionid:u", IDENTITY_LINK_RECORD, 9);
    IdentityResolution result = resolve();
    assertThat(number(result, "member:b")).isEqualTo(number(result, "unionid:u"));
    assertThat(result.conflicts()).containsExactly(links.get(0));
  }

  @Test
  void listsAConflictToldOftenOnce() {
    link("member:a", "unionid:u", MEMBER_RECORD, 1);
    link("member:b", "unionid:u", ORDER, 3);
    link("unionid:u", "member:b", ORDER, 2);
    assertThat(resolve().conflicts()).containsExactly(links.get(2));
  }

  @Test
  void seesConflictsInMoreThanSixtyFourNamespaces() {
    for (int app = 0; app < 130; app++) {
      link("unionid:u", "external_userid.own-" + app + ":x", CONTACT, app);
    }
    link("unionid:u", "external_userid.own-129:y", CONTACT, 500);
    IdentityResolution result = resolve();
    assertThat(result.conflicts()).containsExactly(links.get(130));
    assertThat(result.newNumbers()).hasSize(2);
  }

  @Test
  void tellsTheSameWhateverTheOrderOfTheInput() {
    Random random = new Random(11);
    for (int round = 0; round < 100; round++) {
      randomWorld(random);
      Map<String, Object> first = facts(resolve());
      for (int again = 0; again < 5; again++) {
        assertThat(facts(shuffled(random))).isEqualTo(first);
      }
    }
  }

  @Test
  void neverGivesOnePersonTwoExclusiveValues() {
    Random random = new Random(12);
    for (int round = 0; round < 100; round++) {
      randomWorld(random);
      Map<List<Object>, Identity> held = new HashMap<>();
      resolve()
          .forEach(
              (identity, no) -> {
                if (identity.isExclusive()) {
                  assertThat(held.put(List.of(no, identity.namespace()), identity)).isNull();
                }
              });
    }
  }

  @Test
  void linksTheFirstIdOfAReferenceWithTheOthersAndTrustsPhonesLess() {
    List<Identity> ids = List.of(id("unionid:u"), id("member:m"), id("phone:p"));
    assertThat(IdentityLink.among(ids, MEMBER_RECORD, place(1)))
        .containsExactly(
            new IdentityLink(id("unionid:u"), id("member:m"), MEMBER_RECORD, place(1)),
            new IdentityLink(id("unionid:u"), id("phone:p"), PHONE, place(1)));
    assertThat(IdentityLink.among(ids.subList(0, 1), ORDER, place(1))).isEmpty();
  }

  private void randomWorld(Random random) {
    seen.clear();
    links.clear();
    assigned.clear();
    List<String> names = new ArrayList<>();
    for (String namespace : List.of("member", "unionid", "phone", "external_userid.own-1")) {
      for (int i = 0; i < 6; i++) {
        names.add(namespace + ":" + i);
      }
    }
    names.forEach(name -> saw(name, random.nextInt(10)));
    for (int i = 0; i < 25; i++) {
      Evidence evidence = Evidence.values()[random.nextInt(Evidence.values().length)];
      String a = names.get(random.nextInt(names.size()));
      String b = names.get(random.nextInt(names.size()));
      link(a, b, evidence, random.nextInt(8));
    }
    Collections.shuffle(names, random);
    for (int no = 0; no < 8; no++) {
      gave(names.get(no), no);
    }
  }

  private IdentityResolution shuffled(Random random) {
    List<Map.Entry<Identity, Place>> entries = new ArrayList<>(seen.entrySet());
    Collections.shuffle(entries, random);
    Map<Identity, Place> sameSeen = new LinkedHashMap<>();
    entries.forEach(entry -> sameSeen.put(entry.getKey(), entry.getValue()));
    List<IdentityLink> sameLinks = new ArrayList<>(links);
    Collections.shuffle(sameLinks, random);
    sameLinks.replaceAll(
        link ->
            random.nextBoolean()
                ? link
                : new IdentityLink(link.b(), link.a(), link.evidence(), link.place()));
    return IdentityResolution.resolve(sameSeen, sameLinks, new TreeMap<>(assigned));
  }

  private static Map<String, Object> facts(IdentityResolution result) {
    Map<String, Object> facts = new TreeMap<>();
    result.forEach((identity, no) -> facts.put(identity.text(), no));
    facts.put("new", result.newNumbers());
    facts.put(
        "conflicts",
        result.conflicts().stream()
            .map(c -> List.of(c.lesser(), c.greater(), c.evidence(), c.place()))
            .toList());
    return facts;
  }

  private IdentityResolution resolve() {
    return IdentityResolution.resolve(seen, links, assigned);
  }

  private void saw(String text, long offset) {
    seen.put(id(text), place(offset));
  }

  private IdentityLink link(String a, String b, Evidence evidence, long offset) {
    IdentityLink link = new IdentityLink(id(a), id(b), evidence, place(offset));
    links.add(link);
    return link;
  }

  private void gave(String founder, int no) {
    assigned.put(id(founder), no);
  }

  private static int number(IdentityResolution result, String text) {
    return result.customerNoOf(id(text)).orElseThrow();
  }

  private static Identity id(String text) {
    return Identity.parse(text);
  }

  private static Place place(long offset) {
    return new Place(1_000, "t", 0, offset);
  }
}

package dev.shuke.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.event.PersonRef;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityTest {

  @Test
  void splitsAtTheFirstColon() {
    Identity identity = Identity.parse("openid.wx1:a:b");
    assertThat(identity.namespace()).isEqualTo("openid.wx1");
    assertThat(identity.value()).isEqualTo("a:b");
    assertThat(identity.text()).isEqualTo("openid.wx1:a:b");
  }

  @Test
  void refusesATextWithoutColonNamespaceOrValueAndDoesNotRepeatIt() {
    assertThatThrownBy(() -> Identity.parse("13800138000"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no colon, expected namespace:value")
        .hasMessageNotContaining("13800138000");
    assertThatThrownBy(() -> Identity.parse(":x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("namespace");
    assertThatThrownBy(() -> Identity.parse("member:"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'member' has no value");
  }

  @Test
  void hidesTheValueInMessages() {
    assertThat(Identity.parse("unionid:oX1")).hasToString("unionid:…");
  }

  @Test
  void listsTheIdsOfAReferenceInOrderOfEvidenceWithoutPendingOnes() {
    PersonRef ref = new PersonRef("m1", "wm1", "u1", "o1", "wx1", "p1", "pending");
    assertThat(Identity.of(ref, "own-1000002").stream().map(Identity::text))
        .containsExactly(
            "unionid:u1",
            "member:m1",
            "external_userid.own-1000002:wm1",
            "phone:p1",
            "openid.wx1:o1");
    assertThat(Identity.of(new PersonRef(null, null, null, null, null, null, "x"), null)).isEmpty();
  }

  @Test
  void cannotNameAnExternalUserWithoutItsNamespace() {
    assertThat(Identity.of(PersonRef.external("wm1"), null)).isEmpty();
  }

  @Test
  void isOrderedByTheBytesOfItsText() {
    List<Identity> identities =
        List.of("a-b:x", "a:z", "a:\ud83c\udf36", "a:\uff21", "a.b:c").stream()
            .map(Identity::parse)
            .toList();
    assertThat(identities.stream().sorted().map(Identity::text))
        .containsExactlyElementsOf(
            identities.stream()
                .map(Identity::text)
                .sorted(
                    (x, y) ->
                        Arrays.compareUnsigned(
                            x.getBytes(StandardCharsets.UTF_8), y.getBytes(StandardCharsets.UTF_8)))
                .toList());
  }
}

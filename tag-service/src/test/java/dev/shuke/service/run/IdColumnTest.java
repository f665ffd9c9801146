package dev.shuke.service.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.customer.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class IdColumnTest {

  @Test
  void findsEachIdAndEachCustomersIdsLikeAMapWould() {
    Random random = new Random(7);
    Map<String, Integer> plain = new HashMap<>();
    while (plain.size() < 20_000) {
      plain.put(Integer.toString(random.nextInt(1 << 30), 36) + "会", random.nextInt(5_000));
    }
    IdColumn.Builder builder = new IdColumn.Builder();
    plain.forEach(builder::add);
    IdColumn column = builder.build();

    Map<Integer, TreeSet<String>> byCustomer = new TreeMap<>();
    plain.forEach(
        (id, customerNo) -> {
          assertThat(column.customerNo(id)).isEqualTo(customerNo);
          assertThat(column.customerNo(id + "x")).isEqualTo(-1);
          byCustomer.computeIfAbsent(customerNo, any -> new TreeSet<>()).add(id);
        });
    for (int customerNo = 0; customerNo < 5_001; customerNo++) {
      assertThat(column.ids(customerNo))
          .isEqualTo(new ArrayList<>(byCustomer.getOrDefault(customerNo, new TreeSet<>())));
    }
  }

  @Test
  void canBeEmpty() {
    IdColumn column = new IdColumn.Builder().build();

    assertThat(column.customerNo("1")).isEqualTo(-1);
    assertThat(column.ids(0)).isEmpty();
  }

  @Test
  void refusesAnIdThatIsThereTwice() {
    IdColumn.Builder builder = new IdColumn.Builder();
    builder.add("1", 0);
    builder.add("1", 1);

    assertThatThrownBy(builder::build)
        .isInstanceOf(UnusableRunException.class)
        .hasMessage("core.customer_ids has an identity twice");
  }

  @Test
  void keepsNamespacesApart() {
    CustomerIds.Builder builder = new CustomerIds.Builder();
    builder.add("member", "1", 4);
    builder.add("unionid", "1", 5);
    CustomerIds ids = builder.build();

    assertThat(ids.find(Identity.parse("member:1"))).hasValue(4);
    assertThat(ids.find(Identity.parse("unionid:1"))).hasValue(5);
    assertThat(ids.find(Identity.parse("phone:1"))).isEmpty();
    assertThat(ids.of(4, "member")).containsExactly("1");
    assertThat(ids.of(4, "phone")).isEqualTo(List.of());
    assertThat(ids.namespaces()).containsExactly("member", "unionid");
  }
}

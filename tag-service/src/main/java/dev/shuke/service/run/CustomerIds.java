package dev.shuke.service.run;

import dev.shuke.customer.Identity;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** Who is who in one run. */
public final class CustomerIds {

  private final Map<String, IdColumn> byNamespace;

  private CustomerIds(Map<String, IdColumn> byNamespace) {
    this.byNamespace = byNamespace;
  }

  /** The surviving number of the customer with this id. */
  public OptionalInt find(Identity identity) {
    IdColumn column = byNamespace.get(identity.namespace());
    int customerNo = column == null ? -1 : column.customerNo(identity.value());
    return customerNo < 0 ? OptionalInt.empty() : OptionalInt.of(customerNo);
  }

  /** A customer's ids in one namespace, sorted. */
  public List<String> of(int customerNo, String namespace) {
    IdColumn column = byNamespace.get(namespace);
    return column == null ? List.of() : column.ids(customerNo);
  }

  /** The namespaces that have an id. */
  public Set<String> namespaces() {
    return byNamespace.keySet();
  }

  /** Gathers ids in any order. */
  static final class Builder {
    private final Map<String, IdColumn.Builder> columns = new TreeMap<>();

    void add(String namespace, String value, int customerNo) {
      columns.computeIfAbsent(namespace, any -> new IdColumn.Builder()).add(value, customerNo);
    }

    CustomerIds build() {
      Map<String, IdColumn> built = new TreeMap<>();
      // One namespace at a time gives up its gathered form, so that both are never there in full.
      for (Iterator<Map.Entry<String, IdColumn.Builder>> left = columns.entrySet().iterator();
          left.hasNext(); ) {
        Map.Entry<String, IdColumn.Builder> column = left.next();
        built.put(column.getKey(), column.getValue().build());
        left.remove();
      }
      return new CustomerIds(built);
    }
  }
}

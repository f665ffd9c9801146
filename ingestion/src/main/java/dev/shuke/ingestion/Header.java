package dev.shuke.ingestion;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The columns of a file, by name. */
record Header(List<String> names, Map<String, Integer> positions) {

  /**
   * @throws ImportException when a name stands there twice
   */
  static Header of(String file, List<String> names) {
    Map<String, Integer> positions = new HashMap<>();
    for (String name : names) {
      if (positions.put(name, positions.size()) != null) {
        throw new ImportException(
            "%s has the column '%s' twice; its columns are %s.".formatted(file, name, names));
      }
    }
    return new Header(List.copyOf(names), Map.copyOf(positions));
  }

  /**
   * @throws ImportException naming every column that is missing and those the file has
   */
  void require(String file, Set<String> columns) {
    Set<String> missing = new TreeSet<>(columns);
    missing.removeAll(names);
    if (!missing.isEmpty()) {
      throw new ImportException(
          "%s has no column %s, which the mapping names; it has the columns %s."
              .formatted(file, String.join(", ", missing), String.join(", ", names)));
    }
  }

  int size() {
    return names.size();
  }
}

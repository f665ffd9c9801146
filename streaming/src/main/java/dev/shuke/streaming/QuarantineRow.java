package dev.shuke.streaming;

import dev.shuke.quarantine.Seal;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/**
 * Seals what is kept of a quarantined record. It travels with the place of the key, never with the
 * key: each machine that writes reads its own file.
 */
final class QuarantineRow extends RichMapFunction<Refusal, RowData> {
  private static final long serialVersionUID = 1L;

  private final @Nullable String keyFile;
  private transient @Nullable Seal seal;

  QuarantineRow(Optional<Path> keyFile) {
    this.keyFile = keyFile.map(Path::toString).orElse(null);
  }

  @Override
  public void open(OpenContext context) {
    seal = keyFile == null ? null : Seal.read(Path.of(keyFile));
  }

  @Override
  public RowData map(Refusal refusal) {
    return Rows.quarantine(refusal, seal);
  }
}
